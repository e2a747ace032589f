"""Books of version 0.3 become books of today: every seal still fits, and sums and custodians' numbers are right."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from hmac import new as hmac
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from gongjian.foundation import seals
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.ids import new_id
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.actions import agree_reversal, ask_reversal
from gongjian.modules.ledger.models import Balance, Custodian, JournalEntry, MonthlySum
from gongjian.modules.ledger.queries import heads
from tests import given
from tests.harness.own_database import own_database

THEN = [("ledger", "0001_initial"), ("members", "0007_erasure"), ("accounts", "0002_signing_in")]
SALT = bytes(range(32))
OCTOBER, NOVEMBER = date(2026, 10, 20), date(2026, 11, 20)


@pytest.fixture
def db(django_db_setup: None, django_db_blocker, tmp_path: Path) -> Iterator[None]:
    """A database of the test's own: tables are made anew outside of any transaction."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


def go_to(targets):
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def today():
    go_to(MigrationExecutor(connection).loader.graph.leaf_nodes())
    seals.install()


class OldBooks:
    """Books as version 0.3 wrote them, in format gongjian-entry-1, written down here once more."""

    def __init__(self, apps, alliance):
        self.apps, self.alliance, self.seal, self.number = apps, alliance, bytes(32), 0
        self.fund = self.new("Fund", code="day", name="慈善一日捐")

    def new(self, model, **values):
        return self.apps.get_model("ledger", model).objects.create(alliance_id=self.alliance, **values)

    def enter(self, booked_on, kind, *lines, reverses=None):
        self.number += 1
        entry, voucher = new_id(), f"2026-{self.number:04d}"
        commitment = hmac(SALT, "现金".encode(), sha256).hexdigest()
        facts = ["gongjian-entry-1", str(self.number), str(entry), voucher, booked_on.isoformat(), kind, "box:1"]
        facts += [str(reverses or ""), commitment]
        rows = [f"{account}\t{self.fund.pk}\t{person or ''}\t{amount}" for account, person, amount in lines]
        leaf = sha256(b"\x00" + "\n".join([*facts, *rows, ""]).encode()).digest()
        self.seal = sha256(self.seal + leaf).digest()
        self.new(
            "JournalEntry",
            id=entry,
            number=self.number,
            voucher=voucher,
            booked_on=booked_on,
            recorded_at=timezone.now(),
            kind=kind,
            source="box:1",
            reverses_id=reverses,
            memo_commitment=commitment,
            seal=self.seal.hex(),
        )
        for position, (account, person, amount) in enumerate(lines, start=1):
            told = {"account": account, "custodian_id": person, "amount": amount}
            self.new("JournalLine", entry_id=entry, position=position, fund=self.fund, **told)
        self.new("Memo", entry_id=entry, words="现金", salt=SALT)
        return entry


@pytest.fixture
def upgraded(db):
    """Two alliances whose books were written then, on a database of today."""
    cast = given.cast()
    seals.remove()
    apps = go_to(THEN)
    ours, theirs = OldBooks(apps, cast.alliance.pk), OldBooks(apps, cast.next_door.pk)
    cashier, organiser, neighbour = (one.pk for one in (cast.cashier, cast.organiser, cast.neighbour))
    ours.enter(OCTOBER, "cash_counted", ("1001", organiser, 100_00), ("4101", None, -100_00))
    second = ours.enter(OCTOBER, "cash_counted", ("1001", cashier, 50_00), ("4101", None, -50_00))
    ours.enter(NOVEMBER, "cash_banked", ("1002", None, 30_00), ("1001", organiser, -30_00))
    ours.enter(NOVEMBER, "reversal", ("1001", cashier, -50_00), ("4101", None, 50_00), reverses=second)
    theirs.enter(NOVEMBER, "cash_counted", ("1001", neighbour, 7_00), ("4101", None, -7_00))
    today()
    return cast


def test_every_seal_of_then_still_fits(upgraded):
    assert [queries.first_broken(each.pk) for each in (upgraded.alliance, upgraded.next_door)] == [None, None]
    assert {entry.format for entry in JournalEntry.objects.all()} == {1}


@pytest.mark.parametrize("number", [1, 4])
def test_an_altered_entry_of_then_is_still_found(upgraded, number):
    seals.remove()
    JournalEntry.objects.filter(alliance=upgraded.alliance, number=number).update(source="box:2")

    assert queries.first_broken(upgraded.alliance.pk) == number


def test_the_balances_are_those_of_the_lines(upgraded):
    ours = Balance.objects.filter(alliance=upgraded.alliance)
    people = {person.pk: person.username for person in Person.objects.all()}

    assert {(row.account, people.get(row.custodian, "")): row.amount for row in ours} == {
        ("1001", "organiser"): 70_00,
        ("1001", "cashier"): 0,
        ("1002", ""): 30_00,
        ("4101", ""): -100_00,
    }
    assert [list(queries.wrong_sums(each.pk)) for each in (upgraded.alliance, upgraded.next_door)] == [[], []]


def test_the_sums_of_the_months_are_those_of_the_lines(upgraded):
    rows = MonthlySum.objects.filter(alliance=upgraded.alliance, account__in=("1001", "4101"))
    sums = {}
    for row in rows:
        debit, credit = sums.get((row.month, row.account), (0, 0))
        sums[row.month, row.account] = (debit + row.debit, credit + row.credit)

    assert sums == {
        ("2026-10", "1001"): (150_00, 0),
        ("2026-10", "4101"): (0, 150_00),
        ("2026-11", "1001"): (0, 80_00),
        ("2026-11", "4101"): (50_00, 0),
    }


def test_whoever_held_something_has_a_number_in_the_order_of_the_books(upgraded):
    rows = Custodian.objects.order_by("alliance__slug", "number").values_list(
        "alliance__slug", "number", "person__username"
    )

    assert list(rows) == [("next-door", 1, "neighbour"), ("street", 1, "organiser"), ("street", 2, "cashier")]


def test_new_entries_stand_on_the_old_ones_in_the_new_format(upgraded):
    third = JournalEntry.objects.get(alliance=upgraded.alliance, number=3)
    reversal = ask_reversal(actor=upgraded.cashier, entry=third, reason="金额记错")

    agree_reversal(actor=upgraded.secretary, reversal=reversal)

    newest = JournalEntry.objects.get(alliance=upgraded.alliance, number=5)
    assert (newest.format, queries.first_broken(upgraded.alliance.pk)) == (2, None)
    assert list(queries.wrong_sums(upgraded.alliance.pk)) == []
    assert Balance.objects.get(account="1002").amount == 0


def test_the_first_head_stands_for_the_books_of_then_too(upgraded):
    assert heads.faults(upgraded.alliance.pk, []) == []
    assert len(heads.days_to_sign(upgraded.alliance.pk)) <= 1


def test_the_triggers_hold_on_the_upgraded_books(upgraded):
    assert seals.missing() == []
    for change in (
        "UPDATE ledger_custodian SET number = 9",
        "UPDATE ledger_balance SET amount = -1 WHERE account = '1001'",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
