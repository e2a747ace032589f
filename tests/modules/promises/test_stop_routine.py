"""Stopping a routine: what is past stays, what is due later need not be done."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.modules.members.actions import Term
from gongjian.modules.promises.actions import stop_routine
from gongjian.modules.promises.jobs import open_due_promises
from gongjian.modules.promises.models import Promise, Routine
from tests import given, promising
from tests.cast import ROLES
from tests.modules.told import SECRETARYS, STRANGERS, last_facts, not_permitted, person, rule_says, trail

FRIDAY = given.TODAY + timedelta(days=4)


@pytest.fixture
def routine(cast):
    """Two Fridays are promised."""
    found = promising.routine(cast)
    open_due_promises(FRIDAY)
    return found


def test_what_is_due_later_is_waived_and_what_is_due_before_stays(cast, routine):
    stop_routine(actor=cast.secretary, routine=routine, ends_on=FRIDAY)

    found = Promise.objects.order_by("due_on").values_list("state", "reason")
    assert list(found) == [("open", ""), ("waived", "例行承诺停了")]


def test_nothing_comes_after_its_last_day(cast, routine):
    stop_routine(actor=cast.secretary, routine=routine, ends_on=FRIDAY)

    assert (open_due_promises(FRIDAY + timedelta(weeks=2)), Promise.objects.count()) == (0, 2)


def test_one_that_has_not_begun_is_stopped_too(cast):
    later = promising.routine(cast, term=Term(given.TODAY + timedelta(days=3)))

    stopped = stop_routine(actor=cast.secretary, routine=later, ends_on=given.TODAY)

    assert (stopped.ends_on, Promise.objects.get().state) == (later.begins_on, "waived")


def test_neither_in_the_past_nor_longer_than_before(cast, routine):
    with rule_says("promises.stopped_in_the_past", today="2026-11-23"):
        stop_routine(actor=cast.secretary, routine=routine, ends_on=given.TODAY - timedelta(days=1))
    stop_routine(actor=cast.secretary, routine=routine, ends_on=given.TODAY)
    with rule_says("promises.stops_already", ends_on="2026-11-23"):
        stop_routine(actor=cast.secretary, routine=routine, ends_on=FRIDAY)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "secretary"])
def test_nobody_else_stops_it(cast, routine, role):
    with not_permitted(SECRETARYS):
        stop_routine(actor=person(cast, role), routine=routine, ends_on=FRIDAY)


def test_the_log_has_the_last_day(cast, routine):
    with trail() as deeds:
        stop_routine(actor=cast.secretary, routine=routine, ends_on=FRIDAY)

    assert deeds == ["promises.stop_routine", "promises.stop_routine > promises.waive_promise"]
    assert last_facts("promises.stop_routine") == (cast.secretary.ref, routine.ref, {"ends_on": "2026-11-27"})


def test_its_page_and_its_api(cast, door, routine):
    page, api = reverse("promises:stop_routine", args=[routine.pk]), f"/routines/{routine.pk}/stop"

    answers = {
        role: door(person(cast, role)).api_post(api, {"ends_on": "2026-11-30"}).status_code
        for role in ("secretary", "school", "outsider")
    }
    sent = door(cast.secretary).post(page, ends_on="2026-11-27")

    assert answers == {"secretary": 200, "school": 403, "outsider": 404}
    assert (sent.status_code, Routine.objects.get().ends_on) == (302, FRIDAY)
    assert [door(person(cast, role)).get(page).status_code for role in ("school", *STRANGERS)] == [200] + [404] * 5
