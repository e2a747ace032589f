"""Keeping a promise: by the deed that was promised, with the record that shows it; late stays late."""

from datetime import date, timedelta

import pytest

from gongjian.foundation import clock
from gongjian.modules.promises.actions import keep_promise
from gongjian.modules.promises.queries import kept_in_month, open_promise_about
from tests import given
from tests.cast import ROLES
from tests.modules.promises.promising import ONLY_IN_A_DEED, keep, owed, promise, waive
from tests.modules.told import last_facts, not_permitted, person, rule_says, trail


@pytest.fixture
def promised(cast):
    """Something is owed today."""
    return promise(actor=cast.organiser, alliance=cast.alliance, what=owed())


def test_a_kept_promise_has_its_day_and_its_evidence(cast, promised):
    kept = keep(actor=cast.cashier, promised=promised, evidence="campaigns.cashbox:1")

    assert (kept.state, kept.closed_on, kept.evidence) == ("kept", given.TODAY, "campaigns.cashbox:1")
    assert open_promise_about(cast.alliance.pk, "campaigns.close_box", "campaigns.cashbox:1") is None


@pytest.mark.parametrize(("days", "late"), [(-3, 0), (0, 0), (1, 1), (10, 10)])
def test_a_day_late_stays_a_day_late(cast, promised, days, late):
    with clock.set_to(given.NOON + timedelta(days=days)):
        kept = keep(actor=cast.cashier, promised=promised, evidence="campaigns.cashbox:1")

    assert kept.days_late == late
    assert last_facts("promises.keep_promise")[2] == {"evidence": "campaigns.cashbox:1", "days_late": late}


def test_kept_promises_are_counted_in_their_month(cast, promised):
    keep(actor=cast.cashier, promised=promised, evidence="campaigns.cashbox:1")

    months = [kept_in_month(cast.alliance.pk, date(2026, month, 1)) for month in (10, 11, 12)]
    assert months == [0, 1, 0]
    assert kept_in_month(cast.next_door.pk, given.TODAY) == 0


@pytest.mark.parametrize(("close", "given_why", "state"), [(keep, "evidence", "kept"), (waive, "reason", "waived")])
def test_what_is_closed_is_not_kept_again(cast, promised, close, given_why, state):
    close(actor=cast.cashier, promised=promised, **{given_why: "x"})

    with rule_says("moves.not_allowed", state=state, following="kept"):
        keep(actor=cast.cashier, promised=promised, evidence="campaigns.cashbox:1")


def test_nobody_keeps_one_by_itself(cast, promised):
    for role in ROLES:
        with not_permitted(ONLY_IN_A_DEED):
            keep_promise(actor=person(cast, role), promise=promised, evidence="campaigns.cashbox:1")


def test_its_row_stands_under_the_deed_that_kept_it(cast, promised):
    with trail() as deeds:
        keep(actor=cast.cashier, promised=promised, evidence="campaigns.cashbox:1")

    assert deeds == ["tests.keep", "tests.keep > promises.keep_promise"]
