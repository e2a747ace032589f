"""A supervisor opens a complaint that is not his to answer: that he looked stays visible."""

from gongjian.foundation.sealing.models import Look
from gongjian.modules.feedback import queries
from gongjian.modules.feedback.actions import see_feedback
from gongjian.modules.feedback.models import Feedback
from tests import given
from tests.modules.feedback.telling import WORDS, api, told, url
from tests.modules.told import (
    NOT_FOUND,
    answers_to_strangers,
    last_facts,
    not_permitted,
    nothing_written,
    why_not,
)


def test_who_looked_and_when_stays_visible(cast, door):
    feedback = told(cast)

    see_feedback(actor=cast.supervisor, feedback=feedback)

    assert [(look.name, look.at) for look in queries.looks_at(feedback)] == [("严细看", given.NOON)]
    assert last_facts("feedback.see_feedback") == (cast.supervisor.ref, feedback.ref, {"number": "YJ-2026-001"})
    assert "严细看" in door(cast.secretary).get(url(feedback)).content.decode()


def test_a_sender_who_signed_reads_it_among_the_looks_at_him(cast):
    feedback = told(cast, by=cast.school)

    see_feedback(actor=cast.supervisor, feedback=feedback)

    look = Look.objects.get()
    assert (look.about, look.looked_by, look.reason) == (cast.school, cast.supervisor, "监督查看 YJ-2026-001")


def test_the_page_shows_the_words_only_on_the_answer_to_the_look(cast, door):
    feedback, supervisor = told(cast), door(cast.supervisor)

    with nothing_written():
        before = [supervisor.get(url(feedback, step)).content.decode() for step in ("", "see/")]
    opened = supervisor.post(url(feedback, "see/"))
    after = supervisor.get(url(feedback)).content.decode()

    assert [WORDS in page for page in (*before, opened.content.decode(), after)] == [False, False, True, False]
    assert "no-store" in opened.headers["Cache-Control"]


def test_the_api_gives_the_words_only_for_the_look(cast, door):
    feedback, supervisor = told(cast), door(cast.supervisor)

    plain, seen = supervisor.api_get(api(feedback)), supervisor.api_post(api(feedback, "/see"))

    assert (plain.json()["words"], seen.json()["words"]) == ("", WORDS)
    assert len(queries.looks_at(feedback)) == 1


def test_only_complaints_are_a_supervisors_matter(cast, door):
    feedback = told(cast, kind=Feedback.Kind.SUGGESTION)

    with not_permitted("监督只看投诉。"):
        see_feedback(actor=cast.supervisor, feedback=feedback)
    assert door(cast.supervisor).get(url(feedback)).status_code == 404


def test_who_leads_reads_without_it_and_may_not(cast, door):
    feedback = told(cast)

    with not_permitted("这一步要由监督来办。"):
        see_feedback(actor=cast.secretary, feedback=feedback)
    assert why_not(door(cast.secretary).get(url(feedback, "see/"))) == ["这一步要由监督来办。"]


def test_who_has_no_business_here_does_not_know_of_it(cast, door):
    feedback = told(cast)

    found = answers_to_strangers(cast, door, url(feedback, "see/"), api(feedback, "/see"), typed={})

    assert found == dict.fromkeys(found, NOT_FOUND)
