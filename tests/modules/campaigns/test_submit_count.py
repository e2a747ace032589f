"""Handing in a count: by whom, once, blind, and with what numbers."""

import pytest
from django.urls import reverse

from gongjian.foundation.access import NotPermitted
from gongjian.modules.campaigns import actions, queries
from gongjian.modules.campaigns.models import CashBox, CashCount
from gongjian.rulebook.errors import RuleBroken
from tests import given


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


def test_a_recount_asks_the_same_two_and_only_what_differs(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box)
    given.count(cast.school, box, given.SLIP)

    page = door(cast.school).get(reverse("campaigns:submit_count", args=[box.pk]))
    given.count(cast.committee, box)
    door(cast.school).post(reverse("campaigns:submit_count", args=[box.pk]), pieces_2000="34")

    assert list(page.context["form"].fields) == ["pieces_2000"]
    assert queries.tally_of(box).agreed == given.RIGHT


def test_after_two_failures_only_a_supervisor_counts_and_his_word_with_one_of_them_decides(cast):
    box = given.box(cast)
    for person, counted in ((cast.committee, given.RIGHT), (cast.school, given.SLIP)) * 2:
        given.count(person, box, counted)

    with pytest.raises(NotPermitted):
        given.count(cast.cashier, box)
    given.count(cast.supervisor, box, given.SLIP)

    assert queries.tally_of(box).agreed == given.SLIP


def test_a_third_count_that_agrees_with_nobody_asks_for_another_supervisor(cast):
    box = given.box(cast)
    for person, counted in ((cast.committee, given.RIGHT), (cast.school, given.SLIP)) * 2:
        given.count(person, box, counted)
    given.count(cast.supervisor, box, given.cash_count({}))

    assert queries.tally_of(box).agreed is None
    given.count(cast.second_supervisor, box)

    assert queries.tally_of(box).agreed == given.RIGHT


def test_a_count_of_another_alliances_box_is_not_found(cast, door):
    box = given.box(cast)

    page = door(cast.neighbour).post(reverse("campaigns:submit_count", args=[box.pk]), pieces_10000="1")
    api = door(cast.neighbour).api_post(f"/cash-boxes/{box.pk}/count", {"pieces": {"10000": 1}})

    assert (page.status_code, api.status_code) == (404, 404)


def test_the_log_knows_who_counted_but_not_what(cast):
    box = given.box(cast)

    given.count(cast.committee, box)

    from gongjian.foundation.audit.models import AuditEntry  # noqa: PLC0415  read only here

    entry = AuditEntry.objects.get(deed="campaigns.submit_count")
    assert (entry.actor, entry.facts) == (cast.committee.ref, {"box": box.ref, "round": 1})


def test_an_agreed_box_takes_no_further_count(cast):
    box = given.box(cast)
    given.count(cast.committee, box)
    given.count(cast.school, box)

    with pytest.raises(RuleBroken) as refusal:
        given.count(cast.supervisor, box)

    assert refusal.value.code == "cash.agreed_already"
    assert actions.close_box(actor=cast.cashier, box=box).state == CashBox.State.COUNTED
