"""Handing in a count: by whom, once, blind, and with what numbers."""

import pytest
from django.urls import reverse

from gongjian.foundation.access import NotPermitted
from gongjian.modules.campaigns import actions, queries
from gongjian.modules.campaigns.models import CashBox, CashCount
from gongjian.rulebook.errors import RuleBroken
from tests import given
from tests.modules.told import (
    NO_POST,
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

TYPED = {"pieces_10000": "21"}
BODY = {"pieces": {"10000": 21}}
HANDED_OUT = "这只箱是你交出去的，要请别人来数。"


def page_of(box):
    return reverse("campaigns:submit_count", args=[box.pk])


def api_of(box):
    return f"/cash-boxes/{box.pk}/count"


def test_two_people_count_a_box_and_it_is_agreed(cast):
    box = given.box(cast)

    given.count(cast.committee, box)
    given.count(cast.school, box)

    assert queries.tally_of(box).agreed == given.RIGHT


def test_the_same_person_never_counts_twice(cast):
    box = given.box(cast)
    given.count(cast.committee, box)

    with pytest.raises(RuleBroken) as refusal:
        given.count(cast.committee, box)

    assert refusal.value.code == "cash.counted_already"
    assert CashCount.objects.count() == 1


def test_who_handed_the_box_out_does_not_count_it(cast):
    box = given.box(cast)

    with pytest.raises(NotPermitted) as refusal:
        given.count(cast.organiser, box)

    assert [str(reason) for reason in refusal.value.reasons] == ["这只箱是你交出去的，要请别人来数。"]


def test_two_of_one_organisation_may_count_until_the_alliance_decides_otherwise(cast):
    first, second = given.box(cast, seal="F-1"), given.box(cast, seal="F-2")
    given.count(cast.cashier, first)
    given.count(cast.colleague, first)
    given.decision_for_two_organisations(cast.alliance)
    given.count(cast.cashier, second)

    with pytest.raises(RuleBroken) as refusal:
        given.count(cast.colleague, second)

    assert refusal.value.code == "cash.same_organisation"
    assert queries.tally_of(first).agreed == given.RIGHT


def test_the_page_takes_a_count_and_shows_only_the_own_one(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box, given.SLIP)

    answer = door(cast.school).post(reverse("campaigns:submit_count", args=[box.pk]), pieces_10000="21", pieces_10="5")

    assert answer.status_code == 302
    assert CashCount.objects.get(counter=cast.school).total == 2100_50


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("-3", "20 元填了 -3，张数不能是负数。没有就填 0。"),
        ("3.5", "20 元填的不是整数。请填几张或几枚，只写数字，没有就填 0。"),
        ("三", "20 元填的不是整数。请填几张或几枚，只写数字，没有就填 0。"),
        ("13800138000", "20 元填了 13800138000 张，一只箱最多 9999 张。请看看是不是把金额填成了张数。"),
    ],
)
def test_an_impossible_number_is_told_beside_its_field_and_nothing_typed_is_lost(cast, door, typed, told):
    box = given.box(cast)

    answer = door(cast.committee).post(
        reverse("campaigns:submit_count", args=[box.pk]), pieces_2000=typed, pieces_10000="21"
    )

    form = answer.context["form"]
    assert form.errors["pieces_2000"] == [told]
    assert (form["pieces_2000"].value(), form["pieces_10000"].value()) == (typed, "21")
    assert CashCount.objects.count() == 0


def test_the_api_takes_the_same_count_through_the_same_deed(cast, door):
    box = given.box(cast)

    answer = door(cast.committee).api_post(f"/cash-boxes/{box.pk}/count", {"pieces": {"10000": 21}})

    assert (answer.status_code, answer.json()["total"]) == (200, 2100_00)


def test_a_third_person_at_the_same_time_is_told_that_two_are_in(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box)
    given.count(cast.school, box, given.SLIP)

    answer = door(cast.cashier).api_post(f"/cash-boxes/{box.pk}/count", {"pieces": {"10000": 21}})

    assert (answer.status_code, answer.json()["code"]) == (409, "cash.not_your_recount")


def test_a_sealed_box_is_not_counted(cast):
    box = given.sealed_box(cast)

    with pytest.raises(RuleBroken) as refusal:
        given.count(cast.committee, box)

    assert refusal.value.code == "moves.not_allowed"


