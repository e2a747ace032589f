"""Laying aside what wanted no answer: with a reason that whoever sent it can read."""

import pytest

from gongjian.modules.feedback.actions import close_without_answer
from tests.modules.feedback.telling import CODE, api, promises, told, url
from tests.modules.feedback.test_send_feedback import dump
from tests.modules.told import NOT_FOUND, answers_to_strangers, last_facts, not_permitted, refusal_of, rule_says

REASON = "谢谢，记下了，下次改"


@pytest.fixture
def feedback(cast):
    """Somebody who needs no answer."""
    return told(cast, wants_answer=False)


def test_what_wanted_no_answer_is_laid_aside_and_nothing_is_owed_any_more(cast, feedback):
    closed = close_without_answer(actor=cast.secretary, feedback=feedback, reason=REASON)

    states = {deed: state for deed, (_by, _day, state) in promises(feedback).items()}
    assert (closed.state, states) == ("laid_aside", {"acknowledge_feedback": "kept", "answer_feedback": "waived"})
    assert last_facts("feedback.close_without_answer")[2] == {"number": "YJ-2026-001"}


def test_the_reason_is_read_with_the_code_and_lies_sealed(cast, door, feedback):
    close_without_answer(actor=cast.secretary, feedback=feedback, reason=REASON)

    assert REASON in door(None).post("/feedback/look-up/", code=CODE).content.decode()
    assert REASON not in dump()


def test_who_waits_for_an_answer_gets_one(cast, door):
    feedback = told(cast)

    with rule_says("feedback.answer_is_wanted"):
        close_without_answer(actor=cast.secretary, feedback=feedback, reason=REASON)
    called = door(cast.secretary).api_post(api(feedback, "/close"), {"reason": REASON})
    page = door(cast.secretary).post(url(feedback, "close/"), reason=REASON)

    assert refusal_of(called) == (409, "feedback.answer_is_wanted", {})
    assert ("提的人等着回音" in page.content.decode(), REASON in page.content.decode()) == (True, True)


def test_there_is_a_reason_and_it_is_given_once(cast, feedback):
    with rule_says("feedback.no_words"):
        close_without_answer(actor=cast.secretary, feedback=feedback, reason=" ")
    close_without_answer(actor=cast.secretary, feedback=feedback, reason=REASON)
    with rule_says("moves.not_allowed", state="laid_aside", following="laid_aside"):
        close_without_answer(actor=cast.secretary, feedback=feedback, reason=REASON)


def test_nobody_lays_aside_what_he_sent(cast):
    own = told(cast, by=cast.secretary, wants_answer=False)

    with not_permitted("这件是你自己提的，要请别人来办。"):
        close_without_answer(actor=cast.secretary, feedback=own, reason=REASON)


def test_page_and_api_do_it(cast, door, feedback):
    second = told(cast, code="second", wants_answer=False)

    sent = door(cast.secretary).post(url(feedback, "close/"), reason=REASON)
    called = door(cast.secretary).api_post(api(second, "/close"), {"reason": REASON})

    assert (sent.status_code, called.status_code, called.json()["state"]) == (302, 200, "laid_aside")


def test_who_has_no_business_here_does_not_know_of_it(cast, door, feedback):
    found = answers_to_strangers(
        cast, door, url(feedback, "close/"), api(feedback, "/close"), typed={"reason": "x"}, body={"reason": "x"}
    )

    assert found == dict.fromkeys(found, NOT_FOUND)
