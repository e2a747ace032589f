"""Rows that a slow set-up made once, put back as they were for every test that needs them."""

import json
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction

# The database writes them by itself when the entries are put back.
_FOLLOWING = {"ledger_balance", "ledger_monthlysum"}


# The database writes them by itself when the entries are put back.
_FOLLOWING = {"ledger_balance", "ledger_monthlysum"}


@dataclass(frozen=True)
class Table:
    """The rows of a table, in the order of its columns."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def photograph() -> list[Table]:
    """Every row of our own tables, as the database keeps them."""
    tables = []
    for model in apps.get_models():
        if not model.__module__.startswith("gongjian.") or model._meta.db_table in _FOLLOWING:
            continue
        name, columns = model._meta.db_table, tuple(field.column for field in model._meta.local_fields)
        with connection.cursor() as cursor:
            # As they came: ids tell the time, and of the books each entry needs the ones before it.
            key = model._meta.pk.column
            cursor.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY {key}")  # noqa: S608  our own tables
            rows = [tuple(map(_plain, row)) for row in cursor.fetchall()]
        if rows:
            tables.append(Table(name, columns, rows))
    return tables


def put_back(tables: list[Table]) -> None:
    """The same rows again; references between tables are checked at the end of the transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            places = ", ".join(["%s"] * len(table.columns))
            insert = f"INSERT INTO {table.name} ({', '.join(table.columns)}) VALUES ({places})"  # noqa: S608  as above
            cursor.executemany(insert, table.rows)


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value
