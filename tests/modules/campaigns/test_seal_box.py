"""Sealing a box: by whom, for which campaign, with a seal that is used once."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import CashBox
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

TYPED = {"place": "东口", "seal_number": "F-0131"}


def page_of(campaign):
    return reverse("campaigns:seal_box", args=[campaign.pk])


def api_of(campaign):
    return f"/campaigns/{campaign.pk}/cash-boxes"


def seal(actor, campaign, number="F-0131"):
    return actions.seal_box(actor=actor, campaign=campaign, place="东口", seal_number=number)


def test_a_sealed_box_has_a_number_of_its_own_and_is_not_out_yet(cast):
    campaign = given.campaign(cast)

    box = seal(cast.cashier, campaign)

    box.refresh_from_db()
    assert (box.number, box.place, box.seal_number, box.state) == ("QD-2026-001", "东口", "F-0131", "sealed")
    assert (box.campaign, box.alliance, box.sealed_by) == (campaign, cast.alliance, cast.cashier)
    assert (box.handed_out_by, box.entry_id, box.total, box.attempt) == (None, None, None, 1)


def test_boxes_are_numbered_through_in_each_alliance(cast):
    ours, theirs = given.campaign(cast), given.next_doors_campaign(cast)

    numbers = [seal(cast.cashier, ours, "F-1").number, seal(cast.cashier, ours, "F-2").number]

    assert numbers == ["QD-2026-001", "QD-2026-002"]
    assert seal(cast.neighbour, theirs, "F-1").number == "QD-2026-001"


def test_numbers_begin_anew_each_year(cast):
    campaign = given.campaign(cast)
    seal(cast.cashier, campaign, "F-1")

    with clock.set_to(given.NOON + timedelta(days=60)):
        box = seal(cast.cashier, campaign, "F-2")

    assert box.number == "QD-2027-001"


@pytest.mark.parametrize("role", ["cashier", "organiser"])
def test_the_cashier_or_the_organiser_seals(cast, role):
    box = seal(person(cast, role), given.campaign(cast))

    assert box.sealed_by == person(cast, role)


@pytest.mark.parametrize("role", ["secretary", "colleague", "committee", "supervisor", *STRANGERS])
def test_nobody_else_seals(cast, role):
    campaign = given.campaign(cast)

    with not_permitted(CASHIERS, ORGANISERS):
        seal(person(cast, role), campaign)


def test_a_seal_is_used_once(cast):
    one, another = given.campaign(cast), given.campaign(cast, code="another")
    seal(cast.cashier, one)

    with rule_says("campaigns.seal_used", seal_number="F-0131"):
        seal(cast.cashier, another)


def test_a_seal_of_a_finished_box_is_not_used_again(cast):
    campaign = given.banked_box(cast).campaign

    with rule_says("campaigns.seal_used", seal_number="F-0131"):
        seal(cast.cashier, campaign)


def test_a_box_is_sealed_on_the_campaigns_last_day_and_not_on_the_next(cast):
    lasts = given.campaign(cast, code="lasts", ended_on=given.TODAY)
    over = given.campaign(cast, code="over", ended_on=given.TODAY - timedelta(days=1))

    assert seal(cast.cashier, lasts).state == CashBox.State.SEALED
    with rule_says("campaigns.not_open"):
        seal(cast.cashier, over, "F-0132")


def test_the_page_seals_a_box(cast, door):
    campaign = given.campaign(cast)

    answer = door(cast.organiser).post(page_of(campaign), **TYPED)

    assert (answer.status_code, answer.url) == (302, reverse("campaigns:cash_boxes"))
    assert CashBox.objects.get().seal_number == "F-0131"


def test_a_refused_form_says_why_and_keeps_what_was_typed(cast, door):
    campaign = given.campaign(cast)
    seal(cast.cashier, campaign)

    with nothing_written():
        answer = door(cast.cashier).post(page_of(campaign), place="西口", seal_number="F-0131")

    form = answer.context["form"]
    assert form.non_field_errors() == ["封条号 F-0131 已经用过，不能再用。请换一张新封条，填新的号码。"]
    assert (form["place"].value(), form["seal_number"].value()) == ("西口", "F-0131")


@pytest.mark.parametrize("missing", ["place", "seal_number"])
def test_place_and_seal_are_both_needed(cast, door, missing):
    campaign, typed = given.campaign(cast), TYPED | {missing: " "}

    with nothing_written():
        page = door(cast.cashier).post(page_of(campaign), **typed)
        api = door(cast.cashier).api_post(api_of(campaign), TYPED | {missing: ""})

    assert list(page.context["form"].errors) == [missing]
    assert api.status_code == 422


@pytest.mark.parametrize("typed", [" F-0131 ", "F-0131\n", "\u3000F-0131"])
def test_spaces_around_a_seal_number_do_not_make_another_seal(cast, door, typed):
    campaign = given.campaign(cast)
    seal(cast.cashier, campaign)

    with nothing_written():
        answer = door(cast.cashier).api_post(api_of(campaign), TYPED | {"seal_number": typed})

    assert refusal_of(answer) == (409, "campaigns.seal_used", {"seal_number": "F-0131"})


def test_a_text_that_no_database_can_keep_is_refused(cast, door):
    campaign = given.campaign(cast)

    with nothing_written():
        answer = door(cast.cashier).api_post(api_of(campaign), TYPED | {"place": "东\x00口"})

    assert answer.status_code == 422


def test_the_api_seals_through_the_same_deed(cast, door):
    campaign = given.campaign(cast)

    answer = door(cast.cashier).api_post(api_of(campaign), TYPED)

    told = answer.json()
    assert (answer.status_code, told["number"], told["state"], told["total"]) == (200, "QD-2026-001", "sealed", None)


def test_the_api_tells_the_refusal(cast, door):
    campaign = given.campaign(cast)
    seal(cast.cashier, campaign)

    answer = door(cast.cashier).api_post(api_of(campaign), TYPED)

    assert refusal_of(answer) == (409, "campaigns.seal_used", {"seal_number": "F-0131"})


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door):
    campaign = given.campaign(cast)

    page = door(cast.committee).get(page_of(campaign))

    assert why_not(page) == [CASHIERS, ORGANISERS]
    with nothing_written():
        found = answers(door(cast.committee), page_of(campaign), api_of(campaign), typed=TYPED, body=TYPED)
    assert found == NOT_ALLOWED


def test_strangers_find_nothing(cast, door):
    campaign = given.campaign(cast)

    found = answers_to_strangers(cast, door, page_of(campaign), api_of(campaign), typed=TYPED, body=TYPED)

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_who_is_signed_out_signs_in_first(cast, door):
    campaign = given.campaign(cast)

    found = answers(door(None), page_of(campaign), api_of(campaign), typed=TYPED, body=TYPED)

    assert found == SIGN_IN_FIRST


def test_an_organiser_whose_post_has_ended_seals_no_more(cast):
    campaign = given.campaign(cast)
    cast.organiser.posts.update(ends_on=given.TODAY - timedelta(days=1))

    with not_permitted(CASHIERS, ORGANISERS):
        seal(cast.organiser, campaign)


def test_the_log_has_one_row(cast):
    campaign = given.campaign(cast)

    with trail() as deeds:
        box = seal(cast.cashier, campaign)

    assert deeds == ["campaigns.seal_box"]
    facts = {"number": "QD-2026-001", "seal_number": "F-0131"}
    assert last_facts("campaigns.seal_box") == (cast.cashier.ref, box.ref, facts)
