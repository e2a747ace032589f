"""Answering: it keeps the promise, whoever has the code reads it, and nobody answers what he sent."""

from datetime import timedelta

import pytest
from django.core import mail

from gongjian.foundation import clock
from gongjian.modules.feedback.actions import answer_feedback
from tests import given
from tests.modules.feedback.telling import CODE, WORDS, api, passed_on, promises, told, url
from tests.modules.feedback.test_send_feedback import dump
from tests.modules.told import NOT_FOUND, answers_to_strangers, last_facts, not_permitted, rule_says, trail, why_not

ANSWER = "箱子明天放低，谢谢提醒"
OWN = "这件是你自己提的，要请别人来办。"


@pytest.mark.parametrize(("days", "state"), [(1, "kept"), (15, "kept"), (16, "made_up")])
def test_in_time_the_promise_is_kept_and_late_it_is_made_up(cast, days, state):
    feedback = told(cast)

    with clock.set_to(given.NOON + timedelta(days=days)):
        answered = answer_feedback(actor=cast.secretary, feedback=feedback, answer=ANSWER)
        late = answered.is_late

    assert (answered.state, promises(feedback)["answer_feedback"][2], late) == ("answered", state, state == "made_up")


def test_the_answer_is_the_evidence_and_the_word_before_it_is_kept_with_it(cast):
    with trail() as deeds:
        feedback = answer_feedback(actor=cast.secretary, feedback=told(cast), answer=ANSWER)

    assert promises(feedback)["acknowledge_feedback"][2] == "kept"
    assert deeds[-3:] == ["feedback.answer_feedback"] + ["feedback.answer_feedback > promises.keep_promise"] * 2
    assert last_facts("feedback.answer_feedback")[2] == {"number": "YJ-2026-001"}


def test_the_answer_lies_sealed_and_goes_into_no_letter(cast):
    answer_feedback(actor=cast.secretary, feedback=told(cast), answer=ANSWER)

    assert (ANSWER in dump(), ANSWER[:5] in dump(), len(mail.outbox)) == (False, False, 0)


def test_whoever_has_the_code_reads_it_and_so_does_the_sender(cast, door):
    answer_feedback(actor=cast.secretary, feedback=told(cast, by=cast.school), answer=ANSWER)

    pages = [door(None).post("/feedback/look-up/", code=CODE), door(cast.school).get("/feedback/mine/")]

    assert [ANSWER in page.content.decode() for page in pages] == [True, True]


def test_nobody_answers_what_he_sent(cast, door):
    feedback = told(cast, by=cast.secretary)

    with not_permitted(OWN):
        answer_feedback(actor=cast.secretary, feedback=feedback, answer=ANSWER)
    assert why_not(door(cast.secretary).get(url(feedback, "answer/"))) == [OWN]
    handed = passed_on(cast, feedback)
    assert answer_feedback(actor=cast.school, feedback=handed, answer=ANSWER).state == "answered"


def test_what_goes_to_a_supervisor_is_not_the_secretarys_to_know(cast, door):
    feedback = told(cast, to_supervisor=True)

    assert door(cast.secretary).get(url(feedback)).status_code == 404
    assert WORDS in door(cast.second_supervisor).get(url(feedback)).content.decode()
    assert answer_feedback(actor=cast.second_supervisor, feedback=feedback, answer=ANSWER).state == "answered"


def test_an_answer_says_something_and_is_given_once(cast):
    feedback = told(cast)

    with rule_says("feedback.no_words"):
        answer_feedback(actor=cast.secretary, feedback=feedback, answer=" ")
    answer_feedback(actor=cast.secretary, feedback=feedback, answer=ANSWER)
    with rule_says("moves.not_allowed", state="answered", following="answered"):
        answer_feedback(actor=cast.secretary, feedback=feedback, answer="别的")


def test_page_and_api_do_it(cast, door):
    first, second = told(cast), told(cast, code="second")

    empty = door(cast.secretary).post(url(first, "answer/"), answer="")
    sent = door(cast.secretary).post(url(first, "answer/"), answer=ANSWER)
    called = door(cast.secretary).api_post(api(second, "/answer"), {"answer": ANSWER})

    assert ("请写答复。" in empty.content.decode(), sent.status_code) == (True, 302)
    assert (called.status_code, called.json()["state"], called.json()["answer"]) == (200, "answered", ANSWER)
    assert ANSWER in door(cast.secretary).get(url(first)).content.decode()


def test_who_has_no_business_here_does_not_know_of_it(cast, door):
    feedback = told(cast)

    found = answers_to_strangers(
        cast,
        door,
        url(feedback, "answer/"),
        api(feedback, "/answer"),
        typed={"answer": ANSWER},
        body={"answer": ANSWER},
    )

    assert found == dict.fromkeys(found, NOT_FOUND)
