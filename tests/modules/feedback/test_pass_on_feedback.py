"""Handing it on: whoever speaks or supervises there owes the answer by the same day, and sees no name or number."""

from datetime import timedelta

from gongjian.foundation import clock
from gongjian.modules.feedback.actions import answer_feedback, pass_on_feedback
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.models import Promise
from tests import given
from tests.modules.feedback.telling import PHONE, WORDS, api, passed_on, promises, told, url
from tests.modules.told import NOT_FOUND, answers_to_strangers, last_facts, not_permitted, refusal_of, rule_says, trail


def school():
    return Organisation.objects.get(name="止园路小学")


def test_the_answer_is_owed_there_by_the_same_day(cast):
    feedback = passed_on(cast, told(cast))

    assert (feedback.state, feedback.held_by.name, feedback.power) == ("passed_on", "止园路小学", "speak")
    assert promises(feedback) == {
        "acknowledge_feedback": ("眼镜街党总支", "2026-11-25", "kept"),
        "answer_feedback": ("止园路小学", "2026-12-08", "open"),
    }
    waived = Promise.objects.get(deed="feedback.answer_feedback", state="waived")
    assert (waived.owed_by.name, waived.reason) == ("眼镜街党总支", "转交止园路小学")


def test_the_log_says_to_whom(cast):
    feedback = told(cast)

    with trail() as deeds:
        passed_on(cast, feedback)

    told_by = {"number": "YJ-2026-001", "to": str(school().pk), "power": "speak"}
    assert last_facts("feedback.pass_on_feedback") == (cast.secretary.ref, feedback.ref, told_by)
    assert [deed.rpartition("> ")[2] for deed in deeds] == [
        "feedback.pass_on_feedback",
        "promises.keep_promise",
        "promises.waive_promise",
        "promises.open_promise",
    ]


def test_who_takes_it_reads_the_words_but_neither_name_nor_number(cast, door):
    feedback = passed_on(cast, told(cast, name="王小明", contact=PHONE))

    theirs, ours = (door(who).get(url(feedback)).content.decode() for who in (cast.school, cast.secretary))

    assert [word in theirs for word in (WORDS, "王小明", PHONE)] == [True, False, False]
    assert [word in ours for word in (WORDS, "王小明", PHONE)] == [True, True, True]


def test_nor_does_a_supervisor_who_takes_it(cast, door):
    feedback = passed_on(
        cast, told(cast, by=cast.committee, name="王小明", contact=PHONE), "市场监督管理所", Power.SUPERVISE
    )

    theirs, ours = (door(who).get(url(feedback)).content.decode() for who in (cast.supervisor, cast.secretary))

    assert [word in theirs for word in (WORDS, "王小明", PHONE, "连小通")] == [True, False, False, False]
    assert [word in ours for word in (WORDS, "王小明", PHONE, "连小通")] == [True, True, True, True]


def test_a_supervisor_who_was_told_first_sees_who_it_was_and_the_next_one_does_not(cast, door):
    feedback = told(cast, by=cast.committee, to_supervisor=True)

    first = door(cast.second_supervisor).get(url(feedback)).content.decode()
    market = Organisation.objects.get(name="市场监督管理所")
    pass_on_feedback(actor=cast.second_supervisor, feedback=feedback, to=market, power=Power.SUPERVISE)
    then = door(cast.supervisor).get(url(feedback)).content.decode()

    assert [("连小通" in page, WORDS in page) for page in (first, then)] == [(True, True), (False, True)]


def test_a_complaint_can_be_handed_to_a_supervisor_who_then_answers(cast):
    feedback = passed_on(cast, told(cast), "市场监督管理所", Power.SUPERVISE)

    answer_feedback(actor=cast.supervisor, feedback=feedback, answer="查过了，已经改了")

    assert promises(feedback)["answer_feedback"] == ("市场监督管理所", "2026-12-08", "kept")


def test_it_can_be_handed_on_again_but_not_to_where_it_lies(cast):
    feedback = passed_on(cast, told(cast))

    with rule_says("feedback.nobody_there", organisation="止园路小学"):
        pass_on_feedback(actor=cast.school, feedback=feedback, to=school(), power=Power.SPEAK)
    again = pass_on_feedback(
        actor=cast.school, feedback=feedback, to=Organisation.objects.get(name="行业委员会"), power=Power.SPEAK
    )
    assert again.held_by.name == "行业委员会"


def test_it_is_not_handed_to_where_nobody_can_take_it(cast):
    feedback = told(cast)

    for power in (Power.SUPERVISE, Power.LEAD):
        with rule_says("feedback.nobody_there", organisation="止园路小学"):
            pass_on_feedback(actor=cast.secretary, feedback=feedback, to=school(), power=power)


def test_what_is_due_is_not_handed_to_others(cast):
    feedback = told(cast)

    with (
        clock.set_to(given.NOON + timedelta(days=15)),
        rule_says("feedback.too_late_to_pass_on", due_on="2026-12-08"),
    ):
        passed_on(cast, feedback)


def test_what_is_answered_is_not_handed_on(cast):
    feedback = answer_feedback(actor=cast.secretary, feedback=told(cast), answer="好")

    with rule_says("moves.not_allowed", state="answered", following="passed_on"):
        passed_on(cast, feedback)


def test_only_who_owes_it_hands_it_on(cast):
    feedback = passed_on(cast, told(cast))

    with not_permitted("这件由别人负责答复，请他来办。"):
        passed_on(cast, feedback, "行业委员会")


def test_page_and_api_do_it(cast, door):
    first, second = told(cast), told(cast, code="second")
    offered = [
        choice
        for choice, _label in door(cast.secretary).get(url(first, "pass-on/")).context["form"]["desk"].field.choices
    ]

    sent = door(cast.secretary).post(url(first, "pass-on/"), desk=f"speak:{school().pk}")
    called = door(cast.secretary).api_post(api(second, "/pass-on"), {"organisation_id": str(school().pk)})

    first.refresh_from_db()
    assert (f"speak:{school().pk}" in offered, sent.status_code, first.state) == (True, 302, "passed_on")
    assert (called.status_code, called.json()["held_by"], "words" in called.json()) == (200, "止园路小学", False)


def test_the_api_knows_no_organisation_from_elsewhere_and_tells_what_a_rule_says(cast, door):
    feedback, nowhere = told(cast), Organisation.objects.create(name="别处")

    calls = [
        door(cast.secretary).api_post(api(feedback, "/pass-on"), {"organisation_id": str(each.pk), "power": power})
        for each, power in ((nowhere, "speak"), (school(), "supervise"))
    ]

    assert calls[0].status_code == 404
    assert refusal_of(calls[1]) == (409, "feedback.nobody_there", {"organisation": "止园路小学"})


def test_an_empty_choice_says_so(cast, door):
    page = door(cast.secretary).post(url(told(cast), "pass-on/"))

    assert (page.status_code, Feedback.objects.get().state) == (200, "received")


def test_who_has_no_business_here_does_not_know_of_it(cast, door):
    feedback = told(cast)

    found = answers_to_strangers(
        cast,
        door,
        url(feedback, "pass-on/"),
        api(feedback, "/pass-on"),
        typed={"desk": "x"},
        body={"organisation_id": str(school().pk)},
    )

    assert found == dict.fromkeys(found, NOT_FOUND)
