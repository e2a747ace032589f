"""After every migration, also one that rebuilds its table, all seals are there again; a database without is refused."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import IntegrityError, connection, models, transaction

from gongjian.config import checks
from gongjian.foundation import seals
from gongjian.foundation.audit.models import AuditEntry
from gongjian.modules.campaigns.models import CashCount, Gift
from gongjian.modules.ledger.models import Balance, Custodian, Head, JournalEntry, JournalLine
from tests import billing, bookkeeping, given
from tests.harness.own_database import own_database

SEALED = (AuditEntry, CashCount, Custodian, Gift, Head, JournalEntry, JournalLine)
FOLLOWING = [trigger for trigger in seals.every_trigger() if isinstance(trigger, seals.Follow)]
SOME = [*seals.every_seal()[:1], *seals.every_seal()[-1:], *FOLLOWING]
QUIET = {"verbosity": 0, "interactive": False}


@pytest.fixture
def db(django_db_setup: None, django_db_blocker, tmp_path: Path) -> Iterator[None]:
    """A database of the test's own: tables are rebuilt outside of any transaction."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


def rebuild(model):
    """A field and a constraint come and go, which on SQLite makes the table anew four times."""
    field = models.IntegerField(default=7)
    field.set_attributes_from_name("extra")
    constraint = models.CheckConstraint(condition=~models.Q(alliance=None), name=f"rebuilt_{model._meta.model_name}")
    with connection.schema_editor() as editor:
        editor.add_field(model, field)
        editor.remove_field(model, field)
        editor.add_constraint(model, constraint)
        editor.remove_constraint(model, constraint)


def drop(seal):
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {seal.name}" + ("" if connection.vendor == "sqlite" else f" ON {seal.table}"))


def refuse_every_change():
    for model in SEALED:
        rows = model.objects.all()
        for change in (partial(rows.update, alliance=None), partial(rows._raw_delete, "default")):  # noqa: SLF001
            with pytest.raises(IntegrityError, match="is append-only"), transaction.atomic():
                change()
    return True


def test_after_a_migration_that_rebuilds_every_sealed_table_all_seals_are_there_again(cast):
    given.entry(cast)
    billing.entered_bill(cast)
    bookkeeping.confirmed(cast)

    emit_pre_migrate_signal(0, False, "default")
    off = seals.present()
    for model in SEALED:
        rebuild(model)
    emit_post_migrate_signal(0, False, "default")

    assert (off, seals.missing()) == (set(), [])
    assert refuse_every_change()
    assert run_checks(databases=["default"], tags=["database"]) == []


def test_a_trigger_that_writes_is_taken_off_for_a_migration_and_follows_again_afterwards(cast):
    before = seals.present()

    emit_pre_migrate_signal(0, False, "default")
    off = seals.missing()
    rebuild(JournalEntry)
    emit_post_migrate_signal(0, False, "default")

    following = {trigger.name for trigger in FOLLOWING}
    assert (following <= before, following <= set(off), seals.present()) == (True, True, before)
    entry = given.entry(cast)
    kept = Balance.objects.values_list("account", "amount")
    assert dict(kept) == dict(entry.lines.values_list("account", "amount"))


@pytest.mark.parametrize("trigger", FOLLOWING, ids=lambda trigger: trigger.name)
def test_a_trigger_that_writes_is_missed_when_it_is_gone_and_put_back_alone(db, trigger):
    drop(trigger)
    gone = seals.missing()

    seals.install()

    assert (gone, seals.missing()) == ([trigger.name], [])


def test_a_rebuilt_table_whose_seals_were_lost_is_reported(db):
    rebuild(AuditEntry)

    found = checks.seals_in_place(None, databases=["default"])

    of_the_table = {seal.name for seal in seals.every_trigger() if seal.table == AuditEntry._meta.db_table}
    lost = of_the_table if connection.vendor == "sqlite" else set()
    assert {message.msg for message in found} == {f"The seal {name} is missing." for name in lost}
    assert {message.id for message in found} == ({"gongjian.E003"} if lost else set())


@pytest.mark.slow
def test_migrations_go_back_to_nothing_and_forward_again(db):
    for app in ("campaigns", "promises", "ledger", "idempotency", "audit", "sealing", "search", "members"):
        call_command("migrate", app, "zero", **QUIET)
    bare = {seal for seal in seals.present() if seal.startswith("seal_")}

    call_command("migrate", **QUIET)

    assert (bare, seals.missing()) == (set(), [])


@pytest.mark.parametrize("seal", SOME, ids=lambda seal: seal.name)
def test_the_start_up_check_names_the_seal_that_is_missing(db, seal):
    drop(seal)

    found = checks.seals_in_place(None, databases=["default"])

    assert [(message.id, message.msg) for message in found] == [("gongjian.E003", f"The seal {seal.name} is missing.")]
    assert found[0].hint.startswith("Run `gongjian migrate`")


def test_a_database_without_its_seals_is_not_started(db):
    seals.remove()

    with pytest.raises(SystemCheckError, match=r"gongjian\.E003"):
        call_command("check", databases=["default"], fail_level="ERROR")


def test_the_check_is_quiet_where_it_is_not_asked_about_a_database():
    assert checks.seals_in_place(None) == []


def test_a_disabled_trigger_counts_as_missing(db):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite cannot disable a trigger")
    seal = seals.every_seal()[0]
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {seal.table} DISABLE TRIGGER {seal.name}")

    assert seals.missing() == [seal.name]
