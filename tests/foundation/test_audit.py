"""The audit log: one chain an alliance; whatever is done to a row behind its back is found, with its number."""
# ruff: noqa: S608  the names in these statements are those of our own table

import json
from uuid import UUID

import pytest
from django.db import connection

from gongjian.foundation import seals
from gongjian.foundation.audit import log
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.ids import new_id
from tests import given

TABLE = AuditEntry._meta.db_table


@pytest.fixture
def unsealed(cast):
    """The street's log with the triggers off, as a dishonest administrator would have it."""
    given.box(cast)
    seals.remove()
    return cast.alliance.pk


def change(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def row(alliance, number):
    return AuditEntry.objects.get(alliance=alliance, number=number)


def plain(value):
    return value.hex if connection.vendor == "sqlite" else value


def test_what_was_done_by_the_rules_fits(cast):
    given.counted_box(cast)
    given.next_doors_campaign(cast)

    assert [log.first_broken(alliance.pk) for alliance in (cast.alliance, cast.next_door)] == [None, None]


def test_rows_are_numbered_through_in_each_alliance(cast):
    given.box(cast)

    for alliance in (cast.alliance, cast.next_door):
        numbers = list(AuditEntry.objects.filter(alliance=alliance).order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor", "accounts.person:00000000-0000-7000-8000-000000000000"),
        ("deed", "campaigns.close_box"),
        ("subject", "campaigns.cashbox:1"),
        ("facts", '{"total": 1}'),
        ("at", "2018-01-20 10:00:00+00:00"),
        ("under", UUID("01890000-0000-7000-8000-000000000000")),
        ("seal", "0" * 64),
    ],
)
def test_a_changed_row_is_found(unsealed, column, value):
    told = plain(value) if isinstance(value, UUID) else value

    change(f'UPDATE {TABLE} SET "{column}" = %s WHERE alliance_id = %s AND number = 7', told, plain(unsealed))

    assert log.first_broken(unsealed) == 7


def test_a_changed_row_with_a_seal_of_its_own_breaks_the_next_one(unsealed):
    forged = row(unsealed, 7)
    forged.actor = "system:somebody-else"
    forged.seal = log._seal(row(unsealed, 6).seal, forged)  # noqa: SLF001  as a forger would

    change(f"UPDATE {TABLE} SET actor = %s, seal = %s WHERE id = %s", forged.actor, forged.seal, plain(forged.pk))

    assert log.first_broken(unsealed) == 8


@pytest.mark.parametrize("number", [1, 7])
def test_a_deleted_row_is_found(unsealed, number):
    change(f"DELETE FROM {TABLE} WHERE alliance_id = %s AND number = %s", plain(unsealed), number)

    assert log.first_broken(unsealed) == number


def test_a_deleted_row_whose_gap_was_closed_is_found(unsealed):
    change(f"DELETE FROM {TABLE} WHERE alliance_id = %s AND number = 7", plain(unsealed))
    for number in range(8, AuditEntry.objects.filter(alliance=unsealed).count() + 2):
        change(
            f"UPDATE {TABLE} SET number = number - 1 WHERE alliance_id = %s AND number = %s", plain(unsealed), number
        )

    assert log.first_broken(unsealed) == 7


def test_two_rows_that_changed_places_are_found(unsealed):
    for before, after in ((7, 1007), (8, 7), (1007, 8)):
        change(f"UPDATE {TABLE} SET number = %s WHERE alliance_id = %s AND number = %s", after, plain(unsealed), before)

    assert log.first_broken(unsealed) == 7


def test_an_inserted_row_is_found(unsealed):
    last = AuditEntry.objects.filter(alliance=unsealed).count()

    AuditEntry.objects.create(
        id=new_id(),
        alliance_id=unsealed,
        number=last + 1,
        at=given.NOON,
        actor="system:somebody-else",
        deed="campaigns.close_box",
        subject="campaigns.cashbox:1",
        seal="0" * 64,
    )

    assert log.first_broken(unsealed) == last + 1


def test_an_empty_log_is_whole(db):
    assert log.first_broken(new_id()) is None


def test_facts_are_kept_as_they_were_given(cast):
    @deed("tests.do")
    def do(*, actor, alliance):
        record(actor, "tests.do", alliance, words="东口", number=7, nothing=None)
        return alliance

    do(actor=cast.cashier, alliance=cast.alliance)

    entry = AuditEntry.objects.get(deed="tests.do")
    assert entry.facts == {"words": "东口", "number": 7, "nothing": None}
    assert (entry.at, entry.actor, entry.under) == (given.NOON, cast.cashier.ref, None)
    assert (entry.subject, json.loads(json.dumps(entry.facts))) == (cast.alliance.ref, entry.facts)
    assert log.first_broken(cast.alliance.pk) is None


def test_nothing_is_recorded_outside_a_deed(cast):
    with pytest.raises(RuntimeError, match=r"tests\.do is recorded outside a deed\."):
        record(cast.cashier, "tests.do", cast.alliance)


@pytest.mark.parametrize("times", [0, 2])
def test_a_deed_records_itself_once(cast, times):
    @deed("tests.do")
    def do(*, actor, alliance):
        for _time in range(times):
            record(actor, "tests.do", alliance)
        return alliance

    with pytest.raises(RuntimeError, match=rf"tests\.do recorded itself {times} times, not once\."):
        do(actor=cast.cashier, alliance=cast.alliance)
