"""Excel out: tables of plain cells, written row by row, so that a long one never lies in memory."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from gongjian.foundation import clock
from gongjian.rulebook.money import FEN_PER_YUAN

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_ROWS = 1_000_000  # Excel opens 1,048,576
_WIDTH = 14


@dataclass(frozen=True)
class Fen:
    """An amount that is shown in yuan, and can be added up in Excel."""

    amount: int


Written = str | int | date | Fen | None


@dataclass(frozen=True)
class Table:
    """A sheet: its name, the heads of its columns, and its rows."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Written]]


def written(tables: Iterable[Table]) -> IO[bytes]:
    """An Excel file of these tables, open at its beginning; a table too long for one sheet goes on in the next."""
    out = tempfile.TemporaryFile()  # noqa: SIM115  whoever asked for it closes it
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"created": clock.now().replace(tzinfo=None)})
    head = book.add_format({"bold": True, "border": 1, "align": "center"})
    yuan = book.add_format({"num_format": "#,##0.00"})
    for table in tables:
        number, sheet = 0, None
        for number, row in enumerate(table.rows):
            if number % _MOST_ROWS == 0:
                sheet = _begin(book, table, number // _MOST_ROWS, head)
            for column, told in enumerate(row):
                _write(sheet, (number % _MOST_ROWS + 1, column), told, yuan)
        if sheet is None:
            _begin(book, table, 0, head)
    book.close()
    out.seek(0)
    return out


def _begin(book: xlsxwriter.Workbook, table: Table, part: int, head: Format) -> Worksheet:
    sheet = book.add_worksheet(f"{table.name}{part + 1}" if part else table.name)
    sheet.set_column(0, len(table.heads) - 1, _WIDTH)
    sheet.freeze_panes(1, 0)
    for column, told in enumerate(table.heads):
        sheet.write_string(0, column, told, head)
    return sheet


def _write(sheet: Worksheet, place: tuple[int, int], told: Written, yuan: Format) -> None:
    """Words are never anything else than words, whatever they begin with."""
    if isinstance(told, Fen):
        # The only float near money: a number in Excel is always a double, right to the fen up to 9 trillion yuan.
        sheet.write_number(*place, told.amount / FEN_PER_YUAN, yuan)
    elif isinstance(told, int):
        sheet.write_number(*place, told)
    elif told is not None:
        sheet.write_string(*place, told.isoformat() if isinstance(told, date) else told)
