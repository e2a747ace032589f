"""A disk that takes nothing more, full or only to be read: told as a refusal, while whatever only reads goes on.

The transaction was taken back as a whole before anybody hears of it, so the same may be sent again as soon as there is
room. Nothing has to be started anew.
"""

import errno
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import DatabaseError

from gongjian.rulebook.errors import RuleBroken

_FULL, _READ_ONLY = "disk.full", "disk.read_only"
STATUS = {_FULL: 507, _READ_ONLY: 503}
_FOR_THE_LOG = {_FULL: "The disk is full", _READ_ONLY: "The disk can only be read"}

_SQLITE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_IOERR: _READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: _READ_ONLY,
}
_POSTGRES = {"53100": _FULL, "25006": _READ_ONLY}
_FILES = {errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EROFS: _READ_ONLY, errno.EIO: _READ_ONLY}
# What the low byte of SQLite's codes says; the rest says where it happened.
_KIND = 0xFF

_logger = logging.getLogger(__name__)
_refused: ContextVar[list["TakesNothing"] | None] = ContextVar("refused", default=None)
_held: list[BaseDatabaseWrapper] = []


class TakesNothing(RuleBroken):
    """The disk wrote nothing of what was asked, not even a part."""


def refusal(error: BaseException | None) -> TakesNothing | None:
    """What an error means if it is the disk's; the log is told in one line, once."""
    if isinstance(error, TakesNothing):
        return error
    code = _code(error)
    if code is None:
        return None
    why = _FOR_THE_LOG[code]
    _logger.error("%s; nothing was written (%s). Put it right: nothing has to be started anew.", why, error)
    return TakesNothing("disk.full") if code == _FULL else TakesNothing("disk.read_only")


def is_to_blame(error: BaseException | None) -> bool:
    """Whether an error is the disk's."""
    return isinstance(error, TakesNothing) or _code(error) is not None


def _code(error: BaseException | None) -> str | None:
    """Of the error itself, or of the one that it was made from: Django wraps some of the database's twice."""
    while error is not None:
        if code := _own_code(error):
            return code
        error = error.__cause__ or error.__context__
    return None


def _own_code(error: BaseException) -> str | None:
    if isinstance(error, OSError):
        return _FILES.get(error.errno or 0)
    if not isinstance(error, DatabaseError):
        return None
    kind = getattr(error.__cause__, "sqlite_errorcode", None)
    return _POSTGRES.get(getattr(error.__cause__, "sqlstate", "")) if kind is None else _SQLITE.get(kind & _KIND)


@contextmanager
def told() -> Iterator[None]:
    """Around something that is written whole or not at all: the disk's own errors become a refusal."""
    try:
        yield
    except (DatabaseError, OSError) as error:
        refused = refusal(error)
        if refused is None:
            raise
        if (noted := _refused.get()) is not None:
            noted.append(refused)
        raise refused from error


@contextmanager
def may_stay_unwritten() -> Iterator[None]:
    """Around what a page that only reads writes beside: left out when the disk takes nothing."""
    try:
        yield
    except Exception as error:
        if not is_to_blame(error):
            raise


@contextmanager
def listening() -> Iterator[list[TakesNothing]]:
    """What the disk refuses meanwhile, also where a form tells it and the page goes on."""
    refused: list[TakesNothing] = []
    before = _refused.set(refused)
    try:
        yield refused
    finally:
        _refused.reset(before)


def keep_open() -> None:
    """Hold the database open as long as the process lives, so that it can be read on a disk that takes nothing.

    Who opens it first makes SQLite's two files beside it, and who closes it last takes them away.
    """
    if connection.vendor == "sqlite" and not _held:
        own = connection.copy()
        with own.cursor() as cursor:
            cursor.execute("PRAGMA schema_version")
        _held.append(own)
