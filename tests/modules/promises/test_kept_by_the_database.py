"""What the database itself refuses of a promise, by whomever and in whatever way the row is written."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from gongjian.foundation import clock
from gongjian.modules.promises.models import Promise
from tests import given
from tests.modules.promises.promising import keep, owed, promise, waive
from tests.modules.told import nothing_written

DUE = given.TODAY
DAY_AFTER = DUE + timedelta(days=1)
EVIDENCE = "campaigns.cashbox:1"

IMPOSSIBLE = {
    "kept, a day late": {"state": "kept", "closed_on": DAY_AFTER, "evidence": EVIDENCE},
    "kept, without evidence": {"state": "kept", "closed_on": DUE},
    "made up, in time": {"state": "made_up", "closed_on": DUE, "evidence": EVIDENCE},
    "made up, without evidence": {"state": "made_up", "closed_on": DAY_AFTER},
    "waived, without a reason": {"state": "waived", "closed_on": DUE},
    "kept on no day": {"state": "kept", "evidence": EVIDENCE},
    "made up on no day": {"state": "made_up", "evidence": EVIDENCE},
    "waived on no day": {"state": "waived", "reason": "重新清点"},
    "open, with a day of closing": {"closed_on": DUE},
    "owed by nobody": {"owed_by_id": None},
    "owed by no day": {"due_on": None},
}
CLOSED_LATE = {
    "called kept": {"state": "kept"},
    "given a later due date, still made up": {"due_on": DAY_AFTER},
    "left without evidence": {"evidence": ""},
}


def by_orm(promised, fields):
    Promise.objects.filter(pk=promised.pk).update(**fields)


def by_sql(promised, fields):
    primary_key = Promise._meta.pk.get_db_prep_value(promised.pk, connection)
    columns = ", ".join(f"{name} = %s" for name in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Promise._meta.db_table} SET {columns} WHERE id = %s",  # noqa: S608  names of our own table
            [value.isoformat() if hasattr(value, "isoformat") else value for value in fields.values()] + [primary_key],
        )
        assert cursor.rowcount == 1


@pytest.fixture
def promised(cast):
    """Something is owed today."""
    return promise(actor=cast.organiser, alliance=cast.alliance, what=owed(due_on=DUE))


@pytest.mark.parametrize("by", [by_orm, by_sql])
@pytest.mark.parametrize("fields", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_an_open_promise_is_not_closed_otherwise_than_it_was_done(promised, by, fields):
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        by(promised, fields)


@pytest.mark.parametrize("by", [by_orm, by_sql])
@pytest.mark.parametrize("fields", CLOSED_LATE.values(), ids=CLOSED_LATE.keys())
def test_what_was_made_up_late_never_becomes_on_time(cast, promised, by, fields):
    with clock.set_to(given.NOON + timedelta(days=1)):
        keep(actor=cast.cashier, promised=promised, evidence=EVIDENCE)

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        by(promised, fields)


@pytest.mark.parametrize("days", [0, 1])
def test_a_deed_does_not_keep_one_without_evidence(cast, promised, days):
    with (
        clock.set_to(given.NOON + timedelta(days=days)),
        nothing_written(),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        keep(actor=cast.cashier, promised=promised, evidence="")


@pytest.mark.parametrize("by", [by_orm, by_sql])
def test_a_waived_promise_does_not_lose_its_reason(cast, promised, by):
    waive(actor=cast.cashier, promised=promised, reason="重新清点")

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        by(promised, {"reason": ""})
