"""One row of a bill and what its cells mean; whatever can be read in two ways is refused."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache

from gongjian.rulebook.errors import RuleBroken

# Fees have five decimals, so everything is added up in these and only then told in fen.
PER_FEN = 1_000
FEN_DECIMALS, FEE_DECIMALS = 2, 5
LONGEST_NUMBER, LONGEST_WORDS, _LONGEST_TOLD = 64, 200, 40
# A thousand million yuan in one row is a slip, as in rulebook/money.py.
_TOO_MUCH = 10**9 * 10**FEE_DECIMALS

_NUMBER = re.compile(r"([+-]?)[¥￥]?(\d{1,12}|\d{1,3}(?:,\d{3}){1,3})(?:\.(\d{1,5}))?", re.ASCII)
_MOMENT = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2}) +(\d{1,2}):(\d{2})(?::(\d{2}))?", re.ASCII)
_SPOILED = re.compile(r"\d(?:\.\d+)?E\+\d+", re.ASCII | re.IGNORECASE)
_NAMES_SOMEBODY = re.compile(r"\d{7}", re.ASCII)


def told(text: str) -> str:
    """What stood in a cell, short enough for a sentence."""
    plain = words(text)
    return plain if len(plain) <= _LONGEST_TOLD else plain[:_LONGEST_TOLD] + "…"


def words(text: str) -> str:
    """A text without what no page can show."""
    plain = text.strip()
    if plain.isprintable():
        return plain
    # A wide blank is not printable, and is a blank all the same.
    spaced = (" " if mark.isspace() else mark for mark in plain)
    return "".join(mark for mark in spaced if mark.isprintable()).strip()


# Of a hundred thousand cells most say 0.00 or one of a few round amounts.
@lru_cache(maxsize=4096)
def exactly(typed: str, decimals: int) -> int | None:
    """A number of yuan in hundred-thousandths: "1,234.5" → 123450000; None for what is none ("2.9万", "12,34")."""
    found = _NUMBER.fullmatch(typed) or _NUMBER.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None:
        return None
    sign, yuan, fraction = found.groups("")
    if len(fraction) > decimals:
        return None
    amount = int(yuan.replace(",", "") + fraction.ljust(FEE_DECIMALS, "0"))
    return -amount if sign == "-" else amount


def in_fen(exact: int) -> int:
    """Hundred-thousandths without their sign in fen, a half rounded up: 594 → 1, 500 → 1, 499 → 0."""
    return (abs(exact) + PER_FEN // 2) // PER_FEN


def moment(typed: str) -> datetime | None:
    """A day and time; None for one that does not exist."""
    found = _MOMENT.fullmatch(typed)
    if found is None:
        return None
    year, month, day, hour, minute, second = map(int, found.groups("0"))
    try:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  a bill knows only the clock of Shanghai
    except ValueError:
        return None


def masked(text: str) -> str:
    """A payer as the channel masked him; nothing where the file shows more than that."""
    plain = words(text)[:LONGEST_WORDS]
    return plain if "*" in plain and not _NAMES_SOMEBODY.search(plain) else ""


class Row:
    """The cells of one line by the names of their columns."""

    __slots__ = ("_cells", "_places", "line")

    def __init__(self, line: int, cells: Sequence[str], places: Mapping[str, int]) -> None:
        """`line` counts from 1, as every editor does."""
        self.line, self._cells, self._places = line, cells, places

    def text(self, column: str) -> str:
        """A cell without the blanks and tabs around it; nothing where the bill has no such column."""
        place = self._places.get(column)
        return "" if place is None else self._cells[place].strip()

    def exact(self, column: str) -> int:
        """A number of yuan, in hundred-thousandths; only fees have more than two decimals."""
        typed = self.text(column)
        amount = exactly(typed, FEE_DECIMALS if column == "手续费" else FEN_DECIMALS)
        if amount is None or abs(amount) >= _TOO_MUCH:
            raise RuleBroken("bills.not_an_amount", line=self.line, column=column, typed=told(typed))
        return amount

    def moment(self, column: str) -> datetime:
        """A day and time."""
        typed = self.text(column)
        found = moment(typed)
        if found is None:
            raise RuleBroken("bills.not_a_time", line=self.line, column=column, typed=told(typed))
        return found

    def number(self, column: str) -> str:
        """A number by which something is known; nothing where there is none."""
        typed = self.text(column)
        if _SPOILED.fullmatch(typed):
            raise RuleBroken("bills.spoiled_number", line=self.line, column=column, typed=told(typed))
        if len(typed) > LONGEST_NUMBER or not typed.isprintable() or " " in typed:
            raise RuleBroken("bills.not_a_number", line=self.line, column=column, typed=told(typed))
        return typed

    def needed(self, column: str) -> str:
        """A number that must be there."""
        number = self.number(column)
        if number in {"", "0"}:
            raise RuleBroken("bills.not_a_number", line=self.line, column=column, typed=number)
        return number

    def refund_number(self, column: str) -> str:
        """The number of a refund: without it two refunds of one payment could not be told apart."""
        number = self.number(column)
        if number in {"", "0"}:
            raise RuleBroken("bills.refund_without_number", line=self.line, column=column)
        return number

    def above_nothing(self, amount: int, column: str) -> int:
        """An amount in fen that somebody really paid or got back."""
        if amount <= 0:
            raise RuleBroken("bills.not_positive", line=self.line, column=column, typed=told(self.text(column)))
        return amount // PER_FEN

    def words(self, column: str) -> str:
        """What people wrote, as far as a page can show it."""
        return words(self.text(column))[:LONGEST_WORDS]
