"""Start-up checks: unsafe settings, an old database program, missing seals, each with an id and a hint."""

import sqlite3
from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.db import connection

from gongjian.foundation import seals
from gongjian.foundation.search import engine

_ON = "1"


def new_enough(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Refuse a SQLite on which the triggers that keep the sums cannot be made: it knows no UPDATE … FROM."""
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= _OLDEST_SQLITE:
        return []
    hint = "Use a Python with SQLite 3.33 or later (Debian 11, Ubuntu 22.04 and later have one)."
    return [Error(f"SQLite {sqlite3.sqlite_version} is too old.", hint=hint, id="gongjian.E005")]


def safe_database(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: object
) -> list[CheckMessage]:
    """Refuse a database that may lose what it acknowledged."""
    if not databases:
        return []
    wanted = _SQLITE if connection.vendor == "sqlite" else _POSTGRES
    found: list[CheckMessage] = []
    with connection.cursor() as cursor:
        for question, answers, hint in wanted:
            cursor.execute(question)
            answer = str(cursor.fetchone()[0])
            if answer not in answers:
                found.append(Error(f"{question} answers {answer}.", hint=hint, id="gongjian.E001"))
    if connection.vendor == "sqlite" and connection.settings_dict["OPTIONS"].get("transaction_mode") != "IMMEDIATE":
        hint = "Set transaction_mode to IMMEDIATE, or two people at once are told 'database is locked'."
        found.append(Error("SQLite transactions are not IMMEDIATE.", hint=hint, id="gongjian.E002"))
    return found


def seals_in_place(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: object
) -> list[CheckMessage]:
    """Refuse a database on which a seal is missing: without it, rows of the books could be changed."""
    if not databases or not connection.introspection.table_names():
        return []
    hint = "Run `gongjian migrate`: it puts the seals back; then `gongjian verify`: was anything changed?"
    return [Error(f"The seal {name} is missing.", hint=hint, id="gongjian.E003") for name in seals.missing()]


def index_follows(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: object
) -> list[CheckMessage]:
    """Refuse a database whose search does not follow its records: it would find what was erased."""
    if not databases or not connection.introspection.table_names():
        return []
    hint = "Run `gongjian migrate`: it puts them back; then `gongjian search rebuild`."
    return [Error(f"The trigger {name} is missing.", hint=hint, id="gongjian.E004") for name in engine.missing()]


_OLDEST_SQLITE = (3, 33, 0)
_MEMORY = "memory"
_SQLITE = (
    ("PRAGMA journal_mode", {"wal", _MEMORY}, "Only WAL survives a power cut with synchronous=FULL at this speed."),
    ("PRAGMA synchronous", {"2", "3"}, "NORMAL lost acknowledged transactions in 14 of 30 power cuts; set FULL."),
    ("PRAGMA foreign_keys", {_ON}, "Set foreign_keys=ON."),
)
_POSTGRES = (
    ("SHOW fsync", {"on"}, "Set fsync = on: without it a power cut destroys the database."),
    ("SHOW full_page_writes", {"on"}, "Set full_page_writes = on."),
    ("SHOW synchronous_commit", {"on", "remote_write", "remote_apply", "local"}, "Set synchronous_commit = on."),
)
