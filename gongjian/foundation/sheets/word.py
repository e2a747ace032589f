"""Word out: a heading, tables and lines to sign on, as the smallest .docx that offices open. Standard library only."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAKES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# A4 upright, in twentieths of a point: 18 mm above and below, 16 mm at the sides, as printed pages have it.
_WIDTH, _HEIGHT, _MARGIN, _SIDE = 11906, 16838, 1020, 907
_LINE = "_" * 16  # to sign on
_FIRST = (2200, 1000)  # columns of words; the figures share what is left

_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/word/document.xml" ContentType="{_MAKES}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_MAKES}.styles+xml"/></Types>"""
_LEADS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"""
_INNER_LEADS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>"""


def _style(name: str, shown: str, size: int, extra: str = "", bold: str = "") -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="Normal"/>'
        f'<w:pPr>{extra}</w:pPr><w:rPr>{bold}<w:sz w:val="{size}"/></w:rPr></w:style>'
    )


_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_WORDS}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="21"/>'
    "</w:rPr></w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + _style("Title", "Title", 36, '<w:spacing w:after="120"/><w:jc w:val="center"/>', "<w:b/>")
    + _style(
        "Heading1",
        "heading 1",
        26,
        '<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/>',
        "<w:b/>",
    )
    + _style("Cell", "Cell", 18)
    + "</w:styles>"
)


@dataclass(frozen=True)
class Grid:
    """A table: name, heads of its columns, rows as words; which rows are sums; how many columns are no figures."""

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    sums: frozenset[int] = frozenset()
    words: int = 1


@dataclass(frozen=True)
class Paper:
    """What stands on it from the top down."""

    title: str
    lines: Sequence[str]
    grids: Sequence[Grid]
    foot: Sequence[str]
    signatures: Sequence[str]


def paper(told: Paper) -> bytes:
    """The same bytes for the same paper."""
    body = "".join(
        [
            _paragraph(told.title, "Title"),
            *(_paragraph(line, align="center") for line in told.lines),
            *(_paragraph(grid.name, "Heading1") + _grid(grid) for grid in told.grids),
            *(_paragraph(line) for line in ("", *told.foot)),
            _paragraph("    ".join(f"{who} {_LINE}" for who in told.signatures)),
        ]
    )
    page = (
        f'<w:sectPr><w:pgSz w:w="{_WIDTH}" w:h="{_HEIGHT}"/><w:pgMar w:top="{_MARGIN}" w:right="{_SIDE}"'
        f' w:bottom="{_MARGIN}" w:left="{_SIDE}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    document = f'{_HEAD}<w:document xmlns:w="{_WORDS}"><w:body>{body}{page}</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _LEADS),
            ("word/document.xml", document),
            ("word/_rels/document.xml.rels", _INNER_LEADS),
            ("word/styles.xml", _STYLES),
        ):
            # Without a time of its own: the paper of a closed month is the same whenever it is written.
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(part, content)
    return out.getvalue()


def _paragraph(words: str, style: str = "", *, align: str = "", bold: bool = False) -> str:
    of = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f'<w:jc w:val="{align}"/>' if align else "")
    strong = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:pPr>{of}</w:pPr><w:r>{strong}<w:t xml:space="preserve">{_plain(words)}</w:t></w:r></w:p>'


def _plain(words: str) -> str:
    """As XML may hold it: a control character that nobody sees would make the file unreadable."""
    return escape("".join(one if one.isprintable() else " " for one in words))


def _grid(grid: Grid) -> str:
    first = _FIRST[: grid.words]
    figures = len(grid.heads) - grid.words
    each = (_WIDTH - 2 * _SIDE - sum(first)) // max(figures, 1)
    widths = [*first, *[each] * figures]
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    # The head comes again on every page, and no row is torn in two.
    rows = [_row(grid.heads, widths, grid.words, "<w:cantSplit/><w:tblHeader/>", bold=True)]
    rows += [
        _row(row, widths, grid.words, "<w:cantSplit/>", bold=place in grid.sums) for place, row in enumerate(grid.rows)
    ]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _row(cells: Sequence[str], widths: Sequence[int], words: int, how: str, *, bold: bool) -> str:
    told = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
        f"{_paragraph(cell, 'Cell', align='left' if place < words else 'right', bold=bold)}</w:tc>"
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return f"<w:tr><w:trPr>{how}</w:trPr>{told}</w:tr>"
