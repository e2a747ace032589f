"""Many rows at once, past the models: for deeds that write tens of thousands. Every trigger still sees each row."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import Model


def insert(model: type[Model], names: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Write rows of these fields, in this order; ids as text of 32 characters, which either database takes."""
    columns = {field.name: str(field.column) for field in model._meta.local_fields}
    into = f"{model._meta.db_table} ({', '.join(columns[name] for name in names)})"
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            marks = ", ".join(["%s"] * len(names))
            cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)  # noqa: S608  names of our own models
            return
        with cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
