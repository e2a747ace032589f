"""A Word file of our own making: valid parts, every word in its place, the same bytes for the same paper."""

from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from gongjian.foundation.sheets.word import Grid, Paper, paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GRID = Grid("收支表", ("项目", "本月"), (("捐赠收入", "18,460.00"), ("收入合计", "18,460.00")), frozenset({1}))
PAPER = Paper("2026 年 10 月报表", ("联盟",), (GRID,), ("账本总印",), ("制表", "复核"))


def parsed(content):
    """A part of our own making."""
    return ET.fromstring(content)  # noqa: S314  nobody else's bytes


def parts(told):
    packed = ZipFile(BytesIO(paper(told)))
    return {name: packed.read(name) for name in packed.namelist()}


def body(told):
    return parsed(parts(told)["word/document.xml"])[0]


def test_every_part_is_there_once_and_is_xml():
    found = parts(PAPER)

    assert list(found) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/styles.xml",
    ]
    assert [parsed(content) is None for content in found.values()] == [False] * 5


def test_every_part_that_is_named_is_there():
    found = parts(PAPER)

    named = {each.get("PartName")[1:] for each in parsed(found["[Content_Types].xml"]) if each.get("PartName")}
    targets = {each.get("Target") for name in found if name.endswith(".rels") for each in parsed(found[name])}
    assert named == {"word/document.xml", "word/styles.xml"}
    assert targets == {"word/document.xml", "styles.xml"}


def test_it_says_what_it_was_told_from_the_top_down():
    told = ["".join(each.itertext()) for each in body(PAPER) if each.tag != f"{W}sectPr"]

    assert told[:4] == ["2026 年 10 月报表", "联盟", "收支表", "项目本月捐赠收入18,460.00收入合计18,460.00"]
    assert (told[5], told[6].split()[::2]) == ("账本总印", ["制表", "复核"])


def test_the_head_comes_again_on_each_page_and_sums_are_strong():
    rows = list(body(PAPER).iter(f"{W}tr"))

    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert [len(list(row.iter(f"{W}b"))) for row in rows] == [2, 0, 2]


def test_figures_stand_on_the_right():
    cells = [cell.find(f".//{W}jc").get(f"{W}val") for cell in body(PAPER).iter(f"{W}tc")]

    assert cells == ["left", "right"] * 3


@pytest.mark.parametrize("columns", [2, 3, 5, 7])
def test_a_table_is_never_wider_than_the_paper(columns):
    grid = Grid("表", [str(number) for number in range(columns)], [], words=2)

    widths = [int(each.get(f"{W}w")) for each in body(Paper("", (), (grid,), (), ())).iter(f"{W}gridCol")]

    assert (len(widths), sum(widths) <= 11906 - 2 * 907) == (columns, True)


def test_what_people_typed_breaks_nothing():
    told = "".join(body(Paper("<w:p>&\x00\x0b\ufffe“名”", (), (), (), ())).itertext())

    assert told.startswith("<w:p>&   “名”")


def test_the_same_paper_is_the_same_file():
    assert paper(PAPER) == paper(PAPER)
