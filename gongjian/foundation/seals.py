"""Triggers: sealed tables stay append-only, rows inside their alliance, sums right; on SQLite and PostgreSQL alike.

A table rebuild (which SQLite needs for most migrations) silently drops a table's triggers, and a trigger that names
another table makes such a migration fail. So the seals are taken off before migrating and put back afterwards
(`config/start.py`), and the start-up check refuses a database on which one is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.apps import apps
from django.db import connection
from django.db.models import Field, ForeignKey, Model, OneToOneField, UniqueConstraint

from gongjian.foundation.tenancy import AllianceOwned

When = Literal["INSERT", "UPDATE", "DELETE", "TRUNCATE"]
_POSTGRES_NAME_LIMIT = 63


@dataclass(frozen=True)
class Seal:
    """One trigger: before such a change of a row of `table`, refuse when `wrong` (SQL over NEW and OLD) holds."""

    name: str
    table: str
    when: When
    code: str
    wrong: str = "1 = 1"


@dataclass(frozen=True)
class Follow:
    """A trigger that writes: after each new row of `table`, these statements (SQL over NEW), or nothing at all.

    It refuses the row with `code` when `wrong` holds afterwards.
    """

    name: str
    table: str
    statements: tuple[str, ...]
    code: str
    wrong: str


_seals: list[Seal] = []
_follows: list[Follow] = []


def refuse(model: type[Model], when: When, code: str, wrong: str = "1 = 1", *, name: str = "") -> None:
    """Register a seal for a model's table."""
    table = model._meta.db_table
    full_name = f"seal_{table}_{name or when.lower()}"[:_POSTGRES_NAME_LIMIT]
    _seals.append(Seal(full_name, table, when, code, wrong))


def follow(model: type[Model], *statements: str, code: str, wrong: str) -> None:
    """Register what the database itself writes after each new row of a model's table."""
    table = model._meta.db_table
    _follows.append(Follow(f"seal_{table}_follow", table, statements, code, wrong))


def month_of(column: str) -> str:
    """SQL for the month of a date: 2026-11."""
    return f"substr({column}, 1, 7)" if connection.vendor == "sqlite" else f"to_char({column}, 'YYYY-MM')"


def new_id() -> str:
    """SQL for an id of a row that the database writes by itself."""
    return "lower(hex(randomblob(16)))" if connection.vendor == "sqlite" else "gen_random_uuid()"


def append_only(model: type[Model], *, emptied: str = "") -> None:
    """Rows of this model are never changed, never deleted and never replaced, by whomever and in whatever way.

    Only the text in the column `emptied` may be taken out, when the person whom it is about is erased.
    """
    code = f"{model._meta.label_lower} is append-only"
    refuse(model, "UPDATE", code, " OR ".join(_changed_but_for(model, emptied)) if emptied else "1 = 1")
    refuse(model, "DELETE", code)
    refuse(model, "TRUNCATE", code)
    never_replaced(model, code)


def never_replaced(model: type[Model], code: str = "") -> None:
    """No new row takes the place of one that is there, which SQLite's INSERT OR REPLACE deletes without DELETE."""
    said = code or f"{model._meta.label_lower} is never replaced"
    refuse(model, "INSERT", said, " OR ".join(_in_the_way_of(model)), name="replace")


def changed(model: type[Model], *names: str) -> str:
    """SQL: an update changes the row's id or one of these fields; to fill or to empty one is a change as well."""
    fields = {field.name: field for field in model._meta.local_fields}
    return " OR ".join(_differs(fields[name]) for name in ("id", *names))


def _differs(field: "Field[Any, Any]") -> str:
    differs = f"NEW.{field.column} <> OLD.{field.column}"
    # Nothing differs from an empty one: the comparison itself is empty then.
    return f"{differs} OR (NEW.{field.column} IS NULL) <> (OLD.{field.column} IS NULL)" if field.null else differs


def _changed_but_for(model: type[Model], emptied: str) -> Iterator[str]:
    """What an update would change beside emptying one column."""
    yield f"NEW.{emptied} <> ''"
    for column in (field.column for field in model._meta.local_fields if field.column != emptied):
        yield f"NEW.{column} <> OLD.{column}"


def _in_the_way_of(model: type[Model]) -> Iterator[str]:
    """For each thing that is unique in the table: a row that a new one would replace."""
    unique = [each for each in model._meta.constraints if isinstance(each, UniqueConstraint)]
    constraints = [each.fields for each in unique if each.condition is None]
    single = [(field.name,) for field in model._meta.local_fields if field.unique]
    columns = {field.name: field.column for field in model._meta.local_fields}
    for names in [*single, *constraints]:
        same = " AND ".join(f"t.{columns[name]} = NEW.{columns[name]}" for name in names)
        yield f"EXISTS (SELECT 1 FROM {model._meta.db_table} t WHERE {same})"  # noqa: S608  names of our own models


