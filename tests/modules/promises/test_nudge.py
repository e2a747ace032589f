"""Reminding of a promise: whoever waits, once a day for all together, in fixed words."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.ids import new_id
from gongjian.foundation.notices.models import Notice
from gongjian.foundation.wiring import tasks_for
from gongjian.modules.promises.actions import nudge
from gongjian.modules.promises.events import PromiseNudged
from gongjian.modules.promises.models import Nudge, Promise
from gongjian.modules.promises.queries.pages import nudges_of
from tests import given
from tests.modules.promises.promising import keep, owed, promise, waive
from tests.modules.told import (
    NO_POST,
    NOT_FOUND,
    SIGN_IN_FIRST,
    STRANGERS,
    answers,
    answers_to_strangers,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    refusal_of,
    rule_says,
    trail,
    why_not,
)

OWN = "这件事是你自己该办的，不用提醒自己。"


@pytest.fixture
def promised(cast):
    """The cashier owes something today."""
    given.box(cast)
    return Promise.objects.get()


def page(promised):
    return reverse("promises:nudge", args=[promised.pk])


def test_whoever_waits_reminds_and_the_one_who_owes_sees_it(cast, promised):
    with clock.set_to(given.NOON - timedelta(days=1)):
        nudge(actor=cast.school, promise=promised)
    nudge(actor=cast.committee, promise=promised)

    details = [task.detail for task in tasks_for(cast.cashier, cast.alliance.pk)]
    assert [detail.rpartition(" · ")[2] for detail in details if "提醒" in detail] == ["提醒过 2 次，最近今天"]
    assert (nudges_of(promised).times, nudges_of(promised).last_on) == (2, given.TODAY)


def test_each_who_owes_it_is_told_once(cast, promised):
    nudge(actor=cast.school, promise=promised)

    told = Notice.objects.filter(words="promises.nudged")
    assert [(one.to, one.about, one.url) for one in told] == [
        (cast.cashier, promised.ref, reverse("promises:promise", args=[promised.pk]))
    ]


def test_the_day_before_is_called_yesterday(cast, promised):
    with clock.set_to(given.NOON - timedelta(days=1)):
        nudge(actor=cast.school, promise=promised)

    details = [task.detail for task in tasks_for(cast.cashier, cast.alliance.pk)]
    assert [detail.rpartition(" · ")[2] for detail in details if "提醒" in detail] == ["提醒过 1 次，最近昨天"]


def test_once_a_day_is_enough_for_the_whole_alliance(cast, promised):
    nudge(actor=cast.school, promise=promised)

    with rule_says("reminders.nudged_today"):
        nudge(actor=cast.committee, promise=promised)
    with clock.set_to(given.NOON + timedelta(days=1)):
        nudge(actor=cast.committee, promise=promised)

    assert Nudge.objects.count() == 2


def test_what_is_not_due_for_long_is_not_reminded_of(cast):
    later = promise(actor=cast.organiser, alliance=cast.alliance, what=owed(due_on=given.TODAY + timedelta(days=8)))

    with rule_says("reminders.too_early", days_left=8, days=7):
        nudge(actor=cast.school, promise=later)


@pytest.mark.parametrize(("close", "why", "state"), [(keep, "evidence", "kept"), (waive, "reason", "waived")])
def test_what_is_closed_is_not_reminded_of(cast, promised, close, why, state):
    close(actor=cast.cashier, promised=promised, **{why: "x"})

    with rule_says("promises.closed_already", state=state):
        nudge(actor=cast.school, promise=promised)


def test_nobody_reminds_himself(cast, promised):
    with not_permitted(OWN):
        nudge(actor=cast.cashier, promise=promised)


@pytest.mark.parametrize("role", STRANGERS)
def test_nobody_from_outside_reminds(cast, promised, role):
    with not_permitted(NO_POST):
        nudge(actor=person(cast, role), promise=promised)


def test_the_database_itself_wants_one_a_day(cast, promised):
    first = nudge(actor=cast.school, promise=promised)

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Nudge.objects.create(
            id=new_id(),
            alliance=first.alliance,
            promise=promised,
            day=first.day,
            nudged_by=cast.committee,
            at=clock.now(),
        )


def test_the_fact_is_told_once(cast, promised, monkeypatch):
    told = []
    # A reaction registered for good would stand in docs/reference of every later test.
    monkeypatch.setattr("gongjian.modules.promises.actions.nudges.publish", told.append)

    nudge(actor=cast.school, promise=promised)

    assert told == [PromiseNudged(promised)]


def test_the_log_has_who_and_which_promise(cast, promised):
    with trail() as deeds:
        reminded = nudge(actor=cast.school, promise=promised)

    assert deeds == ["promises.nudge"]
    facts = {"promise": str(promised.pk)}
    assert last_facts("promises.nudge") == (cast.school.ref, reminded.ref, facts)


def test_its_page_asks_and_then_says_so(cast, door, promised):
    visit = door(cast.school)
    asked = visit.get(page(promised))
    sent = visit.post(page(promised))

    assert (asked.status_code, sent.status_code, sent["Location"]) == (
        200,
        302,
        reverse("promises:promise", args=[promised.pk]),
    )
    assert (
        "提醒过 1 次，最近 11\N{NO-BREAK SPACE}月\N{NO-BREAK SPACE}23\N{NO-BREAK SPACE}日"
        in visit.get(sent["Location"]).content.decode()
    )


def test_its_page_keeps_to_the_rule(cast, door, promised):
    nudge(actor=cast.committee, promise=promised)

    answer = door(cast.school).post(page(promised))

    assert "今天已经有人提醒过了" in answer.content.decode()
    assert why_not(door(cast.cashier).get(page(promised))) == [OWN]


def test_its_api_does_the_same(cast, door, promised):
    visit = door(cast.school)

    done = visit.api_post(f"/promises/{promised.pk}/nudge")
    again = visit.api_post(f"/promises/{promised.pk}/nudge")

    assert (done.status_code, done.json()["day"]) == (200, "2026-11-23")
    assert refusal_of(again) == (409, "reminders.nudged_today", {})


def test_for_strangers_it_is_not_there(cast, door, promised):
    api = f"/promises/{promised.pk}/nudge"

    told = answers_to_strangers(cast, door, page(promised), api, typed={})

    assert told == dict.fromkeys(STRANGERS, NOT_FOUND)
    assert answers(door(None), page(promised), api, typed={}) == SIGN_IN_FIRST
