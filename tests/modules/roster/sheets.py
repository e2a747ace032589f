"""The demo's twelve organisations as an office's sheet, and ten dirty ways of writing the very same."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from gongjian.config.demo.street import SIDES
from gongjian.foundation.sheets.workbooks import Workbook, read_workbook

KINDS = ("书记", "联络员", "出纳", "成员")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫"
GIVEN = ("大方", "清和", "细看", "文静", "立新", "守信", "和平", "向阳", "勤俭", "友善", "敬业", "致远")


@dataclass(frozen=True)
class Told:
    """A line of the truth that every variant tells."""

    side: str
    organisation: str
    leads: bool
    name: str
    posts: tuple[str, ...]
    phone: str
    other_phone: str
    email: str


def truth() -> list[Told]:
    """Twelve organisations on six sides, two people in each; some with two posts, some with two numbers."""
    rows = []
    places = [(side, name) for side, names in SIDES.items() for name in names]
    for number, (side, name) in enumerate(places):
        first, second = f"{SURNAMES[number]}{GIVEN[number]}", f"{SURNAMES[-1 - number]}小{GIVEN[number][1]}"
        posts = ("书记", "联络员") if number % 3 == 0 else ("书记",)
        landline = f"0215655{number:04}" if number % 4 == 0 else ""
        mail = f"p{number}@example.cn"
        rows.append(Told(side, name, number == 0, first, posts, f"1990001{number:04}", landline, mail))
        kind = "出纳" if number == 0 else "联络员"
        rows.append(Told(side, name, number == 0, second, (kind,), f"1990002{number:04}", "", ""))
    return rows


Row = Sequence[Any]
HEAD = ("序号", "所属方面", "单位名称", "姓名", "职务", "手机", "其他电话", "电子邮箱", "任职起", "任职止", "备注")


def plain_rows() -> list[Row]:
    """Every cell filled, telephone numbers as text."""
    return [
        (
            number,
            one.side,
            one.organisation,
            one.name,
            "、".join(one.posts),
            one.phone,
            one.other_phone,
            one.email,
            "2024-03-05",
            "至今",
            "牵头单位" if one.leads else "",
        )
        for number, one in enumerate(truth(), start=1)
    ]


def written(tabs: dict[str, list[Row]]) -> bytes:
    """A workbook; days as Excel keeps them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in tabs.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(at, place, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001  a day
                elif cell not in (None, ""):
                    sheet.write(at, place, cell)
    book.close()
    return out.getvalue()


def changed(change: Callable[[int, list[Any]], list[Any]]) -> list[Row]:
    """The plain rows under their head, each changed."""
    return [HEAD, *(change(number, list(row)) for number, row in enumerate(plain_rows()))]


def clean() -> dict[str, list[Row]]:
    """As the program would like it."""
    return {"名册": [HEAD, *plain_rows()]}


def titled() -> dict[str, list[Row]]:
    """A title, a line for the date, a sum, who made it."""
    title = [("青云路眼镜街六方共建成员名册",), ("填报单位：眼镜街党总支", None, None, "填报日期：2026.11"), ()]
    foot = [("合计", None, "12 家单位", "24 人"), (), ("制表人：舒大方", None, None, "审核人：钱小清")]
    return {"Sheet1": [*title, HEAD, *plain_rows(), *foot]}


def two_heads() -> dict[str, list[Row]]:
    """A head of two rows with merged cells above."""
    upper = ("序号", "所属方面", "单位名称", "联系人", None, None, None, None, "任期", None, "备注")
    lower = (None, None, None, "姓名", "职务", "手机", "办公电话", "邮箱", "起", "止", None)
    return {"名册": [("名册",), upper, lower, *plain_rows()]}


def filled_down() -> dict[str, list[Row]]:
    """Merged cells: only the first row of a side, and of an organisation, says its name."""
    seen: set[str] = set()

    def change(_number: int, row: list[Any]) -> list[Any]:
        for place in (1, 2):
            row[place], told = (None if row[place] in seen else row[place]), row[place]
            seen.add(told)
        return row

    return {"名册": changed(change)}


def numbers_as_numbers() -> dict[str, list[Row]]:
    """Telephone numbers and days as Excel likes to keep them."""

    def change(number: int, row: list[Any]) -> list[Any]:
        row[5] = float(row[5])
        row[8] = (date(2024, 3, 5), 2024.3, 20240305, "2024年3月", "2024/3/5")[number % 5]
        row[9] = None
        return row

    return {"名册": changed(change)}


def two_numbers_in_a_cell() -> dict[str, list[Row]]:
    """Mobile and landline in one cell, with every kind of mark between them."""

    def change(number: int, row: list[Any]) -> list[Any]:
        if row[6]:
            row[5] = f"{row[5]}{'/、，;'[number // 2 % 4]}021-{row[6][3:7]} {row[6][7:]}"
        return [*row[:6], *row[7:]]

    rows = changed(change)
    return {
        "名册": [("序号", "类别", "单位", "姓名", "职务", "联系方式", "邮箱", "任职起", "任职止", "备注"), *rows[1:]]
    }


def full_width() -> dict[str, list[Row]]:
    """Full-width digits, blanks between the characters of a name, a number with blanks."""
    wide = {ord(mark): ord(mark) + 0xFEE0 for mark in "0123456789@."}

    def change(_number: int, row: list[Any]) -> list[Any]:
        row[3] = "　".join(row[3])
        row[5] = f" {row[5][:3]} {row[5][3:7]} {row[5][7:]} ".translate(wide)
        row[7] = row[7].translate(wide)
        row[2] = f"{row[2]} "
        return row

    return {"名册": changed(change)}


def several_sheets() -> dict[str, list[Row]]:
    """A sheet for each side, named after it, and one with something else."""
    tabs: dict[str, list[Row]] = {}
    for row in plain_rows():
        tabs.setdefault(row[1], [(HEAD[0], *HEAD[2:])]).append((row[0], *row[2:]))
    return {**tabs, "说明": [("本表由各单位填报",), ("有问题请打电话",)]}


def posts_in_brackets() -> dict[str, list[Row]]:
    """书记（兼联络员）, 党支部书记, and a person over two rows."""

    def change(number: int, row: list[Any]) -> list[Any]:
        if row[4] == "书记、联络员":
            row[4] = ("书记（兼联络员）", "党支部书记兼联络员")[number // 6 % 2]
        elif row[4] == "书记":
            row[4] = "党支部书记"
        return row

    rows: list[Row] = []
    for row in changed(change):
        if row[4] == "党支部书记兼联络员":
            rows.append([*row[:4], "书记", *row[5:]])
            rows.append([None, None, None, None, "联络员"])
        else:
            rows.append(row)
    return {"名册": rows}


def head_repeated() -> dict[str, list[Row]]:
    """A head on every printed page, empty rows, subtotals, columns in another order."""
    order = (3, 4, 5, 7, 6, 2, 1, 0, 10, 8, 9)
    rows = [[row[place] for place in order] for row in [HEAD, *plain_rows()]]
    pages: list[Row] = []
    for start in range(1, len(rows), 6):
        pages += [rows[0], *rows[start : start + 6], (), ("小计", "6 人")]
    return {"Sheet 1": [("成员名册",), *pages, ("总计：24 人",)]}


def other_words() -> dict[str, list[Row]]:
    """Other words for the heads, and columns that nobody asked for."""
    head = (
        "编 号",
        "板块",
        "党组织名称*",
        "联系人",
        "职位",
        "手机号码（必填）",
        "座机",
        "E-mail",
        "任职时间",
        "到期",
        "说明",
    )
    rows = [[*row, "党员之家", "310110199001011234"] for row in plain_rows()]
    return {"名册": [[*head, "活动场所", "身份证号"], *rows]}


VARIANTS = (
    titled,
    two_heads,
    filled_down,
    numbers_as_numbers,
    two_numbers_in_a_cell,
    full_width,
    several_sheets,
    posts_in_brackets,
    head_repeated,
    other_words,
)


def workbook(variant: Callable[[], dict[str, list[Row]]]) -> Workbook:
    """A variant as it is read after uploading."""
    return read_workbook(written(variant()))
