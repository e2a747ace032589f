"""One key, one effect: whoever sends the same again gets the same answer, and whoever sends something else is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.access import NotPermitted
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.idempotency.deed import deed, record, under_key
from gongjian.foundation.idempotency.models import UsedKey
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import CashBox
from gongjian.modules.ledger.models import Fund
from gongjian.rulebook.errors import RuleBroken
from tests import given

TYPED = {"place": "东口", "seal_number": "F-0131"}
KEY_MISSING = "这张表没有带一次性编号，什么都没有记。请重新打开这一页再填。"
OTHER_BODY = "这张表已经交过一次，这次的内容和上次不一样，没有再记。请重新打开这一页看看现在的情况。"


@pytest.fixture
def campaign(cast):
    """A collection to seal boxes for."""
    return given.campaign(cast)


@pytest.fixture
def key():
    """A new one-time key."""
    return str(uuid4())


def page_of(campaign):
    return reverse("campaigns:seal_box", args=[campaign.pk])


def api_of(campaign):
    return f"/campaigns/{campaign.pk}/cash-boxes"


def seals():
    return list(CashBox.objects.order_by("number").values_list("seal_number", flat=True))


def test_the_same_form_sent_twice_has_one_effect_and_the_same_answer(cast, door, campaign, key):
    cashier = door(cast.cashier)

    answers = [cashier.post(page_of(campaign), key=key, **TYPED) for _time in range(2)]

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, reverse("campaigns:cash_boxes"))] * 2
    assert (seals(), AuditEntry.objects.filter(deed="campaigns.seal_box").count()) == (["F-0131"], 1)


def test_the_same_call_sent_twice_has_one_effect_and_the_same_answer(cast, door, campaign, key):
    first, again = (door(cast.cashier).api_post(api_of(campaign), TYPED, key=key) for _time in range(2))

    assert (first.status_code, again.status_code, again.json(), seals()) == (200, 200, first.json(), ["F-0131"])


def test_a_lost_answer_is_fetched_through_the_other_door(cast, door, campaign, key):
    door(cast.cashier).api_post(api_of(campaign), TYPED, key=key)

    answer = door(cast.cashier).post(page_of(campaign), key=key, **TYPED)

    assert (answer.status_code, seals()) == (302, ["F-0131"])


def test_the_stored_answer_is_the_record_as_it_is_now(cast, door, campaign, key):
    door(cast.cashier).api_post(api_of(campaign), TYPED, key=key)
    actions.hand_out_box(actor=cast.cashier, box=CashBox.objects.get(), back_on=given.TODAY)

    answer = door(cast.cashier).api_post(api_of(campaign), TYPED, key=key)

    assert (answer.status_code, answer.json()["state"]) == (200, "handed_out")


def test_the_same_key_with_another_body_is_refused(cast, door, campaign, key):
    cashier, other = door(cast.cashier), TYPED | {"seal_number": "F-0132"}
    cashier.api_post(api_of(campaign), TYPED, key=key)

    api = cashier.api_post(api_of(campaign), other, key=key)
    page = cashier.post(page_of(campaign), key=key, **other)

    assert (api.status_code, api.json()) == (
        422,
        {"code": "idempotency.other_body", "facts": {}, "detail": OTHER_BODY},
    )
    assert (page.status_code, page.context["form"].non_field_errors()) == (200, [OTHER_BODY])
    assert (page.context["form"]["seal_number"].value(), seals()) == ("F-0132", ["F-0131"])


def test_the_same_key_for_another_deed_is_refused(cast, door, campaign, key):
    box = given.sealed_box(cast, campaign)
    door(cast.cashier).api_post(api_of(campaign), TYPED | {"seal_number": "F-0132"}, key=key)

    answer = door(cast.cashier).api_post(f"/cash-boxes/{box.pk}/hand-out", {"back_on": "2026-11-24"}, key=key)

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency.other_body")


def test_the_same_key_of_another_person_is_refused(cast, door, campaign, key):
    door(cast.cashier).api_post(api_of(campaign), TYPED, key=key)

    answer = door(cast.organiser).api_post(api_of(campaign), TYPED, key=key)

    assert (answer.status_code, answer.json()["code"], seals()) == (422, "idempotency.other_body", ["F-0131"])


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": ""}, {"Idempotency-Key": "seven"}])
def test_a_call_without_a_key_is_refused(cast, door, campaign, headers):
    told = door(cast.cashier).headers | headers

    answer = Client().post(f"/api{api_of(campaign)}", TYPED, content_type="application/json", headers=told)

    assert (answer.status_code, answer.json()) == (
        400,
        {"code": "idempotency.key_missing", "facts": {}, "detail": KEY_MISSING},
    )
    assert seals() == []


@pytest.mark.parametrize("typed", [{}, {"one_time_key": ""}, {"one_time_key": "seven"}])
def test_a_form_without_a_key_is_refused_and_keeps_what_was_typed(cast, door, campaign, typed):
    answer = door(cast.cashier).pages.post(page_of(campaign), TYPED | typed)

    form = answer.context["form"]
    assert (answer.status_code, form.non_field_errors(), seals()) == (200, [KEY_MISSING], [])
    assert form["seal_number"].value() == "F-0131"


def test_a_key_in_the_address_is_no_key(cast, door, campaign, key):
    answer = door(cast.cashier).pages.post(f"{page_of(campaign)}?one_time_key={key}", TYPED)

    assert (answer.context["form"].non_field_errors(), seals()) == ([KEY_MISSING], [])


def test_a_page_that_is_opened_needs_no_key_and_uses_none(cast, door, campaign):
    answer = door(cast.cashier).get(page_of(campaign))

    assert (answer.status_code, UsedKey.objects.count()) == (200, 0)


def test_a_rule_that_says_no_does_not_use_the_key_up(cast, door, campaign, key):
    given.sealed_box(cast, campaign, seal="F-0131")
    cashier = door(cast.cashier)

    refused = cashier.post(page_of(campaign), key=key, **TYPED)
    done = cashier.post(page_of(campaign), key=key, **TYPED | {"seal_number": "F-0132"})

    assert (refused.status_code, done.status_code, seals()) == (200, 302, ["F-0131", "F-0132"])


def test_who_may_not_does_not_use_the_key_up(cast, door, campaign, key):
    refused = door(cast.secretary).api_post(api_of(campaign), TYPED, key=key)

    done = door(cast.cashier).api_post(api_of(campaign), TYPED, key=key)

    assert (refused.status_code, done.status_code) == (403, 200)


def test_a_failure_leaves_neither_rows_nor_the_key(cast, key):
    @deed("tests.fail")
    def fail(*, actor, alliance):
        Fund.objects.create(alliance=alliance, code="half", name="办了一半")
        record(actor, "tests.fail", alliance)
        raise ZeroDivisionError

    before = AuditEntry.objects.count()
    with pytest.raises(ZeroDivisionError), under_key(key, asked_for=True):
        fail(actor=cast.cashier, alliance=cast.alliance)

    assert (Fund.objects.count(), UsedKey.objects.count(), AuditEntry.objects.count()) == (0, 0, before)


def test_a_deed_within_a_deed_shares_the_key_and_the_answer_is_the_outer_ones(cast, key):
    box = given.box(cast)
    given.count(cast.committee, box)
    given.count(cast.school, box)

    with under_key(key, asked_for=True):
        actions.close_box(actor=cast.cashier, box=box)

    used = UsedKey.objects.get()
    assert (used.alliance, str(used.key), used.result, used.used_at) == (cast.alliance, key, box.ref, given.NOON)


def test_a_deed_after_a_failed_one_is_an_outermost_one_again(cast):
    box = given.box(cast)
    with pytest.raises(NotPermitted):
        actions.close_box(actor=cast.secretary, box=box)

    given.count(cast.committee, box)

    assert AuditEntry.objects.latest("number").under is None


def test_one_key_does_not_clash_with_that_of_another_alliance(cast, door, campaign, key):
    theirs = given.next_doors_campaign(cast)

    answers = [
        door(cast.cashier).api_post(api_of(campaign), TYPED, key=key),
        door(cast.neighbour).api_post(api_of(theirs), TYPED, key=key),
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert sorted(UsedKey.objects.values_list("alliance__slug", flat=True)) == ["next-door", "street"]


def test_an_old_key_is_not_used_again(cast, door, campaign, key):
    door(cast.cashier).api_post(api_of(campaign), TYPED, key=key)

    with clock.set_to(given.NOON + timedelta(days=400)):
        answer = door(cast.cashier).api_post(api_of(campaign), TYPED, key=key)

    assert (answer.status_code, seals()) == (200, ["F-0131"])


def test_the_program_itself_needs_no_key(cast):
    fund = given.campaign(cast).fund

    assert (fund.code, UsedKey.objects.count()) == ("yirijuan", 0)


def test_where_a_key_is_asked_for_a_deed_without_one_is_refused(cast):
    with pytest.raises(RuleBroken) as refusal, under_key(None, asked_for=True):
        given.campaign(cast)

    assert (refusal.value.code, Fund.objects.count()) == ("idempotency.key_missing", 0)
