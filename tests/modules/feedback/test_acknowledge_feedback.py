"""Saying that it has arrived: in two working days, or late and visibly so."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.modules.feedback.actions import acknowledge_feedback
from tests import given
from tests.modules.feedback.telling import WORDS, api, passed_on, promises, told, url
from tests.modules.told import (
    NOT_FOUND,
    answers,
    answers_to_strangers,
    last_facts,
    not_permitted,
    rule_says,
    trail,
    why_not,
)

OTHERS = "这件由别人负责答复，请他来办。"


@pytest.mark.parametrize(("days", "state"), [(0, "kept"), (2, "kept"), (3, "made_up")])
def test_in_time_the_promise_is_kept_and_late_it_is_made_up(cast, days, state):
    feedback = told(cast)

    with clock.set_to(given.NOON + timedelta(days=days)):
        acknowledge_feedback(actor=cast.secretary, feedback=feedback)

    feedback.refresh_from_db()
    assert (feedback.state, promises(feedback)["acknowledge_feedback"][2]) == ("acknowledged", state)
    assert promises(feedback)["answer_feedback"][2] == "open"


def test_it_is_logged_by_number(cast):
    feedback = told(cast)

    with trail() as deeds:
        acknowledge_feedback(actor=cast.secretary, feedback=feedback)

    assert last_facts("feedback.acknowledge_feedback") == (
        cast.secretary.ref,
        feedback.ref,
        {"number": "YJ-2026-001"},
    )
    assert deeds == ["feedback.acknowledge_feedback", "feedback.acknowledge_feedback > promises.keep_promise"]


def test_once_is_enough(cast):
    feedback = acknowledge_feedback(actor=cast.secretary, feedback=told(cast))

    with rule_says("moves.not_allowed", state="acknowledged", following="acknowledged"):
        acknowledge_feedback(actor=cast.secretary, feedback=feedback)


def test_nobody_else_acknowledges_it(cast):
    feedback = told(cast)

    for other in (cast.cashier, cast.supervisor, cast.school):
        with not_permitted(OTHERS):
            acknowledge_feedback(actor=other, feedback=feedback)


def test_who_leads_but_does_not_owe_it_any_more_is_told_why_not(cast, door):
    feedback = passed_on(cast, told(cast))

    assert why_not(door(cast.secretary).get(url(feedback, "acknowledge/"))) == [OTHERS]


def test_page_and_api_do_it(cast, door):
    first, second = told(cast), told(cast, code="second")

    sent = door(cast.secretary).post(url(first, "acknowledge/"))
    called = door(cast.secretary).api_post(api(second, "/acknowledge"))

    assert (sent.status_code, sent.url, called.status_code) == (302, url(first), 200)
    assert (called.json()["state"], called.json()["words"]) == ("acknowledged", WORDS)


def test_who_has_no_business_here_does_not_know_of_it(cast, door):
    feedback = told(cast)
    page, call = url(feedback, "acknowledge/"), api(feedback, "/acknowledge")

    found = answers_to_strangers(cast, door, page, call, typed={})

    assert found == dict.fromkeys(found, NOT_FOUND)
    assert answers(door(cast.cashier), page, call, typed={}) == NOT_FOUND
    assert answers(door(None), page, call, typed={}) == (302, 302, 401)
