"""Excel in: a sheet is plain data."""

from pathlib import Path

from python_calamine import load_workbook

Cell = str | int | float | bool | None
Sheet = list[list[Cell]]


def read_sheet(file: Path) -> Sheet:
    """The first sheet of an Excel file as rows of cells; empty cells are None, whole numbers are int."""
    rows = load_workbook(str(file)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [[plain(cell) for cell in row] for row in rows]


def plain(cell: object) -> Cell:
    """A cell as plain data; a day in ISO form."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, float):
        # Excel keeps every number as a float.
        return int(cell) if cell.is_integer() else cell
    return cell if isinstance(cell, str | int | bool) else str(cell)
