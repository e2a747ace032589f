"""Which row of a sheet is the head, and which column means what (docs/rules/office.md)."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongjian.rulebook.office.cells import Cell, tidy

HEADS = {
    "number": ("序号", "编号", "序", "号", "no"),
    "side": ("所属方面", "方面", "一方", "所属方", "六方", "类别", "类型", "所属板块", "板块", "单位类别", "所在方"),
    "organisation": (
        *("单位", "单位名称", "单位全称", "成员单位", "所在单位", "工作单位", "共建单位", "所属单位"),
        *("党组织", "党组织名称", "所属党组织", "组织", "组织名称", "支部", "支部名称", "所属支部"),
    ),
    "name": ("姓名", "名字", "人员", "联系人", "联系人姓名", "联络员姓名", "负责人", "负责人姓名", "人员姓名"),
    "post": ("职务", "职位", "身份", "担任职务", "党内职务", "岗位"),
    "phone": ("手机", "手机号", "手机号码", "移动电话", "手机电话"),
    "either_phone": ("联系电话", "电话", "联系方式", "电话号码"),
    "other_phone": ("办公电话", "座机", "固定电话", "其他电话", "固话", "单位电话", "另一个电话", "备用电话"),
    "email": ("邮箱", "电子邮箱", "电子邮件", "邮件", "email", "邮箱地址"),
    "since": ("任职起", "任职时间", "起", "开始", "任职日期", "从", "起始日期", "任职开始", "任期起"),
    "until": ("任职止", "止", "到", "结束", "届满", "届满日期", "任期至", "到期", "任期止"),
    "code": ("统一社会信用代码", "信用代码", "社会信用代码"),
    "leads": ("牵头", "牵头单位", "是否牵头"),
    "remark": ("备注", "说明", "附注"),
    "id_number": ("身份证", "身份证号", "身份证号码"),
}
_BY_HEAD = {head: column for column, heads in HEADS.items() for head in heads}
_SOUGHT_FOR = 15  # a head stands among the first rows


@dataclass(frozen=True)
class Head:
    """Where the data begin, and what each column means."""

    first: int
    last: int
    columns: Mapping[int, str]
    words: Mapping[int, str]


def column_of(cell: Cell) -> str:
    """Which column a head means: brackets, stars and blanks in it do not matter."""
    plain = unicodedata.normalize("NFKC", tidy(cell)).casefold()
    plain = re.sub(r"\(.*?\)|[\s*:.#-]", "", plain)
    return _BY_HEAD.get(plain, "")


def head_of(rows: Sequence[Sequence[Cell]]) -> Head | None:
    """The head of a sheet, of one row or two; None where no row tells which column is what."""
    for place, row in enumerate(rows[:_SOUGHT_FOR]):
        below = rows[place + 1] if place + 1 < len(rows) else ()
        head = _head_at(place, row, below if is_head_only(below) else ())
        meant = set(head.columns.values())
        if {"organisation", "name"} & meant and len(meant) > 1:
            return head
    return None


def is_head_only(row: Sequence[Cell]) -> bool:
    """Whether a row can only be the lower half of a head: nothing in it but words of heads."""
    told = [cell for cell in row if tidy(cell)]
    return len(told) > 1 and all(map(column_of, told))


def _head_at(place: int, row: Sequence[Cell], below: Sequence[Cell]) -> Head:
    columns, words = {}, {}
    for at in range(max(len(row), len(below))):
        upper, lower = (_cell(each, at) for each in (row, below))
        if meant := column_of(lower) or column_of(upper):
            columns[at] = meant
        words[at] = tidy(lower) or tidy(upper)
    _settle_phones(columns)
    return Head(place, place + (1 if below else 0), columns, words)


def _cell(row: Sequence[Cell], at: int) -> Cell:
    return row[at] if at < len(row) else None


def _settle_phones(columns: dict[int, str]) -> None:
    """电话 alone is the number; beside 手机, or a second time, it is the other one."""
    taken = "phone" in columns.values()
    for at, meant in columns.items():
        if meant == "either_phone":
            columns[at], taken = ("other_phone" if taken else "phone"), True
