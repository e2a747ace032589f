"""The start-up check refuses a database that may lose what it acknowledged; each setting by itself."""

import pytest
from django.core.checks import run_checks
from django.core.management.base import SystemCheckError
from django.db import connection

from gongjian.config import checks, operations

FORGETFUL = pytest.mark.skipif(connection.vendor != "sqlite", reason="a setting of SQLite")
SERVER = pytest.mark.skipif(connection.vendor != "postgresql", reason="a setting of PostgreSQL")


class Cursor:
    """A cursor that answers one question otherwise, as the database would with another setting."""

    def __init__(self, inner, question, answer):
        self.inner, self.question, self.answer, self.told = inner, question, answer, None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.inner.close()

    def execute(self, asked):
        self.told = (self.answer,) if asked == self.question else None
        self.inner.execute(asked)

    def fetchone(self):
        return self.told or self.inner.fetchone()


def found(question="", answer=None):
    """What the check finds where the database gives this answer to this question."""
    with pytest.MonkeyPatch.context() as patch:
        true = connection.cursor
        patch.setattr(connection, "cursor", lambda: Cursor(true(), question, answer))
        return [(each.id, each.msg, bool(each.hint)) for each in checks.safe_database(None, databases=["default"])]


def test_the_tests_own_database_is_safe(db):
    assert run_checks(databases=["default"], tags=["database"]) == []


def test_the_check_is_quiet_where_it_is_not_asked_about_a_database():
    assert checks.safe_database(None) == []


@FORGETFUL
@pytest.mark.parametrize("mode", ["delete", "truncate", "persist", "off"])
def test_without_a_write_ahead_log_it_is_refused(db, mode):
    assert found("PRAGMA journal_mode", mode) == [("gongjian.E001", f"PRAGMA journal_mode answers {mode}.", True)]


@FORGETFUL
@pytest.mark.parametrize("level", [0, 1])
def test_with_a_sloppy_synchronous_it_is_refused(db, level):
    assert found("PRAGMA synchronous", level) == [("gongjian.E001", f"PRAGMA synchronous answers {level}.", True)]


@FORGETFUL
def test_without_foreign_keys_it_is_refused(db):
    assert found("PRAGMA foreign_keys", 0) == [("gongjian.E001", "PRAGMA foreign_keys answers 0.", True)]


@FORGETFUL
@pytest.mark.parametrize("mode", ["DEFERRED", "EXCLUSIVE", None])
def test_without_immediate_transactions_it_is_refused(db, monkeypatch, mode):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "transaction_mode", mode)

    assert found() == [("gongjian.E002", "SQLite transactions are not IMMEDIATE.", True)]


@pytest.mark.parametrize(("version", "ids"), [((3, 32, 3), ["gongjian.E005"]), ((3, 33, 0), []), ((4, 0, 0), [])])
def test_a_sqlite_that_cannot_keep_the_sums_is_refused_and_a_server_is_not_asked(monkeypatch, version, ids):
    monkeypatch.setattr("sqlite3.sqlite_version_info", version)

    told = run_checks(tags=["compatibility"])

    assert [each.id for each in told] == (ids if connection.vendor == "sqlite" else [])


@FORGETFUL
def test_on_an_old_sqlite_nothing_is_begun(monkeypatch):
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 31, 1))

    with pytest.raises(SystemCheckError, match=r"gongjian\.E005\) SQLite .* is too old"):
        operations.prepare(fresh=True)


@SERVER
@pytest.mark.postgres
@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_a_server_that_may_forget_is_refused(db, setting):
    assert found(f"SHOW {setting}", "off") == [("gongjian.E001", f"SHOW {setting} answers off.", True)]


@SERVER
@pytest.mark.postgres
def test_a_session_that_does_not_wait_for_the_disk_is_refused(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")

    assert found() == [("gongjian.E001", "SHOW synchronous_commit answers off.", True)]
