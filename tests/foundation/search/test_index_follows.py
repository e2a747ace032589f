"""Whatever is done to the tables, the index finds what the rows say; a database on which it does not is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, models

from gongjian import cli
from gongjian.config import checks
from gongjian.foundation.search import engine
from gongjian.foundation.search.models import SearchRow
from tests import given
from tests.foundation.search.looking import titles
from tests.harness.own_database import own_database


@pytest.fixture
def db(django_db_setup: None, django_db_blocker, tmp_path: Path) -> Iterator[None]:
    """A database of the test's own: tables are made anew outside of any transaction."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


def make_the_table_anew():
    field = models.IntegerField(default=7)
    field.set_attributes_from_name("extra")
    with connection.schema_editor() as editor:
        editor.add_field(SearchRow, field)
        editor.remove_field(SearchRow, field)


def test_after_a_migration_of_its_table_the_index_follows_again(cast):
    emit_pre_migrate_signal(0, False, "default")
    make_the_table_anew()
    emit_post_migrate_signal(0, False, "default")
    given.sealed_box(cast)

    assert (engine.missing(), titles(cast.secretary, "QD")) == ([], ["QD-2026-001"])
    assert titles(cast.secretary, "舒大方") == ["舒大方"]
    assert run_checks(databases=["default"], tags=["database"]) == []


def test_an_index_that_does_not_follow_is_reported(db):
    engine.remove()

    found = checks.index_follows(None, databases=["default"])
    lost = engine.missing() if connection.vendor == "sqlite" else []
    assert [message.msg for message in found] == [f"The trigger {name} is missing." for name in lost]
    assert len(lost) == (3 if connection.vendor == "sqlite" else 0)
    assert checks.index_follows(None) == []


def test_tidying_up_the_file_changes_nothing_that_is_found(cast):
    given.sealed_box(cast)
    SearchRow.objects.filter(kind="members.profile").first().delete()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")

    assert titles(cast.secretary, "QD") == ["QD-2026-001"]


def test_the_command_writes_the_index_anew_and_says_what_was_wrong(cast, capsys):
    SearchRow.objects.filter(kind="members.membership").delete()

    said = []
    for _time in range(2):
        with pytest.raises(SystemExit) as left:
            cli.main(["search", "rebuild"])
        said.append((left.value.code, capsys.readouterr().out))
    assert said == [(0, "查找的索引重写好了，改正 6 条。\n"), (0, "查找的索引重写好了，本来就全对。\n")]
