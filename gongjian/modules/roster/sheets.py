"""The roster as an office's sheet: title, head of two rows, merged cells, telephone numbers as text."""

import io
from collections.abc import Sequence
from itertools import groupby

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongjian.modules.roster.queries.sheets_out import OutRow

# Each column with the head above it; heads of the same word are merged.
COLUMNS = (
    ("序号", "", 6),
    ("所属方面", "", 16),
    ("单位名称", "", 30),
    ("联系人", "姓名", 10),
    ("联系人", "职务", 16),
    ("联系人", "手机", 15),
    ("联系人", "其他电话", 15),
    ("联系人", "电子邮箱", 24),
    ("任期", "起", 12),
    ("任期", "止", 12),
    ("备注", "", 18),
)
_HEAD, _FIRST = 1, 3
LEADS = "牵头单位"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def roster_sheet(title: str, rows: Sequence[OutRow]) -> bytes:
    """The sheet as a file; without rows it is the blank that offices fill in."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("名册")
    head = book.add_format({"bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    cell = book.add_format({"border": 1, "valign": "vcenter", "text_wrap": True, "num_format": "@"})
    big = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
    sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, title, big)
    _write_head(sheet, head)
    _write_rows(sheet, rows, cell)
    if rows:
        _write_sum(sheet, rows, head)
    sheet.freeze_panes(_FIRST, 0)
    sheet.repeat_rows(_HEAD, _HEAD + 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L制表人：&C审核人：&R第 &P 页")
    book.close()
    return out.getvalue()


def _write_head(sheet: Worksheet, head: Format) -> None:
    for upper, group in groupby(enumerate(COLUMNS), key=lambda each: each[1][0]):
        places = [place for place, _column in group]
        if len(places) > 1:
            sheet.merge_range(_HEAD, places[0], _HEAD, places[-1], upper, head)
            for place in places:
                sheet.write_string(_HEAD + 1, place, COLUMNS[place][1], head)
        else:
            sheet.merge_range(_HEAD, places[0], _HEAD + 1, places[0], upper, head)
    for place, (_upper, _lower, width) in enumerate(COLUMNS):
        sheet.set_column(place, place, width)


def _write_rows(sheet: Worksheet, rows: Sequence[OutRow], cell: Format) -> None:
    for number, row in enumerate(rows):
        at = _FIRST + number
        sheet.write_number(at, 0, number + 1, cell)
        for place, text in enumerate(_told(row), start=3):
            sheet.write_string(at, place, text, cell)
    _fill(sheet, [row.side for row in rows], 1, cell)
    _fill(sheet, [row.organisation for row in rows], 2, cell)


def _told(row: OutRow) -> tuple[str, ...]:
    remark = LEADS if row.leads else ""
    if row.profile is None:
        return ("",) * 7 + (remark,)
    numbers = (row.profile.phone.opened(), row.profile.other_phone.opened(), row.profile.email.opened())
    return (row.profile.name, "、".join(row.posts), *numbers, row.since, row.until or "至今", remark)


def _fill(sheet: Worksheet, texts: Sequence[str], place: int, cell: Format) -> None:
    """Equal cells below each other are one."""
    at = _FIRST
    for text, group in groupby(texts):
        last = at + len(list(group)) - 1
        if last > at:
            sheet.merge_range(at, place, last, place, text, cell)
        else:
            sheet.write_string(at, place, text, cell)
        at = last + 1


def _write_sum(sheet: Worksheet, rows: Sequence[OutRow], head: Format) -> None:
    at = _FIRST + len(rows)
    people = {row.profile.pk for row in rows if row.profile}
    organisations = {row.organisation for row in rows}
    sheet.merge_range(at, 0, at, 1, "合计", head)
    sheet.write_string(at, 2, f"{len(organisations)} 家单位", head)
    sheet.write_string(at, 3, f"{len(people)} 人", head)
