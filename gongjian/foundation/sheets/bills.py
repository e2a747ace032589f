"""A payment bill that somebody uploads, as lines of text; everything is checked before anything is unpacked."""

import codecs
import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from stat import S_ISLNK

from gongjian.rulebook.errors import RuleBroken

MOST_MEGABYTES, MOST_UNPACKED_MEGABYTES = 30, 60
MOST_FILES, MOST_LINES = 10, 400_000
_MEGABYTE = 1024 * 1024
_PIECE = 64 * 1024
# What the list of ten files in an archive may weigh, long names and all.
_MOST_LIST = 16 * 1024
_LIST_ENDS, _LIST_GOES_ON = b"PK\x05\x06", b"PK\x06\x07"
_LIST_END_BYTES, _LONGEST_COMMENT = 22, 65_535
_PACKED = (b"PK\x03\x04", _LIST_ENDS)
_LOCKED, _WIDE_NAME = 0x1, 0x800
_WIDE_TEXT = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WORKBOOKS = (b"[Content_Types].xml", b"xl/workbook", b"mimetypeapplication/vnd.oasis")
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
# By how a file begins: what it is instead.
_BEGINNINGS = (
    (b"%PDF", "document"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"RIFF", "picture"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
# Beside the details: their sums, and what a Mac puts into every archive.
_BESIDE = ("汇总", "__MACOSX/", ".DS_Store")
# What zipfile raises where it did not think of what stands in an archive.
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, EOFError, OSError, ValueError, LookupError)
_PAGES = (b"<!doctype", b"<html", b"<?xml", b"<xml")


@dataclass(frozen=True)
class BillFile:
    """The lines of a bill, and a mark by which the same file is known again."""

    fingerprint: str
    lines: tuple[str, ...] = field(repr=False)


def read_lines(content: bytes) -> BillFile:
    """The text of a bill, by what is in the file and not by its name; raises `sheets.…` for what is no bill's text."""
    if not content:
        raise RuleBroken("sheets.bill_empty")
    if len(content) > MOST_MEGABYTES * _MEGABYTE:
        raise RuleBroken("sheets.bill_too_big", most=MOST_MEGABYTES)
    text = _unpacked(content) if content.startswith(_PACKED) else content
    return BillFile(sha256(content).hexdigest(), _lines(_decoded(text)))


def _decoded(content: bytes) -> str:
    """WeChat writes UTF-8, Alipay GBK; of a cut file half a character is left out, and its missing totals will tell."""
    _refuse_others(content)
    for encoding in ("utf-8-sig",) if content.startswith(codecs.BOM_UTF8) else ("utf-8-sig", "gb18030"):
        try:
            return codecs.getincrementaldecoder(encoding)().decode(content)
        except UnicodeDecodeError:
            continue
    raise RuleBroken("sheets.bill_unreadable")


def _refuse_others(content: bytes) -> None:
    start = content[:1024].lstrip(codecs.BOM_UTF8 + b" \t\r\n").lower()
    if content.startswith(_OLD_OFFICE):
        raise RuleBroken("sheets.bill_is_workbook")
    if content.startswith(_WIDE_TEXT) or (content[:1024].count(b",\0") + content[:1024].count(b"\0,")) > 1:
        raise RuleBroken("sheets.bill_wide_text")
    other = next((kind for beginning, kind in _BEGINNINGS if content.startswith(beginning)), None)
    if other is None and start.startswith(_PAGES):
        other = "page"
    if other is not None:
        raise RuleBroken("sheets.bill_other_kind", file_kind=other)
    if b"\0" in content:
        raise RuleBroken("sheets.bill_not_text")


def _lines(text: str) -> tuple[str, ...]:
    """Lines as files have them; what else Python takes for the end of a line may stand in a name."""
    if text.count("\n") + text.count("\r") - text.count("\r\n") > MOST_LINES:
        raise RuleBroken("sheets.bill_too_long", most=MOST_LINES)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(text.removesuffix("\n").split("\n"))


def _unpacked(content: bytes) -> bytes:
    """The one file with details in an archive."""
    if any(mark in content for mark in _WORKBOOKS):
        raise RuleBroken("sheets.bill_is_workbook")
    _check_list(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            part = _details(archive.infolist())
            details = _piece_by_piece(archive, part)
    except _DAMAGE as error:
        raise RuleBroken("sheets.bill_broken_archive") from error
    if details.startswith(_PACKED):
        raise RuleBroken("sheets.bill_nested")
    return details


def _check_list(content: bytes) -> None:
    """An archive may list a million files in few bytes, so its list is weighed before it is read."""
    at = content.rfind(_LIST_ENDS, max(0, len(content) - _LIST_END_BYTES - _LONGEST_COMMENT))
    end = content[at : at + _LIST_END_BYTES]
    if at < 0 or len(end) < _LIST_END_BYTES:
        raise RuleBroken("sheets.bill_broken_archive")
    files, weight = int.from_bytes(end[10:12], "little"), int.from_bytes(end[12:16], "little")
    if files > MOST_FILES or weight > _MOST_LIST or content[max(0, at - 20) :].startswith(_LIST_GOES_ON):
        raise RuleBroken("sheets.bill_too_many_files", most=MOST_FILES)


def _details(parts: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The file with details beside an optional one with sums; everything about them is checked before one is opened."""
    if sum(part.file_size for part in parts) > MOST_UNPACKED_MEGABYTES * _MEGABYTE:
        raise RuleBroken("sheets.bill_unpacks_too_big", most=MOST_UNPACKED_MEGABYTES)
    for part in parts:
        name = PurePosixPath(part.filename.replace("\\", "/"))
        drive = part.filename[1:2] == ":"
        if S_ISLNK(part.external_attr >> 16) or name.is_absolute() or drive or not name.parts or ".." in name.parts:
            raise RuleBroken("sheets.bill_unsafe_archive")
        if part.flag_bits & _LOCKED:
            raise RuleBroken("sheets.bill_locked")
        if part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise RuleBroken("sheets.bill_broken_archive")
    details = [
        part for part in parts if not part.filename.endswith("/") and not any(mark in _name(part) for mark in _BESIDE)
    ]
    if len(details) != 1:
        raise RuleBroken("sheets.bill_not_one", files=len(details))
    return details[0]


def _name(part: zipfile.ZipInfo) -> str:
    """The name as it was meant: Alipay writes GBK and does not say so."""
    if part.flag_bits & _WIDE_NAME:
        return part.filename
    return part.filename.encode("cp437", "replace").decode("gb18030", "replace")


def _piece_by_piece(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """Never more at once than a piece: read whole, a file may unpack to more than it says it is."""
    details = bytearray()
    with archive.open(part) as file:
        while piece := file.read(_PIECE):
            details += piece
    if len(details) != part.file_size:
        raise RuleBroken("sheets.bill_broken_archive")
    return bytes(details)
