"""Waiving a promise: only in the course of another deed, with a reason that stays on record."""

import pytest
from django.db import IntegrityError, transaction

from gongjian.modules.promises.actions import waive_promise
from gongjian.modules.promises.queries import kept_in_month
from tests import given
from tests.cast import ROLES
from tests.modules.promises.promising import ONLY_IN_A_DEED, keep, owed, promise, waive
from tests.modules.told import (
    last_facts,
    not_permitted,
    nothing_written,
    person,
    rule_says,
    trail,
)


@pytest.fixture
def promised(cast):
    """Something is owed today."""
    return promise(actor=cast.organiser, alliance=cast.alliance, what=owed())


def test_a_waived_promise_keeps_its_reason_and_does_not_count_as_kept(cast, promised):
    waived = waive(actor=cast.cashier, promised=promised, reason="重新清点")

    assert (waived.state, waived.closed_on, waived.reason) == ("waived", given.TODAY, "重新清点")
    assert kept_in_month(cast.alliance.pk, given.TODAY) == 0


@pytest.mark.parametrize(("close", "given_why", "state"), [(keep, "evidence", "kept"), (waive, "reason", "waived")])
def test_what_is_closed_is_not_waived(cast, promised, close, given_why, state):
    close(actor=cast.cashier, promised=promised, **{given_why: "x"})

    with rule_says("moves.not_allowed", state=state, following="waived"):
        waive(actor=cast.cashier, promised=promised, reason="重新清点")


def test_the_database_itself_wants_a_reason(cast, promised):
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        waive(actor=cast.cashier, promised=promised, reason="")


def test_nobody_waives_one_by_itself(cast, promised):
    for role in ROLES:
        with not_permitted(ONLY_IN_A_DEED):
            waive_promise(actor=person(cast, role), promise=promised, reason="不想办")


def test_its_row_stands_under_the_deed_that_waived_it(cast, promised):
    with trail() as deeds:
        waive(actor=cast.cashier, promised=promised, reason="重新清点")

    assert deeds == ["tests.waive", "tests.waive > promises.waive_promise"]
    assert last_facts("promises.waive_promise") == (cast.cashier.ref, promised.ref, {})
