"""A count sheet as it lies on paper and in Excel, turned into the rulebook's counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongjian.foundation.sheets import Cell, Sheet
from gongjian.rulebook.cash import DENOMINATIONS, CashCount, cash_count
from gongjian.rulebook.money import FEN_PER_YUAN

_FACT = re.compile(r"(清点单编号|地点|封条号|清点人[甲乙])[:：]\s*(\S+)")


@dataclass(frozen=True)
class SheetOfCounts:
    """What a count sheet says: the box, its seal, the two counters, and their counts in the order of the columns."""

    number: str
    place: str
    seal_number: str
    counters: tuple[str, str]
    counts: Sequence[CashCount]


def read_count_sheet(sheet: Sheet) -> SheetOfCounts:
    """Read a count sheet: facts anywhere as “name：value”, then a head that begins with 面额, then eight rows.

    Columns after 面额 are counts, in pairs of 甲 and 乙, until the column 金额. Raises `cash.…` for impossible numbers.
    """
    texts = " ".join(cell for row in sheet for cell in row if isinstance(cell, str))
    facts = dict(_FACT.findall(texts))
    head = next(place for place, row in enumerate(sheet) if row and row[0] == "面额")
    columns = [place for place, cell in enumerate(sheet[head]) if isinstance(cell, str) and cell.endswith("张数")]
    table = sheet[head + 1 : head + 1 + len(DENOMINATIONS)]
    counts = [cash_count({_fen(row[0]): _pieces(row[column]) for row in table}) for column in columns]
    counters = (facts["清点人甲"], facts["清点人乙"])
    return SheetOfCounts(facts["清点单编号"], facts["地点"], facts["封条号"], counters, counts)


def _fen(cell: Cell) -> int:
    return round(float(cell or 0) * FEN_PER_YUAN)


def _pieces(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0
