"""A database on a disk that is full, or that can only be read, as long as a block lasts; with no right to mount any."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_NO_LIMIT = 4294967294
_TABLE = "audit_auditentry"


@contextmanager
def full() -> Iterator[None]:
    """No page more: SQLite refuses it as on a full disk, PostgreSQL is made to say at a row what it says then."""
    if connection.vendor == "sqlite":
        _say("VACUUM")
        _say(f"PRAGMA max_page_count = {connection.cursor().execute('PRAGMA page_count').fetchone()[0]}")
    else:
        _say("CREATE FUNCTION no_room() RETURNS trigger AS $$ BEGIN RAISE disk_full; END $$ LANGUAGE plpgsql")
        _say(f"CREATE TRIGGER no_room BEFORE INSERT ON {_TABLE} EXECUTE FUNCTION no_room()")
    try:
        yield
    finally:
        if connection.vendor == "sqlite":
            _say(f"PRAGMA max_page_count = {_NO_LIMIT}")
        else:
            _say("DROP FUNCTION no_room CASCADE")


@contextmanager
def read_only() -> Iterator[None]:
    """What is asked to be written is refused as on a disk that can only be read."""
    setting = "PRAGMA query_only =" if connection.vendor == "sqlite" else "SET default_transaction_read_only ="
    _say(f"{setting} on")
    try:
        yield
    finally:
        _say(f"{setting} off")


def _say(words: str) -> None:
    # Past Django, which asks nothing more in a transaction that failed.
    connection.ensure_connection()
    connection.connection.execute(words)
