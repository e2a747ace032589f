"""Refusing a reversal: by another person, once; the books stay as they are."""

import pytest
from django.urls import reverse

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
    return reverse("ledger:refuse_reversal", args=[reversal.pk])


def api_of(reversal):
    return f"/reversals/{reversal.pk}/refuse"


def test_the_books_stay_as_they_are(cast, reversal):
    refused = refuse_reversal(actor=cast.secretary, reversal=reversal)

    assert (refused.state, refused.answered_by, refused.answered_at) == ("refused", cast.secretary, given.NOON)
    assert list(JournalEntry.objects.all()) == [reversal.entry]


@pytest.mark.parametrize("role", ["organiser", "committee", "supervisor", *STRANGERS])
def test_only_the_secretary_refuses(cast, reversal, role):
    with not_permitted(SECRETARYS):
        refuse_reversal(actor=person(cast, role), reversal=reversal)


def test_who_asked_does_not_answer_whatever_posts_he_holds(cast, reversal):
    branch = Organisation.objects.get(name="眼镜街党总支")
    both = {"alliance": cast.alliance, "person": cast.cashier, "organisation": branch, "begins_on": given.TODAY}
    Post.objects.create(kind=given.kind(cast, "secretary"), **both)

    with not_permitted(NOT_ONES_OWN):
        refuse_reversal(actor=cast.cashier, reversal=reversal)


@pytest.mark.parametrize(("answer", "state"), [(agree_reversal, "agreed"), (refuse_reversal, "refused")])
def test_what_was_answered_is_not_refused_afterwards(cast, reversal, answer, state):
    answer(actor=cast.secretary, reversal=reversal)

    with rule_says("moves.not_allowed", state=state, following="refused"):
        refuse_reversal(actor=cast.secretary, reversal=reversal)


def test_the_page_refuses(cast, door, reversal):
    answer = door(cast.secretary).post(page_of(reversal))

    assert (answer.status_code, answer.url) == (302, reverse("ledger:entry", args=[reversal.entry_id]))
    assert Reversal.objects.get().state == "refused"


def test_a_refused_page_says_why(cast, door, reversal):
    refuse_reversal(actor=cast.secretary, reversal=reversal)

    with nothing_written():
        answer = door(cast.secretary).post(page_of(reversal))

    told = ["现在是“没同意”，不能改成“没同意”。可能有人先办了，请刷新这一页看看。"]
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (200, told)


def test_the_api_refuses_through_the_same_deed(cast, door, reversal):
    answer = door(cast.secretary).api_post(api_of(reversal))

    assert (answer.status_code, answer.json()["state"]) == (200, "refused")


def test_the_api_tells_the_refusal(cast, door, reversal):
    refuse_reversal(actor=cast.secretary, reversal=reversal)

    answer = door(cast.secretary).api_post(api_of(reversal))

    assert refusal_of(answer) == (409, "moves.not_allowed", {"state": "refused", "following": "refused"})


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door, reversal):
    page = door(cast.committee).get(page_of(reversal))

    assert why_not(page) == [SECRETARYS]
    with nothing_written():
        assert answers(door(cast.committee), page_of(reversal), api_of(reversal), typed={}) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door, reversal):
    found = answers_to_strangers(cast, door, page_of(reversal), api_of(reversal), typed={})

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_who_is_signed_out_signs_in_first(door, reversal):
    assert answers(door(None), page_of(reversal), api_of(reversal), typed={}) == SIGN_IN_FIRST


def test_the_log_has_one_row(cast, reversal):
    with trail() as deeds:
        refuse_reversal(actor=cast.secretary, reversal=reversal)

    assert deeds == ["ledger.refuse_reversal"]
    assert last_facts("ledger.refuse_reversal") == (cast.secretary.ref, reversal.ref, {"number": 1})