def borders() -> Iterator[Seal]:
    """For each foreign key between alliance-owned tables: a row never points to another alliance's row."""
    for model in apps.get_models():
        if not issubclass(model, AllianceOwned):
            continue
        table = model._meta.db_table
        stays = f"border_{table}_stays"[:_POSTGRES_NAME_LIMIT]
        yield Seal(stays, table, "UPDATE", "a row never changes its alliance", "NEW.alliance_id <> OLD.alliance_id")
        for key in model._meta.get_fields():
            if not isinstance(key, ForeignKey | OneToOneField) or not issubclass(key.related_model, AllianceOwned):
                continue
            wrong = (
                f"EXISTS (SELECT 1 FROM {key.related_model._meta.db_table} t "  # noqa: S608  names of our own models
                f"WHERE t.id = NEW.{key.column} AND t.alliance_id <> NEW.alliance_id)"
            )
            for when in ("INSERT", "UPDATE"):
                name = f"border_{table}_{key.column}_{when.lower()}"[:_POSTGRES_NAME_LIMIT]
                yield Seal(name, table, when, "a row of another alliance", wrong)


def every_seal() -> list[Seal]:
    """All that refuse. SQLite knows no TRUNCATE; PostgreSQL's passes row triggers by."""
    own = [seal for seal in _seals if seal.when != "TRUNCATE" or connection.vendor == "postgresql"]
    return [*own, *borders()]


def every_trigger() -> list[Seal | Follow]:
    """All that must be on the database."""
    return [*every_seal(), *_follows]


def present() -> set[str]:
    """The names of the seals that are on the database."""
    where = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(where)
        return {str(name) for (name,) in cursor.fetchall() if str(name).startswith(("seal_", "border_"))}


def missing() -> list[str]:
    """The names of the seals that should be on the database and are not."""
    on_it = present()
    return [trigger.name for trigger in every_trigger() if trigger.name not in on_it]


def install() -> None:
    """Put every seal on whose table exists."""
    tables = set(connection.introspection.table_names())
    needed = set(missing())
    with connection.cursor() as cursor:
        for trigger in every_trigger():
            if trigger.name in needed and trigger.table in tables:
                for statement in _statements(trigger) if isinstance(trigger, Seal) else _writing(trigger):
                    cursor.execute(statement)


def remove() -> None:
    """Take every seal off, for a migration."""
    on_it = present()
    with connection.cursor() as cursor:
        for name, table in {(trigger.name, trigger.table) for trigger in every_trigger()}:
            if name in on_it:
                cursor.execute(f"DROP TRIGGER {name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))


def _statements(seal: Seal) -> list[str]:
    says, head = seal.code.replace("'", "''"), f"CREATE TRIGGER {seal.name} BEFORE {seal.when} ON {seal.table}"
    if connection.vendor == "sqlite":
        return [f"{head} WHEN {seal.wrong} BEGIN SELECT RAISE(ABORT, '{says}'); END"]
    answer = "OLD" if seal.when == "DELETE" else "NEW"
    refusal = f"RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'"
    of_a_row = f"BEGIN IF {seal.wrong} THEN {refusal}; END IF; RETURN {answer}; END"
    body, each = (f"BEGIN {refusal}; END", "STATEMENT") if seal.when == "TRUNCATE" else (of_a_row, "ROW")
    return [
        f"CREATE OR REPLACE FUNCTION {seal.name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"{head} FOR EACH {each} EXECUTE FUNCTION {seal.name}()",
    ]


def _writing(trigger: Follow) -> list[str]:
    says, head = trigger.code.replace("'", "''"), f"CREATE TRIGGER {trigger.name} AFTER INSERT ON {trigger.table}"
    work = "; ".join(trigger.statements)
    if connection.vendor == "sqlite":
        return [f"{head} BEGIN {work}; SELECT RAISE(ABORT, '{says}') WHERE {trigger.wrong}; END"]
    refusal = f"RAISE EXCEPTION '{says}' USING ERRCODE = 'integrity_constraint_violation'"
    body = f"BEGIN {work}; IF {trigger.wrong} THEN {refusal}; END IF; RETURN NULL; END"
    return [
        f"CREATE OR REPLACE FUNCTION {trigger.name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
        f"{head} FOR EACH ROW EXECUTE FUNCTION {trigger.name}()",
    ]
