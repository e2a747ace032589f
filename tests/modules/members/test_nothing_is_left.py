"""Nothing of an erased person is left in any row, page or answer, and nothing that is counted changes."""

import pytest
from django.apps import apps

from gongjian.foundation import clock
from gongjian.foundation.accounts import tokens
from gongjian.foundation.accounts.models import OpenSession, Person
from gongjian.foundation.audit import log
from gongjian.foundation.clock import local_day
from gongjian.foundation.idempotency.deed import under_key
from gongjian.foundation.ids import new_id
from gongjian.foundation.policies import to_blank
from gongjian.foundation.wiring import every_kind
from gongjian.modules.campaigns.models import CashCount
from gongjian.modules.entrance.models import Recovery
from gongjian.modules.feedback.actions import answer_feedback
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.ledger.models import JournalEntry
from gongjian.modules.ledger.queries import first_broken
from gongjian.modules.members.actions import (
    Term,
    delegate,
    end_post,
    erase_person,
    refuse_erasure,
    see_contact,
    set_contact,
)
from gongjian.modules.members.models import Delegation, ErasureRequest, Post, Profile
from gongjian.modules.members.queries.people import people_called
from tests import given, promising
from tests.modules.feedback.telling import told
from tests.modules.members.leaving import CONTACT, everything_kept, in_half_a_year, wanted
from tests.modules.members.people import post_of, profile_of

NAME = "金丝雀甲"
CANARIES = [NAME, *vars(CONTACT).values()]
CANARIES += [
    "金丝雀乙",
    "金丝雀丙",
    "金丝雀丁",
    "金丝雀戊",
    "13900139000",
    "金丝雀己",
    "金丝雀庚",
    "canary-name",
    "金丝雀辛",
    "13700137000",
    "金丝雀壬",
    "金丝雀癸",
    "金丝雀子",
]


@pytest.fixture
def canary(cast):
    """The school's liaison, who counted a box, was looked at, stood in for, complained, and left half a year ago."""
    school = cast.school
    given.counted_box(cast)
    profile = profile_of(cast, "school")
    Profile.objects.filter(pk=profile.pk).update(name=NAME)
    Person.objects.filter(pk=school.pk).update(username="canary-name", last_login=clock.now())
    set_contact(actor=given.SETUP, profile=profile, contact=CONTACT)
    see_contact(actor=cast.secretary, profile=profile, reason="金丝雀乙")
    delegate(
        actor=school,
        post=post_of(cast, "school"),
        to=profile_of(cast, "colleague"),
        term=Term(given.TODAY, given.TODAY),
        reason="金丝雀丙",
    )
    feedback = told(cast, by=school, words="金丝雀丁", name="金丝雀戊", contact="13900139000", page="/金丝雀己/")
    answer_feedback(actor=cast.secretary, feedback=feedback, answer="金丝雀庚")
    tokens.issue(school, "金丝雀辛")
    promising.feed(cast, school)
    _entered(cast, school)
    end_post(actor=cast.secretary, post=post_of(cast, "school"), ends_on=given.TODAY)
    return school


def _entered(cast, school):
    """How the person got in: by number, on a device, and once again by two office holders."""
    school.refresh_from_db()
    school.phone, school.phone_mark = "13700137000", "mark"
    school.save()
    moment = {"began_at": clock.now(), "last_seen_at": clock.now()}
    OpenSession.objects.create(person=school, session_key="canary", system="金丝雀壬", browser="金丝雀癸", **moment)
    Recovery.objects.create(
        alliance=cast.alliance,
        person=school,
        identified=Recovery.Identified.FACE_TO_FACE,
        note="金丝雀子",
        proposed_by=cast.secretary,
        proposed_at=clock.now(),
        state=Recovery.State.DROPPED,
        dropped_by=cast.secretary,
    )


def erase(cast, role="school"):
    return erase_person(actor=cast.secretary, erasure=wanted(cast, role))


def left_of_them(text):
    return [word for word in CANARIES if word in text]


def test_before_the_erasure_every_canary_is_found(cast, canary):
    assert left_of_them(everything_kept()) == CANARIES


