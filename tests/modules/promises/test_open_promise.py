"""Promising something by a day: only in the course of another deed, once at a time."""

import pytest
from django.db import IntegrityError, transaction

from gongjian.modules.promises.actions import open_promise
from gongjian.modules.promises.queries import awaited_by, open_promise_about, owed_by
from tests import given
from tests.cast import ROLES
from tests.modules.promises.promising import ONLY_IN_A_DEED, owed, promise, waive
from tests.modules.told import last_facts, not_permitted, nothing_written, person, trail


def test_what_is_owed_stands_with_whoever_holds_the_post(cast):
    promised = promise(actor=cast.organiser, alliance=cast.alliance, what=owed())

    assert (promised.state, promised.due_on, promised.closed_on, promised.days_late) == ("open", given.TODAY, None, 0)
    assert list(owed_by(cast.cashier, cast.alliance.pk)) == [promised]
    assert list(owed_by(cast.secretary, cast.alliance.pk)) == []
    assert list(awaited_by(cast.secretary, cast.alliance.pk)) == [promised]
    assert list(awaited_by(cast.cashier, cast.alliance.pk)) == []


@pytest.mark.parametrize("role", ["former_cashier", "future_cashier", "neighbour", "operator"])
def test_it_stands_with_nobody_who_does_not_hold_the_post_today(cast, role):
    promise(actor=cast.organiser, alliance=cast.alliance, what=owed())

    assert list(owed_by(person(cast, role), cast.alliance.pk)) == []


def test_the_same_is_not_owed_twice_at_a_time(cast):
    promise(actor=cast.organiser, alliance=cast.alliance, what=owed())

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        promise(actor=cast.organiser, alliance=cast.alliance, what=owed())


def test_it_may_be_owed_again_when_it_was_closed(cast):
    waive(actor=cast.cashier, promised=promise(actor=cast.organiser, alliance=cast.alliance, what=owed()), reason="x")

    again = promise(actor=cast.organiser, alliance=cast.alliance, what=owed())

    assert open_promise_about(cast.alliance.pk, "campaigns.close_box", "campaigns.cashbox:1") == again


def test_nobody_opens_one_by_itself(cast):
    for role in ROLES:
        with not_permitted(ONLY_IN_A_DEED):
            open_promise(actor=person(cast, role), alliance=cast.alliance, owed=owed())


def test_its_row_stands_under_the_deed_that_brought_it(cast):
    with trail() as deeds:
        promised = promise(actor=cast.organiser, alliance=cast.alliance, what=owed())

    assert deeds == ["tests.promise", "tests.promise > promises.open_promise"]
    facts = {"promised": "campaigns.close_box", "due_on": "2026-11-23"}
    assert last_facts("promises.open_promise") == (cast.organiser.ref, promised.ref, facts)
