"""Leaving a month open: by another person, with a reason that the cashier reads; it is proposed again."""

import pytest
from django.urls import reverse

from gongjian.modules.ledger.actions import agree_close, refuse_close
from gongjian.modules.ledger.models import Period
from gongjian.modules.ledger.queries.periods import closed_until
from gongjian.modules.members.models import Organisation, Post
from tests import bookkeeping, given
from tests.harness.remembered import remembered
from tests.modules.told import (
    NOT_ALLOWED,
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

SUPERVISORS = "这一步要由监督来办。"
NOT_ONES_OWN = "是你提出结账的，要由另一个人同意。"
TYPED = {"reason": "现金少 20 元"}


@pytest.fixture
def period(cast):
    """The cashier has proposed to close October."""
    return remembered("period", lambda: bookkeeping.proposed(cast))


def page_of(period):
    return reverse("ledger:refuse_close", args=[period.pk])


def api_of(period):
    return f"/months/{period.pk}/refuse"


def refuse(actor, period, reason="现金少 20 元"):
    return refuse_close(actor=actor, period=period, reason=reason)


def test_the_month_stays_open_and_says_why(cast, period):
    refused = refuse(cast.supervisor, period)

    assert (refused.state, refused.answered_by, refused.reason) == ("left_open", cast.supervisor, "现金少 20 元")
    assert (closed_until(cast.alliance.pk), bookkeeping.entered(cast).number) == ("", 2)


@pytest.mark.parametrize("role", ["secretary", "organiser", "committee", *STRANGERS])
def test_only_a_supervisor_refuses(cast, period, role):
    with not_permitted(SUPERVISORS):
        refuse(person(cast, role), period)


def test_who_proposed_does_not_answer_whatever_posts_he_holds(cast, period):
    branch = Organisation.objects.get(name="眼镜街党总支")
    both = {"alliance": cast.alliance, "person": cast.cashier, "organisation": branch, "begins_on": given.TODAY}
    Post.objects.create(kind=given.kind(cast, "supervisor"), **both)

    with not_permitted(NOT_ONES_OWN):
        refuse(cast.cashier, period)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_needed(cast, period, reason):
    with rule_says("ledger.no_reason"):
        refuse(cast.supervisor, period, reason)


@pytest.mark.parametrize("first", [agree_close, lambda **asked: refuse_close(reason="别的", **asked)])
def test_it_is_answered_once(cast, period, first):
    state = first(actor=cast.supervisor, period=period).state

    with rule_says("moves.not_allowed", state=state, following="left_open"):
        refuse(cast.second_supervisor, period)


def test_the_page_refuses(cast, door, period):
    answer = door(cast.supervisor).post(page_of(period), **TYPED)

    assert (answer.status_code, answer.url) == (302, reverse("ledger:periods"))
    assert (Period.objects.get().state, Period.objects.get().reason) == ("left_open", "现金少 20 元")


def test_the_cashier_reads_why(cast, door, period):
    refuse(cast.supervisor, period)

    shown = door(cast.cashier).get(reverse("ledger:periods"))

    assert (shown.context["turn"].left_open, "上次没结成" in shown.content.decode()) == ("现金少 20 元", True)


def test_a_refused_form_says_why_and_keeps_what_was_typed(cast, door, period):
    agree_close(actor=cast.supervisor, period=period)

    with nothing_written():
        answer = door(cast.supervisor).post(page_of(period), **TYPED)

    form = answer.context["form"]
    assert form.non_field_errors() == ["现在是“已结账”，不能改成“没结成”。可能有人先办了，请刷新这一页看看。"]
    assert form["reason"].value() == "现金少 20 元"


@pytest.mark.parametrize("reason", ["", "因" * 201])
def test_the_doors_want_a_short_reason(cast, door, period, reason):
    with nothing_written():
        page = door(cast.supervisor).post(page_of(period), reason=reason)
        api = door(cast.supervisor).api_post(api_of(period), {"reason": reason})

    assert (list(page.context["form"].errors), page.context["form"]["reason"].value()) == (["reason"], reason)
    assert api.status_code == 422


def test_the_api_refuses_through_the_same_deed(cast, door, period):
    answer = door(cast.supervisor).api_post(api_of(period), TYPED)

    assert (answer.status_code, answer.json()["state"], answer.json()["reason"]) == (200, "left_open", "现金少 20 元")


def test_the_api_tells_the_refusal(cast, door, period):
    refuse(cast.supervisor, period)

    answer = door(cast.supervisor).api_post(api_of(period), TYPED)

    assert refusal_of(answer) == (409, "moves.not_allowed", {"state": "left_open", "following": "left_open"})


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door, period):
    shown = door(cast.committee).get(page_of(period))

    assert why_not(shown) == [SUPERVISORS]
    with nothing_written():
        assert answers(door(cast.committee), page_of(period), api_of(period), typed=TYPED, body=TYPED) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door, period):
    found = answers_to_strangers(cast, door, page_of(period), api_of(period), typed=TYPED, body=TYPED)

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_who_is_signed_out_signs_in_first(door, period):
    assert answers(door(None), page_of(period), api_of(period), typed=TYPED, body=TYPED) == SIGN_IN_FIRST


def test_the_log_has_one_row_without_the_reason(cast, period):
    with trail() as deeds:
        refuse(cast.supervisor, period)

    assert deeds == ["ledger.refuse_close"]
    assert last_facts("ledger.refuse_close") == (cast.supervisor.ref, period.ref, {"month": "2026-10"})
