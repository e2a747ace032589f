"""A whole workbook that somebody uploads: every sheet of it, or a clear refusal before anything is unpacked."""

import io
import zipfile
from dataclasses import dataclass, field
from hashlib import sha256

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, load_workbook

from gongjian.foundation.sheets import Sheet, plain
from gongjian.rulebook.errors import RuleBroken

MOST_MEGABYTES = 5
_MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
_MOST_UNPACKED = 60 * 1024 * 1024
_MOST_CELLS = 200_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED, _MACROS = (words.encode("utf-16-le") for words in ("EncryptedPackage", "_VBA_PROJECT"))


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file by name, and a mark by which the same file is known again."""

    fingerprint: str
    sheets: tuple[tuple[str, Sheet], ...] = field(repr=False)


def read_workbook(content: bytes) -> Workbook:
    """Every sheet of an Excel file; raises `sheets.…` for what is too big, locked, has macros or is no sheet."""
    if len(content) > _MOST_BYTES:
        raise RuleBroken("sheets.too_big", most=MOST_MEGABYTES)
    if content.startswith(_OLE):
        _check_old(content)
    else:
        _check_packed(content)
    try:
        book = load_workbook(io.BytesIO(content))
        sheets = tuple((name, _rows(book, name)) for name in book.sheet_names)
    except PasswordError as error:
        raise RuleBroken("sheets.locked") from error
    except (CalamineError, ValueError, OSError) as error:
        raise RuleBroken("sheets.not_a_sheet") from error
    return Workbook(sha256(content).hexdigest(), sheets)


def _check_old(content: bytes) -> None:
    if _ENCRYPTED in content:
        raise RuleBroken("sheets.locked")
    if _MACROS in content:
        raise RuleBroken("sheets.macros")


def _check_packed(content: bytes) -> None:
    """A file that unpacks to much more than it is was made to do harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile as error:
        raise RuleBroken("sheets.not_a_sheet") from error
    if sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise RuleBroken("sheets.too_much")
    if any(part.filename.endswith("vbaProject.bin") for part in parts):
        raise RuleBroken("sheets.macros")


def _rows(book: CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise RuleBroken("sheets.too_much")
    return [[plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
