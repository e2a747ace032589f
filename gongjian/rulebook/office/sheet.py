"""A workbook as offices type it, row by row: heads, fill-down, sums; nothing is lost (docs/rules/office.md)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongjian.rulebook.contact import check_email
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.office.cells import Cell, Phones, days_in, is_a_name, phones_in, posts_in, says_yes, tidy
from gongjian.rulebook.office.heads import Head, head_of, is_head_only

_SUMS = re.compile(r"(合计|小计|总计|共计|总数)[:：]?.*")
_FOOT = re.compile(r"(制表人?|审核人?|填表人?|填报人?|填报单位|审批人?|注|说明)[:：].*")
_PLAIN_SHEET = re.compile(r"(sheet|工作表|表)\s*\d*", re.IGNORECASE)
_BLANKED = "（身份证号没有收）"


@dataclass(frozen=True)
class Tab:
    """A sheet of a workbook: its name and its rows."""

    name: str
    rows: Sequence[Sequence[Cell]] = field(repr=False)


@dataclass(frozen=True)
class Unread:
    """A cell that asks for an answer: which column, and what stands in it."""

    column: str
    text: str


@dataclass(frozen=True)
class Line:
    """A row as it was understood, beside the cells as they stood; days in ISO form, empty for what was not told."""

    sheet: str
    row: int
    cells: tuple[str, ...]
    side: str = ""
    organisation: str = ""
    name: str = ""
    posts: tuple[str, ...] = ()
    phone: str = ""
    other_phone: str = ""
    email: str = ""
    since: str = ""
    until: str = ""
    leads: bool = False
    remark: str = ""
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True)
class LeftOver:
    """A cell that nobody understood; where there is a row for it, it is kept as a remark there."""

    sheet: str
    row: int
    text: str


@dataclass(frozen=True)
class Understood:
    """All of a workbook: rows, headings and footers, and what was not understood."""

    lines: tuple[Line, ...]
    titles: tuple[str, ...] = ()
    left_over: tuple[LeftOver, ...] = ()


def understand(tabs: Sequence[Tab]) -> Understood:
    """Every row of every sheet; raises `office.no_head` when none says which column is what."""
    heads = [head_of(tab.rows) for tab in tabs]
    several = sum(head is not None for head in heads) > 1
    if not any(heads):
        raise RuleBroken("office.no_head")
    lines: list[Line] = []
    titles: list[str] = []
    left: list[LeftOver] = []
    for tab, head in zip(tabs, heads, strict=True):
        if head is None:
            rows = ((place, _words(row)) for place, row in enumerate(tab.rows, start=1))
            left += [LeftOver(tab.name, place, words) for place, words in rows if words]
            continue
        titles += [words for row in tab.rows[: head.first] if (words := _words(row))]
        reader = _Reader(tab, head, several=several)
        lines += reader.lines()
        titles += reader.titles
        left += reader.left
    return Understood(tuple(lines), tuple(titles), tuple(left))


def _words(row: Sequence[Cell]) -> str:
    return " ".join(filter(None, map(tidy, row)))


class _Reader:
    """Goes down one sheet and remembers what merged cells leave blank."""

    def __init__(self, tab: Tab, head: Head, *, several: bool) -> None:
        self.tab, self.head = tab, head
        self.titles: list[str] = []
        self.left: list[LeftOver] = []
        named = several and "side" not in head.columns.values() and not _PLAIN_SHEET.fullmatch(tidy(tab.name))
        self.above = {"side": tidy(tab.name) if named else "", "organisation": "", "name": ""}

    def lines(self) -> list[Line]:
        """The rows that tell something."""
        found = []
        for place, row in enumerate(self.tab.rows[self.head.last + 1 :], start=self.head.last + 2):
            told = [text for text in map(tidy, row) if text]
            if not told or is_head_only(row) or any(map(_SUMS.fullmatch, told[:3])):
                continue
            if _FOOT.fullmatch(told[0]):
                self.titles.append(_words(row))
                continue
            if line := self._line(place, row):
                found.append(line)
        return found

    def _line(self, place: int, row: Sequence[Cell]) -> Line | None:
        by_column: dict[str, Cell] = {}
        beside = []
        for at, cell in enumerate(row):
            if not tidy(cell):
                continue
            meant = self.head.columns.get(at, "")
            if not meant or meant in by_column:
                head = self.head.words.get(at, "")
                beside.append(f"{head}：{tidy(cell)}" if head else tidy(cell))
                self.left.append(LeftOver(self.tab.name, place, beside[-1]))
            else:
                by_column[meant] = cell
        if set(by_column) <= {"number"} and not beside:
            return None
        return self._understood(place, row, by_column, beside)

    def _understood(self, place: int, row: Sequence[Cell], by_column: dict[str, Cell], beside: list[str]) -> Line:
        text = {column: tidy(cell) for column, cell in by_column.items()}
        self._fill_down(text)
        phones = [phones_in(by_column.get(column)) for column in ("phone", "other_phone")]
        numbers = list(dict.fromkeys(phones[0].numbers + phones[1].numbers))
        beside += [words for each in phones if (words := each.beside)] + numbers[2:]
        if "code" in text:
            beside.append(f"统一社会信用代码：{text['code']}")
        if "remark" in text:
            beside.insert(0, text["remark"])
        days, unread = _days(by_column, beside)
        email, more = _email(text.get("email", ""))
        name = text.get("name", "")
        if name and not is_a_name(name):
            more.append(Unread("name", name))
        return Line(
            sheet=self.tab.name,
            row=place,
            cells=tuple(_shown(self.head.columns.get(at, ""), cell) for at, cell in enumerate(row)),
            side=text.get("side", ""),
            organisation=text.get("organisation", ""),
            name=name,
            posts=posts_in(by_column.get("post")),
            phone=numbers[0] if numbers else "",
            other_phone=numbers[1] if len(numbers) > 1 else "",
            email=email,
            since=days["since"],
            until=days["until"],
            leads=says_yes(by_column.get("leads")) or text.get("remark", "").startswith("牵头"),
            remark="；".join(beside),
            unread=(*_unread_phones(phones), *unread, *more),
        )

    def _fill_down(self, text: dict[str, str]) -> None:
        """A blank cell means what stands above; a person goes on only inside the same organisation's merged cells."""
        told = text.get("organisation", "")
        again = not told and "name" not in text and "post" in text and "phone" not in text
        if told and told != self.above["organisation"]:
            self.above["name"] = ""
        if again and self.above["name"]:
            text["name"] = self.above["name"]
        for column in ("side", "organisation"):
            self.above[column] = text[column] = text.get(column) or self.above[column]
        self.above["name"] = text.get("name", "")


def _unread_phones(phones: Sequence[Phones]) -> list[Unread]:
    return [Unread("phone", each.unread) for each in phones if each.unread]


def _days(by_column: Mapping[str, Cell], beside: list[str]) -> tuple[dict[str, str], list[Unread]]:
    """Since when and until when; an unreadable beginning is a remark, an unreadable end a question."""
    days, unread = {"since": "", "until": ""}, []
    for column in days:
        try:
            span = days_in(by_column.get(column))
        except RuleBroken as broken:
            typed = str(broken.facts["typed"])
            if column == "until":
                unread.append(Unread("until", typed))
            else:
                beside.append(typed)
            continue
        if span:
            days[column] = (span.first if column == "since" else span.last).isoformat()
    return days, unread


def _email(typed: str) -> tuple[str, list[Unread]]:
    if not typed.strip("-—/无"):
        return "", []
    try:
        return check_email(typed), []
    except RuleBroken:
        return "", [Unread("email", typed)]


def _shown(column: str, cell: Cell) -> str:
    """The cell as it stood; an identity number is not taken into the house at all."""
    return _BLANKED if column == "id_number" and tidy(cell) else tidy(cell)