def test_strangers_find_nothing(cast, door):
    box = given.box(cast)

    found = answers_to_strangers(cast, door, page_of(box), api_of(box), typed=TYPED, body=BODY)

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_who_is_signed_out_signs_in_first(cast, door):
    box = given.box(cast)

    assert answers(door(None), page_of(box), api_of(box), typed=TYPED, body=BODY) == SIGN_IN_FIRST


def test_the_page_says_to_who_handed_it_out_why_he_may_not(cast, door):
    box = given.box(cast)

    page = door(cast.organiser).get(page_of(box))

    assert why_not(page) == [HANDED_OUT]
    with nothing_written():
        assert answers(door(cast.organiser), page_of(box), api_of(box), typed=TYPED, body=BODY) == NOT_ALLOWED


@pytest.mark.parametrize("role", STRANGERS)
def test_nobody_without_a_post_today_counts(cast, role):
    box = given.box(cast)

    with not_permitted(NO_POST):
        given.count(person(cast, role), box)


@pytest.mark.parametrize("role", ["secretary", "cashier", "colleague", "committee", "school", "supervisor"])
def test_whoever_holds_a_post_today_may_count(cast, role):
    count = given.count(person(cast, role), given.box(cast))

    assert (count.counter, count.total, count.attempt, count.position) == (person(cast, role), 4386_50, 1, 1)


@pytest.mark.parametrize(
    ("given_box", "state"),
    [(given.sealed_box, "sealed"), (given.counted_box, "counted"), (given.banked_box, "banked")],
)
def test_only_a_box_that_is_out_is_counted(cast, given_box, state):
    box = given_box(cast)

    with rule_says("moves.not_allowed", state=state, following="counting"):
        given.count(cast.supervisor, box)


def test_an_empty_box_is_not_counted_any_more(cast):
    box = given.counted_box(cast, counted=given.cash_count({}))

    with rule_says("moves.not_allowed", state="empty", following="counting"):
        given.count(cast.supervisor, box)


@pytest.mark.parametrize(
    ("pieces", "refusal"),
    [
        ({"7": 1}, (409, "cash.unknown_denomination", {"denomination": 7})),
        ({"10": -1}, (409, "cash.negative_pieces", {"denomination": 10, "pieces": -1})),
        ({"10": 10**30}, (409, "cash.too_many_pieces", {"denomination": 10, "pieces": 10**30, "most": 9999})),
    ],
)
def test_the_api_tells_which_number_is_impossible(cast, door, pieces, refusal):
    box = given.box(cast)

    with nothing_written():
        answer = door(cast.committee).api_post(api_of(box), {"pieces": pieces})

    assert refusal_of(answer) == refusal


@pytest.mark.parametrize(
    "body", [{}, {"pieces": {"10": 1.5}}, {"pieces": {"ten": 1}}, {"pieces": [1]}, {"pieces": None}]
)
def test_the_api_takes_whole_numbers_by_denomination_only(cast, door, body):
    box = given.box(cast)

    with nothing_written():
        answer = door(cast.committee).api_post(api_of(box), body)

    assert answer.status_code == 422


def test_a_page_sent_empty_is_no_count(cast, door):
    box = given.box(cast)

    with nothing_written():
        answer = door(cast.committee).post(page_of(box))

    told = ["一格都没有填。箱子里真的没有钱，请至少在一格里填 0。"]
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (200, told)


def test_a_refused_count_says_why_and_keeps_what_was_typed(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box)

    with nothing_written():
        answer = door(cast.committee).post(page_of(box), pieces_10000="20")

    form = answer.context["form"]
    assert form.non_field_errors() == ["你已经交过这一次的数，不能再交。要由另一个人来数。"]
    assert form["pieces_10000"].value() == "20"


def test_the_log_knows_who_counted_but_not_what(cast):
    box = given.box(cast)

    with trail() as deeds:
        count = given.count(cast.committee, box)

    assert deeds == ["campaigns.submit_count"]
    facts = {"box": box.ref, "round": 1}
    assert last_facts("campaigns.submit_count") == (cast.committee.ref, count.ref, facts)


def test_an_agreed_box_takes_no_further_count(cast):
    box = given.box(cast)
    given.count(cast.committee, box)
    given.count(cast.school, box)

    with pytest.raises(RuleBroken) as refusal:
        given.count(cast.supervisor, box)

    assert refusal.value.code == "cash.agreed_already"
    assert actions.close_box(actor=cast.cashier, box=box).state == CashBox.State.COUNTED
