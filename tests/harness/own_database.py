"""A database of a test's own: real transactions that end, seals that stay, other processes that join in.

Sealed rows cannot be flushed away, so such a test gets a copy of the migrated test database instead of cleaning up.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from django.db import connection, connections


@contextmanager
def own_database(folder: Path) -> Iterator[None]:
    """Work on a copy of the test database until the end of the block."""
    tested = connections["default"]
    name_before = tested.settings_dict["NAME"]
    name = _copy_on_sqlite(folder) if tested.vendor == "sqlite" else _copy_on_postgres(str(name_before))
    connections.settings["default"]["NAME"] = name
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections.settings["default"]["NAME"] = name_before
        connections["default"] = tested
        if tested.vendor == "postgresql":
            _on_the_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _copy_on_sqlite(folder: Path) -> str:
    copy = folder / "own.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(copy) as target:
        connection.connection.backup(target)
    target.close()
    return str(copy)


def _copy_on_postgres(template: str) -> str:
    copy = f"own_{uuid4().hex}"
    connection.close()
    _on_the_server(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
    return copy


def _on_the_server(statement: str) -> None:
    with connection._nodb_cursor() as cursor:  # noqa: SLF001  as Django's own test runner does
        cursor.execute(statement)