def test_no_row_of_no_table_keeps_a_word_of_the_person(cast, canary, door):
    door(canary).get("/me/data/full/")

    with in_half_a_year():
        erasure = wanted(cast, "school")
        with under_key(new_id(), asked_for=True):
            erase_person(actor=cast.secretary, erasure=erasure)

    assert left_of_them(everything_kept()) == []


# A sheet that the person uploaded is about others; the profile is emptied by the deed, with the name that is left.
EMPTIED = [kind for kind in every_kind() if kind.blanks or kind.code == "profile"]


def not_empty(person):
    """Of the fields that policies want emptied, those that hold something in the person's records."""
    return {
        f"{kind.model._meta.label}.{name}"
        for kind in EMPTIED
        for name in to_blank(kind.model)
        if any(getattr(row, name) for row in kind.rows(person))
    }


def test_every_field_that_is_to_be_emptied_was_filled_and_is_empty(cast, canary):
    to_empty = {f"{kind.model._meta.label}.{name}" for kind in EMPTIED for name in to_blank(kind.model)}
    filled = not_empty(canary)

    with in_half_a_year():
        refuse_erasure(actor=cast.secretary, erasure=wanted(cast, "school"), answer="账还没有交接")
        filled |= not_empty(canary)
        erase(cast)

    # A closed account keeps a name that leads nowhere and a password that fits nothing; the alliance a name for nobody.
    left = {"accounts.Person.username", "accounts.Person.password", "members.Profile.name"}
    assert (filled, not_empty(canary)) == (to_empty, left)


def test_no_page_and_no_answer_of_the_api_keeps_a_word(cast, canary, door):
    with in_half_a_year():
        erasure = erase(cast)
        visitor = door(cast.secretary)
        pages = [
            "/work/people/",
            f"/work/people/?q={NAME}",
            "/work/people/due/",
            "/work/feedback/",
            "/desk/",
            "/me/data/",
        ]
        pages += [f"/work/people/erasures/{erasure.pk}/erase/", f"/work/feedback/{Feedback.objects.get().pk}/"]
        pages += [f"/work/campaigns/boxes/{CashCount.objects.first().box_id}/", "/work/books/"]
        answers = [visitor.get(page) for page in pages]
        answers += [visitor.api_get(path) for path in ("/people", "/erasures", "/feedback", "/cash-boxes")]

    assert {answer.status_code for answer in answers} == {200}
    assert left_of_them("".join(answer.content.decode() for answer in answers).replace(f'value="{NAME}"', "")) == []


def test_the_search_finds_nobody_by_name_or_number(cast, canary):
    with in_half_a_year():
        erase(cast)

        assert [list(people_called(cast.secretary, word)) for word in (NAME, CONTACT.phone, "已删除")] == [[], [], []]


def test_books_and_log_verify_and_nothing_that_is_counted_changes(cast, canary):
    before = [
        (model, model._base_manager.count())
        for model in apps.get_models()
        if model.__module__.startswith("gongjian.modules")
    ]
    counts = list(CashCount.objects.order_by("pk").values_list())
    entries = list(JournalEntry.objects.order_by("pk").values_list())
    by_month = [local_day(row.sent_at).strftime("%Y-%m") for row in Feedback.objects.all()]

    with in_half_a_year():
        erase(cast)

    after = [(model, model._base_manager.count()) for model, _number in before]
    assert after == [(model, number + (model is ErasureRequest)) for model, number in before]
    assert (list(CashCount.objects.order_by("pk").values_list()), Post.objects.filter(person=canary).count()) == (
        counts,
        1,
    )
    assert list(JournalEntry.objects.order_by("pk").values_list()) == entries
    assert [local_day(row.sent_at).strftime("%Y-%m") for row in Feedback.objects.all()] == by_month
    assert (first_broken(cast.alliance.pk), log.first_broken(cast.alliance.pk)) == (None, None)


def test_standing_in_words_of_both_sides_go_with_the_holder(cast, canary):
    with in_half_a_year():
        erase(cast)

    assert Delegation.objects.get().reason == ""
