"""Telling the alliance something: anybody may, nothing is kept of who does not sign, and an answer is owed."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client

from gongjian.foundation import clock
from gongjian.foundation.access import Anonymous
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.idempotency.deed import under_key
from gongjian.modules.feedback import queries
from gongjian.modules.feedback.actions import send_feedback
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.members.models import Alliance, Membership, Post
from tests import given
from tests.modules.feedback.telling import CODE, PHONE, WORDS, message, promises, told, typed
from tests.modules.told import last_facts, nothing_written, refusal_of, rule_says, trail

FORM = "/feedback/"
ADDRESS, BROWSER = "203.0.113.77", "Canary/77.7"


def dump() -> str:
    """Everything that lies in the database, as text."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  names of our own tables
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_what_was_told_is_kept_with_a_number_and_a_day_for_the_answer(cast):
    feedback = told(cast, page="/ledger/", name="老王", contact=PHONE)

    kept = Feedback.objects.get()
    assert (kept.pk, kept.alliance, kept.number, kept.state, kept.by) == (
        feedback.pk,
        cast.alliance,
        "YJ-2026-001",
        "received",
        None,
    )
    assert (kept.words.opened(), kept.name.opened(), kept.contact.opened()) == (WORDS, "老王", PHONE)
    assert (kept.page, kept.held_by.name, kept.power, kept.answer_by.isoformat()) == (
        "/ledger/",
        "眼镜街党总支",
        "lead",
        "2026-12-08",
    )


@pytest.mark.parametrize(
    ("kind", "days"),
    [
        ("complaint", ("2026-11-25", "2026-12-08")),
        ("suggestion", ("2026-11-25", "2026-12-08")),
        ("correction", ("2026-11-25", "2026-11-30")),
        ("take_down", ("2026-11-25", "2026-11-26")),
    ],
)
def test_the_secretary_owes_a_word_in_two_working_days_and_an_answer_by_its_day(cast, kind, days):
    owed = promises(told(cast, kind=Feedback.Kind(kind)))

    assert owed == {
        "acknowledge_feedback": ("眼镜街党总支", days[0], "open"),
        "answer_feedback": ("眼镜街党总支", days[1], "open"),
    }


def test_both_stand_on_the_secretarys_desk_by_number_only(cast, door):
    told(cast)

    page = door(cast.secretary).get("/desk/").content.decode()

    assert [words in page for words in ("受理 YJ-2026-001", "答复 YJ-2026-001", WORDS)] == [True, True, False]


def test_what_concerns_who_leads_is_owed_by_a_supervisor_of_another_organisation(cast):
    feedback = told(cast, to_supervisor=True)

    assert (feedback.held_by.name, feedback.power) == ("居民区", "supervise")


def test_numbers_go_on_within_an_alliance_and_begin_anew_with_the_year(cast):
    told(cast)
    with clock.set_to(given.NOON + timedelta(days=60)):
        later = told(cast, code="other")
    next_door = send_feedback(actor=Anonymous(), alliance=cast.next_door, message=message(code="third"))

    assert (later.number, next_door.number) == ("YJ-2027-001", "YJ-2026-001")
    assert told(cast, code="fourth").number == "YJ-2026-002"


def test_the_log_knows_number_and_kind_and_nothing_that_was_written(cast):
    with trail() as deeds:
        feedback = told(cast, contact=PHONE)

    assert last_facts("feedback.send_feedback") == (
        "anonymous",
        feedback.ref,
        {"number": "YJ-2026-001", "kind": "complaint"},
    )
    opened = "feedback.send_feedback > promises.open_promise"
    assert deeds == ["feedback.send_feedback", opened, opened]


def test_nothing_written_lies_readable_in_the_database(cast):
    with under_key(uuid4(), asked_for=True):
        told(cast, by=cast.school, name="老王", contact=PHONE)

    lying = dump()

    assert [word in lying for word in (WORDS, WORDS[:6], "老王", PHONE, CODE, CODE.replace("-", ""))] == [False] * 6


def test_of_who_does_not_sign_nothing_is_kept(cast):
    visitor = Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER, HTTP_X_FORWARDED_FOR=ADDRESS)

    answer = visitor.post(FORM, {"one_time_key": str(uuid4()), **typed()})

    lying = dump()
    assert (answer.status_code, Feedback.objects.get().by, "sessionid" in visitor.cookies) == (200, None, False)
    assert (ADDRESS in lying, BROWSER in lying, Session.objects.count()) == (False, False, 0)
    assert set(AuditEntry.objects.filter(deed__startswith="feedback").values_list("actor", flat=True)) == {"anonymous"}


def test_who_is_signed_in_and_does_not_sign_is_not_kept_either(cast, door):
    door(cast.school).post(FORM, **typed(unsigned="on"))

    feedback = Feedback.objects.get()
    about = [row for row in AuditEntry.objects.all() if feedback.ref in (row.subject, row.facts.get("evidence"))]
    assert (feedback.by, {row.actor for row in about}) == (None, {"anonymous"})
    rows = [str(row) for model in apps.get_models() for row in model._default_manager.values_list()]
    naming = [row for row in rows if str(cast.school.pk) in row and str(feedback.pk) in row]
    assert naming == []


def test_who_is_signed_in_and_signs_finds_it_among_the_own(cast, door):
    sender = door(cast.school)

    sender.post(FORM, **typed())

    assert Feedback.objects.get().by == cast.school
    assert [WORDS in door(who).get("/feedback/mine/").content.decode() for who in (cast.school, cast.committee)] == [
        True,
        False,
    ]


