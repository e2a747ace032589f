"""Agreeing to a reversal: by another person, once; both entries stay visible."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.actions import agree_reversal, refuse_reversal
from gongjian.modules.ledger.models import JournalEntry, Reversal
from gongjian.modules.members.models import Organisation, Post
from tests import given
from tests.harness.remembered import remembered
from tests.modules.told import (
    NOT_ALLOWED,
    NOT_FOUND,
    SECRETARYS,
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

NOT_ONES_OWN = "是你提出冲销的，要由另一个人同意。"


@pytest.fixture
def reversal(cast):
    """The cashier has asked to reverse the entry of a counted box."""
    return remembered("reversal", lambda: given.asked_reversal(cast, given.entry(cast)))


def page_of(reversal):
    return reverse("ledger:agree_reversal", args=[reversal.pk])


def api_of(reversal):
    return f"/reversals/{reversal.pk}/agree"


def make_secretary_too(cast, who):
    branch = Organisation.objects.get(name="眼镜街党总支")
    Post.objects.create(
        alliance=cast.alliance,
        person=who,
        organisation=branch,
        kind=given.kind(cast, "secretary"),
        begins_on=given.TODAY,
    )


def test_the_opposite_entry_stands_beside_the_first(cast, reversal):
    with clock.set_to(given.NOON + timedelta(days=1)):
        agreed = agree_reversal(actor=cast.secretary, reversal=reversal)

    first, opposite = JournalEntry.objects.order_by("number")
    assert (agreed.state, agreed.answered_by) == ("agreed", cast.secretary)
    assert (opposite.kind, opposite.reverses, opposite.source) == ("reversal", first, reversal.ref)
    assert opposite.booked_on == given.TODAY + timedelta(days=1)
    assert opposite.memo.words == "金额记错"
    assert [line.amount for line in queries.lines_of(opposite)] == [-4386_50, 4386_50]
    assert queries.first_broken(cast.alliance.pk) is None


@pytest.mark.parametrize("role", ["organiser", "committee", "supervisor", *STRANGERS])
def test_only_the_secretary_agrees(cast, reversal, role):
    with not_permitted(SECRETARYS):
        agree_reversal(actor=person(cast, role), reversal=reversal)


def test_the_cashier_who_asked_does_not_agree(cast, reversal):
    with not_permitted(SECRETARYS, NOT_ONES_OWN):
        agree_reversal(actor=cast.cashier, reversal=reversal)


def test_nobody_agrees_with_himself_whatever_posts_he_holds(cast, reversal):
    make_secretary_too(cast, cast.cashier)

    with not_permitted(NOT_ONES_OWN):
        agree_reversal(actor=cast.cashier, reversal=reversal)


def test_the_database_itself_refuses_one_person_alone(reversal):
    alone = {"answered_by": reversal.asked_by, "answered_at": given.NOON, "state": "agreed"}

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Reversal.objects.update(**alone)


def test_it_is_agreed_to_once(cast, reversal):
    agree_reversal(actor=cast.secretary, reversal=reversal)

    with rule_says("moves.not_allowed", state="agreed", following="agreed"):
        agree_reversal(actor=cast.secretary, reversal=reversal)


def test_what_was_refused_is_not_agreed_to_afterwards(cast, reversal):
    refuse_reversal(actor=cast.secretary, reversal=reversal)

    with rule_says("moves.not_allowed", state="refused", following="agreed"):
        agree_reversal(actor=cast.secretary, reversal=reversal)


def test_the_page_reverses(cast, door, reversal):
    answer = door(cast.secretary).post(page_of(reversal))

    assert (answer.status_code, answer.url) == (302, reverse("ledger:entry", args=[reversal.entry_id]))
    assert Reversal.objects.get().state == "agreed"


def test_a_refused_page_says_why(cast, door, reversal):
    agree_reversal(actor=cast.secretary, reversal=reversal)

    with nothing_written():
        answer = door(cast.secretary).post(page_of(reversal))

    told = ["现在是“已冲销”，不能改成“已冲销”。可能有人先办了，请刷新这一页看看。"]
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (200, told)


def test_the_api_reverses_through_the_same_deed(cast, door, reversal):
    answer = door(cast.secretary).api_post(api_of(reversal))

    assert (answer.status_code, answer.json()["state"]) == (200, "agreed")


def test_the_api_tells_the_refusal(cast, door, reversal):
    agree_reversal(actor=cast.secretary, reversal=reversal)

    answer = door(cast.secretary).api_post(api_of(reversal))

    assert refusal_of(answer) == (409, "moves.not_allowed", {"state": "agreed", "following": "agreed"})


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door, reversal):
    page = door(cast.cashier).get(page_of(reversal))

    assert why_not(page) == [SECRETARYS, NOT_ONES_OWN]
    with nothing_written():
        assert answers(door(cast.cashier), page_of(reversal), api_of(reversal), typed={}) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door, reversal):
    found = answers_to_strangers(cast, door, page_of(reversal), api_of(reversal), typed={})

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_who_is_signed_out_signs_in_first(door, reversal):
    assert answers(door(None), page_of(reversal), api_of(reversal), typed={}) == SIGN_IN_FIRST


def test_the_log_has_the_deed_and_under_it_the_opposite_entry(cast, reversal):
    with trail() as deeds:
        agree_reversal(actor=cast.secretary, reversal=reversal)

    assert deeds[:2] == ["ledger.agree_reversal", "ledger.agree_reversal > ledger.post_entry"]
    facts = {"number": 1, "by_number": 2}
    assert last_facts("ledger.agree_reversal") == (cast.secretary.ref, reversal.ref, facts)
