"""The index of each database over the rows: FTS5 on SQLite, a tsvector with GIN on PostgreSQL.

Triggers (SQLite) and a generated column (PostgreSQL) keep it equal to the rows, by whomever these are written.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import BooleanField, F, Func, TextField, Value

from gongjian.foundation.search.words import Piece, asked, asked_sound

_ROWS = "search_searchrow"

_OUT = "INSERT INTO search_index(search_index, rowid, words, sounds) SELECT 'delete', number, OLD.words, OLD.sounds"
_IN = "INSERT INTO search_index(rowid, words, sounds) SELECT number, NEW.words, NEW.sounds"
_HERE, _THERE = "FROM search_place WHERE row = OLD.id", "FROM search_place WHERE row = NEW.id"
_PLACED = "INSERT INTO search_place(row) VALUES (NEW.id)"
_TRIGGERS = {
    "search_row_added": f"AFTER INSERT ON {_ROWS} BEGIN {_PLACED}; {_IN} {_THERE}; END",
    "search_row_changed": f"AFTER UPDATE OF words, sounds ON {_ROWS} BEGIN {_OUT} {_HERE}; {_IN} {_THERE}; END",
    "search_row_gone": f"AFTER DELETE ON {_ROWS} BEGIN {_OUT} {_HERE}; DELETE {_HERE}; END",
}


_INSIDE = {
    "sqlite": (
        " IN (SELECT place.row FROM search_index JOIN search_place place ON place.number = search_index.rowid "
        "WHERE search_index MATCH "
    ),
    "postgresql": " IN (SELECT id FROM search_searchrow WHERE found @@ ",
}


def matching(looked_for: Iterable[Piece]) -> Func:
    """A condition on search rows: all these pieces are in their words, or begin their sounds.

    Of what was typed, nothing but letters of our own making reaches the database.
    """
    question: Value | Func
    if connection.vendor == "sqlite":
        question = Value(" AND ".join(map(_for_fts5, looked_for)))
    else:
        asking = Value(" & ".join(map(_for_tsquery, looked_for)))
        question = Func(asking, template="to_tsquery('simple', %(expressions)s)", output_field=TextField())
    inside = _INSIDE[connection.vendor]
    return Func(F("pk"), question, template="%(expressions)s)", arg_joiner=inside, output_field=BooleanField())


def _for_fts5(piece: Piece) -> str:
    words = asked(piece)
    texts = f'words : "{" ".join(words)}"' + (" *" if len(piece.text) == 1 else "")
    return f"({texts} OR sounds : {asked_sound(piece)} *)" if piece.may_be_sound else f"({texts})"


def _for_tsquery(piece: Piece) -> str:
    words = asked(piece)
    texts = " <-> ".join(f"{word}:*A" if len(piece.text) == 1 else f"{word}:A" for word in words)
    return f"(({texts}) | {asked_sound(piece)}:*B)" if piece.may_be_sound else f"({texts})"


def install() -> None:
    """Put the triggers on, where there is a table: on SQLite they are lost when a migration makes it anew."""
    if connection.vendor != "sqlite" or "search_place" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for name in missing():
            cursor.execute(f"CREATE TRIGGER {name} {_TRIGGERS[name]}")


def remove() -> None:
    """Take the triggers off, for a migration."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for name in _TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")


def missing() -> list[str]:
    """The triggers that should be there and are not."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        there = {name for (name,) in cursor.fetchall()}
    return [name for name in _TRIGGERS if name not in there]