def test_the_receipt_shows_the_code_and_not_the_words_and_the_same_again_after_a_lost_answer(cast, door):
    visitor, key = door(None), str(uuid4())
    form = typed()

    first, again = (visitor.post(FORM, key=key, **form) for _twice in range(2))

    code = first.context["code"]
    assert (code == again.context["code"], code in first.content.decode(), Feedback.objects.count()) == (True, True, 1)
    assert (WORDS in first.content.decode(), first.headers["Cache-Control"].count("no-store")) == (False, 1)
    assert queries.with_code(code, "10.0.0.1") == Feedback.objects.get()


def test_the_page_it_is_about_comes_with_the_link_and_stands_in_the_form(cast, door):
    page = door(None).get("/feedback/?page=/ledger/")

    assert page.context["form"]["page"].value() == "/ledger/"


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("/ledger/?fund=1#top", "/ledger/"),
        ("//elsewhere.example/", ""),
        ("https://elsewhere.example/", ""),
        ("javascript:alert(1)", ""),
        ("/\\elsewhere.example", ""),
    ],
)
def test_only_a_page_of_this_house_is_kept(cast, door, page, kept):
    door(None).post(FORM, **typed(page=page))

    assert Feedback.objects.get().page == kept


def test_it_goes_to_the_alliance_that_was_chosen(cast, door):
    door(None).post(FORM, **typed(alliance=str(cast.next_door.pk)))

    assert Feedback.objects.get().alliance == cast.next_door


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"words": " "}, "请写几句话。"),
        ({"words": "长" * 1001}, "1000"),
        ({"contact": "问店里"}, "不像电话号码"),
        ({"contact": "a@b"}, "不像电子邮箱"),
        ({"homepage": "x"}, "防机器"),
        ({"opened": ""}, "字都还在"),
        ({"opened": "made-up"}, "字都还在"),
    ],
)
def test_what_cannot_be_sent_is_said_and_what_was_typed_stays(cast, door, wrong, says):
    with nothing_written():
        answer = door(None).post(FORM, **typed(**{"name": "老王", **wrong}))

    page = answer.content.decode()
    assert (answer.status_code, says in page, 'value="老王"' in page) == (200, True, True)


def test_a_form_sent_at_once_is_held_up_and_goes_out_when_it_is_sent_again(cast, door):
    visitor = door(None)
    at_once = visitor.get(FORM).context["form"]["opened"].value()

    first = visitor.post(FORM, **typed(opened=at_once))
    fresh = first.context["form"]["opened"].value()
    with clock.set_to(given.NOON + timedelta(seconds=10)):
        second = visitor.post(FORM, **typed(opened=fresh))

    assert ("code" in first.context, "code" in second.context, Feedback.objects.count()) == (False, True, 1)


def test_nobody_sends_more_than_five_in_an_hour(cast):
    for number in range(5):
        told(cast, by=cast.school, code=str(number))

    with rule_says("feedback.too_many", most=5):
        told(cast, by=cast.school, code="sixth")
    assert told(cast, by=cast.committee, code="another").number == "YJ-2026-006"
    with clock.set_to(given.NOON + timedelta(hours=1, seconds=1)):
        assert told(cast, by=cast.school, code="sixth").number == "YJ-2026-007"


def test_from_all_who_do_not_sign_thirty_come_in_an_hour(cast, door):
    for number in range(30):
        told(cast, code=str(number))

    answer = door(None).post(FORM, **typed())

    assert ("先收到这里" in answer.content.decode(), WORDS in answer.content.decode()) == (True, True)
    assert Feedback.objects.count() == 30


def test_where_nobody_leads_nothing_is_taken_in(cast):
    Membership.objects.filter(alliance=cast.alliance).update(leads=False)

    with rule_says("feedback.nobody_to_answer"):
        told(cast)


def test_where_nobody_supervises_what_is_meant_for_a_supervisor_is_not_taken_in(cast):
    Post.objects.filter(alliance=cast.alliance, kind__code="supervisor").delete()

    with rule_says("feedback.nobody_to_answer"):
        told(cast, to_supervisor=True)


def test_words_without_any_are_refused_by_the_deed_too(cast):
    with rule_says("feedback.no_words"):
        told(cast, words="  ")


def test_without_any_alliance_there_is_no_form(db, door):
    Alliance.objects.all().delete()

    assert door(None).get(FORM).status_code == 404


def test_the_api_sends_signed_or_unsigned_and_tells_the_code_once(cast, door):
    sender = door(cast.school)

    signed = sender.api_post("/feedback/send", {"kind": "suggestion", "words": WORDS})
    unsigned = sender.api_post("/feedback/send", {"kind": "complaint", "words": WORDS, "unsigned": True})

    assert [answer.status_code for answer in (signed, unsigned)] == [200, 200]
    assert [queries.with_code(answer.json()["code"], "10.0.0.1").by for answer in (signed, unsigned)] == [
        cast.school,
        None,
    ]
    assert WORDS not in json.dumps(signed.json(), ensure_ascii=False)


def test_the_api_tells_what_a_rule_says_and_asks_for_a_token(cast, door):
    body = {"kind": "complaint", "words": WORDS, "contact": "问店里"}

    assert refusal_of(door(cast.school).api_post("/feedback/send", body)) == (409, "contact.phone", {"typed": "问店里"})
    assert door(None).api_post("/feedback/send", body).status_code == 401
    assert door(cast.school).api_post("/feedback/send", {**body, "words": "长" * 1001}).status_code == 422
