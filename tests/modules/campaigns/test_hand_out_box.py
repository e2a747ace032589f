"""Handing a sealed box out: by whom, until when, and what is owed from then on."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import CashBox
from gongjian.modules.members.models import Membership
from gongjian.modules.promises.models import Promise
from tests import given
from tests.modules.told import (
    CASHIERS,
    NOT_ALLOWED,
    NOT_FOUND,
    ORGANISERS,
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

TYPED = {"back_on": "2026-11-24"}
TOMORROW = given.TODAY + timedelta(days=1)


def page_of(box):
    return reverse("campaigns:hand_out_box", args=[box.pk])


def api_of(box):
    return f"/cash-boxes/{box.pk}/hand-out"


def test_a_box_that_is_out_knows_who_gave_it_out_and_when(cast):
    box = actions.hand_out_box(actor=cast.organiser, box=given.sealed_box(cast), back_on=TOMORROW)

    box.refresh_from_db()
    assert (box.state, box.handed_out_by, box.handed_out_at) == ("handed_out", cast.organiser, given.NOON)


def test_from_then_on_the_leading_organisations_cashier_owes_the_count(cast):
    box = actions.hand_out_box(actor=cast.organiser, box=given.sealed_box(cast), back_on=TOMORROW)

    promise = Promise.objects.get()
    assert (promise.deed, promise.subject, promise.state) == ("campaigns.close_box", box.ref, "open")
    assert (promise.due_on, promise.owed_by.name, promise.power) == (TOMORROW, "眼镜街党总支", "keep_cash")
    assert (promise.rule, promise.opened_at) == ("RULE-CH-D", given.NOON)
    assert promise.facts == {"number": "QD-2026-001", "place": "东口", "campaign": "慈善一日捐"}


@pytest.mark.parametrize("role", ["cashier", "organiser"])
def test_the_cashier_or_the_organiser_hands_it_out(cast, role):
    box = actions.hand_out_box(actor=person(cast, role), box=given.sealed_box(cast), back_on=given.TODAY)

    assert box.handed_out_by == person(cast, role)


@pytest.mark.parametrize("role", ["secretary", "colleague", "committee", "supervisor", *STRANGERS])
def test_nobody_else_does(cast, role):
    box = given.sealed_box(cast)

    with not_permitted(CASHIERS, ORGANISERS):
        actions.hand_out_box(actor=person(cast, role), box=box, back_on=given.TODAY)


def test_an_organiser_whose_post_has_ended_does_not(cast):
    box = given.sealed_box(cast)
    cast.organiser.posts.update(ends_on=given.TODAY - timedelta(days=1))

    with not_permitted(CASHIERS, ORGANISERS):
        actions.hand_out_box(actor=cast.organiser, box=box, back_on=given.TODAY)


def test_the_day_it_is_back_may_be_today_but_not_yesterday(cast):
    box = given.sealed_box(cast)

    with rule_says("campaigns.back_before_today", back_on="2026-11-22"):
        actions.hand_out_box(actor=cast.cashier, box=box, back_on=date(2026, 11, 22))
    handed_out = actions.hand_out_box(actor=cast.cashier, box=box, back_on=given.TODAY)

    assert handed_out.state == CashBox.State.HANDED_OUT


@pytest.mark.parametrize(
    ("given_box", "state"),
    [(given.box, "handed_out"), (given.counted_box, "counted"), (given.banked_box, "banked")],
)
def test_a_box_goes_out_once(cast, given_box, state):
    box = given_box(cast)

    with rule_says("moves.not_allowed", state=state, following="handed_out"):
        actions.hand_out_box(actor=cast.cashier, box=box, back_on=given.TODAY)


def test_where_nobody_leads_nobody_could_owe_the_count(cast):
    box = given.sealed_box(cast)
    Membership.objects.filter(leads=True).update(ends_on=given.TODAY - timedelta(days=1))

    with rule_says("campaigns.nobody_leads"):
        actions.hand_out_box(actor=cast.organiser, box=box, back_on=given.TODAY)


def test_the_page_hands_it_out(cast, door):
    box = given.sealed_box(cast)

    answer = door(cast.organiser).post(page_of(box), **TYPED)

    assert (answer.status_code, answer.url) == (302, reverse("campaigns:cash_box", args=[box.pk]))
    assert CashBox.objects.get().state == CashBox.State.HANDED_OUT


def test_a_refused_form_says_why_and_keeps_what_was_typed(cast, door):
    box = given.sealed_box(cast)

    with nothing_written():
        answer = door(cast.cashier).post(page_of(box), back_on="2026-11-01")

    form = answer.context["form"]
    assert form.non_field_errors() == ["交回日期 2026-11-01 已经过了。请填今天或今天以后的日期。"]
    assert form["back_on"].value() == "2026-11-01"


@pytest.mark.parametrize("typed", ["", "soon", "2026-02-30", "明天"])
def test_what_is_no_date_is_refused_at_every_door(cast, door, typed):
    box = given.sealed_box(cast)

    with nothing_written():
        page = door(cast.cashier).post(page_of(box), back_on=typed)
        api = door(cast.cashier).api_post(api_of(box), {"back_on": typed})

    assert (list(page.context["form"].errors), page.context["form"]["back_on"].value()) == (["back_on"], typed)
    assert api.status_code == 422


def test_the_api_hands_it_out_through_the_same_deed(cast, door):
    box = given.sealed_box(cast)

    answer = door(cast.cashier).api_post(api_of(box), TYPED)

    assert (answer.status_code, answer.json()["state"]) == (200, "handed_out")


def test_the_api_tells_the_refusal(cast, door):
    box = given.box(cast)

    answer = door(cast.cashier).api_post(api_of(box), TYPED)

    facts = {"state": "handed_out", "following": "handed_out"}
    assert refusal_of(answer) == (409, "moves.not_allowed", facts)
    assert answer.json()["detail"] == "现在是“在外面”，不能改成“在外面”。可能有人先办了，请刷新这一页看看。"


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door):
    box = given.sealed_box(cast)

    page = door(cast.secretary).get(page_of(box))

    assert why_not(page) == [CASHIERS, ORGANISERS]
    with nothing_written():
        assert answers(door(cast.secretary), page_of(box), api_of(box), typed=TYPED, body=TYPED) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door):
    box = given.sealed_box(cast)

    found = answers_to_strangers(cast, door, page_of(box), api_of(box), typed=TYPED, body=TYPED)

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_who_is_signed_out_signs_in_first(cast, door):
    box = given.sealed_box(cast)

    assert answers(door(None), page_of(box), api_of(box), typed=TYPED, body=TYPED) == SIGN_IN_FIRST


def test_the_log_has_the_deed_and_under_it_the_promise(cast):
    box = given.sealed_box(cast)

    with trail() as deeds:
        actions.hand_out_box(actor=cast.organiser, box=box, back_on=TOMORROW)

    assert deeds == ["campaigns.hand_out_box", "campaigns.hand_out_box > promises.open_promise"]
    facts = {"number": "QD-2026-001", "back_on": "2026-11-24"}
    assert last_facts("campaigns.hand_out_box") == (cast.organiser.ref, box.ref, facts)
