"""One cell as offices type it: text, telephone numbers, days, posts, names (docs/rules/office.md)."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongjian.rulebook.contact import phone_number
from gongjian.rulebook.errors import RuleBroken

Cell = str | int | float | bool | date | None

# Full-width letters and digits, blanks of every kind, and marks that nobody sees.
_PLAIN = {
    **{0xFEE0 + code: code for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))},
    **dict.fromkeys((0x3000, 0xA0, 0x2007, 0x202F), " "),
    **dict.fromkeys((0x200B, 0x200C, 0x200D, 0xFEFF, 0x202A, 0x202C), None),
}
_CJK_GAP = re.compile(r"(?<=[㐀-鿿（）]) +(?=[㐀-鿿（）])")
_EDGES = "—-/、·*.。,，"
# What firms and institutions leave out as often as not.
_ENDINGS = re.compile(r"(股份有限公司|有限责任公司|有限公司|公司)$")
_BRACKETS = re.compile(r"[()（）\[\]【】]")

_BETWEEN_NUMBERS = re.compile(r"[、/;；,，|\n]|或者?|以及|及|和")
_A_NUMBER = re.compile(
    r"(?<!\d)(?:\+?86|0086)?[ -]?(1[3-9]\d(?:[ -]?\d{4}){2}|(?:0\d{2,3}[ -]?)?[1-9]\d{2,3}[ -]?\d{4})(?!\d)", re.ASCII
)
_MOBILE_DIGITS = 11

_DAY = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(?: 00:00:00)?", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-./年](\d{1,2})月?", re.ASCII)
_YEAR = re.compile(r"(\d{4})年?", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_OPEN_END = frozenset({"至今", "现在", "今", "长期", "无", "在任", "现任"})
_SERIAL_DAYS = range(20_000, 80_000)  # 1954 to 2119, as Excel counts days
_SERIAL_BEGINS = date(1899, 12, 30)
_YEARS = range(1920, 2100)

_BETWEEN_POSTS = re.compile(r"[、/,，;；+&()（） ]+|兼任?")
_CALLED = {
    "联系人": "联络员",
    "联络人": "联络员",
    "党员": "成员",
    "组员": "成员",
    "队员": "成员",
    "志愿服务者": "志愿者",
}
_SECRETARY = re.compile(r".*(?<!副)书记")

_NAME = re.compile(r"[㐀-鿿·]{2,12}|[A-Za-z][A-Za-z .·'-]{1,38}")


@dataclass(frozen=True)
class Phones:
    """The numbers of a cell, and what stood there beside them."""

    numbers: tuple[str, ...] = ()
    unread: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Span:
    """The days that a cell may mean: of 2024.3 all of March."""

    first: date
    last: date


def tidy(cell: Cell) -> str:
    """A cell as text: digits and letters narrow, one blank at most, none between characters. 张　三 is 张三."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = "" if cell is None else str(cell)
    text = re.sub(r"\s+", " ", text.translate(_PLAIN)).strip()
    return _CJK_GAP.sub("", text)


def alike(name: str) -> str:
    """What two ways of writing one name have in common: brackets, blanks, width and 有限公司 do not matter."""
    plain = _BRACKETS.sub("", unicodedata.normalize("NFKC", name))
    plain = re.sub(r"[\s·.]", "", plain).casefold()
    return _ENDINGS.sub("", plain) or plain


def phones_in(cell: Cell) -> Phones:
    """Every telephone number of a cell, in order, each once, with the words beside them and what cannot be one."""
    raw = "" if cell is None else (tidy(cell) if not isinstance(cell, str) else cell)
    if not tidy(raw).strip(_EDGES):
        return Phones()
    if whole := _number(raw):
        return Phones((whole,))
    numbers: list[str] = []
    unread: list[str] = []
    beside: list[str] = []
    for part in _BETWEEN_NUMBERS.split(unicodedata.normalize("NFKC", raw)):
        piece = tidy(part)
        found = [one for one in (_number(piece),) if one] or [_number(one[1]) for one in _A_NUMBER.finditer(piece)]
        left = "" if _number(piece) else tidy(_A_NUMBER.sub(" ", piece)).strip(_EDGES + "()（）:： ")
        numbers += [one for one in found if one not in numbers]
        (unread if re.search(r"\d", left) else beside).append(left)
    return Phones(tuple(numbers), "、".join(filter(None, unread)), "、".join(filter(None, beside)))


def _number(typed: str) -> str:
    try:
        return phone_number(typed)
    except RuleBroken:
        return ""


def is_mobile(number: str) -> bool:
    """Whether a number belongs to one person; a landline is shared by an office."""
    return len(number) == _MOBILE_DIGITS and number.startswith("1")


def days_in(cell: Cell) -> Span | None:
    """The days that a cell means, None where it says 至今 or nothing; raises `office.day` for what it cannot mean."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIAL_DAYS:
        day = _SERIAL_BEGINS + timedelta(days=int(cell))
        return Span(day, day)
    text = unicodedata.normalize("NFKC", tidy(cell)).replace(" 00:00:00", "")
    if text.strip(_EDGES) in _OPEN_END or not text.strip(_EDGES):
        return None
    # 2024.1 out of a number may have been typed as 2024.10: the nought at the end is lost.
    if isinstance(cell, float) and re.fullmatch(r"\d{4}\.1", text):
        raise RuleBroken("office.day", typed=text)
    for form in (_DAY, _COMPACT, _MONTH, _YEAR):
        if (found := form.fullmatch(text)) and (span := _span(*map(int, found.groups()))):
            return span
    raise RuleBroken("office.day", typed=text)


def _span(year: int, month: int = 0, day: int = 0) -> Span | None:
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if year not in _YEARS:
        return None
    following = date(year + 1, 1, 1) if not month or month == 12 else date(year, month + 1, 1)  # noqa: PLR2004  December
    return Span(first, first if day else following - timedelta(days=1))


def posts_in(cell: Cell) -> tuple[str, ...]:
    """The posts that a cell names, each once: 书记（兼联络员） are two."""
    parts = (part.strip(_EDGES) for part in _BETWEEN_POSTS.split(tidy(cell)) if part)
    return tuple(dict.fromkeys(part for part in parts if part))


def kind_of(post: str, kinds: Mapping[str, str]) -> str:
    """The code of the kind of post that is meant; empty when the words are none of the alliance's."""
    if post in kinds:
        return kinds[post]
    called = _CALLED.get(post) or ("书记" if _SECRETARY.fullmatch(post) else "")
    return kinds.get(called, "")


def is_a_name(text: str) -> bool:
    """Whether this can be one person's name: no digits, no list of several."""
    return bool(_NAME.fullmatch(text))


def says_yes(cell: Cell) -> bool:
    """Whether a cell of a yes-or-no column says yes."""
    return tidy(cell).casefold() in {"是", "y", "yes", "√", "✓", "✔", "true", "1", "有", "牵头"}
