"""Asking to have something entered: by the cashier, of what there is; the books stay as they are until one agrees."""

from uuid import uuid4

import pytest
from django.urls import reverse

from gongjian.modules.ledger.actions import ask_booking
from gongjian.modules.ledger.models import BookingRequest, Fund, JournalEntry
from gongjian.rulebook import ledger
from gongjian.rulebook.ledger import EntryKind
from tests import asking, given
from tests.asking import HANDED, INTEREST, PAYMENT, QUILTS, asked
from tests.harness.remembered import remembered
from tests.modules.told import (
    CASHIERS,
    NOT_ALLOWED,
    SIGN_IN_FIRST,
    STRANGERS,
    answers,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    refusal_of,
    rule_says,
    trail,
    why_not,
)

API = "/bookings"
WHOLE = given.RIGHT.total


def page(kind="paid"):
    return reverse("ledger:ask_booking", args=[kind])


@pytest.fixture
def fund(cast):
    """The fund of a campaign, with money in the bank."""
    return remembered("fund", lambda: asking.money_in_the_bank(cast))


@pytest.fixture
def cash(cast):
    """The fund of a campaign, with money in the cashier's hands."""
    return remembered("cash", lambda: asking.money_in_hand(cast))


def form(chosen, **typed):
    told = {
        "fund": str(chosen.pk),
        "amount": "120",
        "from_account": "1002",
        "to_account": "5101",
        "words": "配镜的镜片",
        "document": "",
    }
    return told | typed


def body(fund, **told):
    return {
        "kind": "paid",
        "fund_id": str(fund.pk),
        "amount": 120_00,
        "from_account": "1002",
        "to_account": "5101",
        "words": "配镜的镜片",
    } | told


def test_it_waits_for_the_secretary_and_the_books_stay(cast, fund):
    request = asked(cast, fund, PAYMENT, document="发票 0231")

    assert (request.state, request.asked_by, request.asked_at) == ("requested", cast.cashier, given.NOON)
    assert (request.amount, request.document, request.entry, request.answered_by) == (120_00, "发票 0231", None, None)
    assert JournalEntry.objects.count() == 2


@pytest.mark.parametrize("role", ["secretary", "organiser", "committee", "supervisor", *STRANGERS])
def test_only_the_cashier_asks(cast, fund, role):
    with not_permitted(CASHIERS):
        ask_booking(actor=person(cast, role), fund=fund, wanted=asking.Wanted(**PAYMENT))


def test_what_is_not_there_is_not_asked_for(cast, fund):
    with rule_says("ledger.not_enough", held=WHOLE, missing=1):
        asked(cast, fund, PAYMENT | {"amount": WHOLE + 1})


def test_the_last_fen_can_be_asked_for(cast, fund):
    assert asked(cast, fund, PAYMENT | {"amount": WHOLE}).amount == WHOLE


def test_nobody_pays_out_of_another_persons_hands(cast, cash):
    other = asking.second_cashier(cast)

    with rule_says("ledger.not_enough", held=0, missing=120_00):
        ask_booking(actor=other, fund=cash, wanted=asking.Wanted(**PAYMENT | {"from_account": ledger.CASH}))


def test_money_for_a_purpose_pays_no_running_costs(cast, fund):
    with rule_says("bookings.purpose_only"):
        asked(cast, fund, PAYMENT | {"to_account": ledger.RUNNING_COSTS})


def test_money_for_a_purpose_is_not_set_aside_for_another(cast, fund):
    other = given.campaign(cast, code="another").fund

    with rule_says("bookings.restricted_stays"):
        asked(cast, fund, asking.ALLOCATION, to_fund=other)


def test_a_payment_does_not_leave_one_fund_and_arrive_in_another(cast, fund):
    other = asking.free_fund(cast)

    with rule_says("bookings.no_way"):
        asked(cast, fund, PAYMENT, to_fund=other)


@pytest.mark.parametrize("kind", [EntryKind.CASH_COUNTED, EntryKind.REVERSAL])
def test_what_has_a_deed_of_its_own_is_not_asked_for_here(cast, fund, kind):
    with rule_says("bookings.no_way"):
        asked(cast, fund, PAYMENT | {"kind": kind})


def test_cash_is_handed_over_to_somebody_who_keeps_cash(cast, cash):
    other = asking.second_cashier(cast)

    assert asked(cast, cash, HANDED, receiver_id=other.pk).receiver_id == other.pk


@pytest.mark.parametrize("role", ["secretary", "supervisor", "colleague", "neighbour", "former_cashier"])
def test_nobody_else_takes_cash_over(cast, cash, role):
    with rule_says("ledger.keeps_no_cash"):
        asked(cast, cash, HANDED, receiver_id=person(cast, role).pk)


@pytest.mark.parametrize("receiver", [None, "cashier"])
def test_cash_is_not_handed_over_to_oneself(cast, cash, receiver):
    to = {"receiver_id": person(cast, receiver).pk} if receiver else {}

    with rule_says("bookings.to_oneself"):
        asked(cast, cash, HANDED, **to)


def test_income_does_not_come_into_another_persons_hands(cast, fund):
    other = asking.second_cashier(cast)

    with rule_says("bookings.no_way"):
        asked(cast, fund, INTEREST | {"to_account": ledger.CASH}, receiver_id=other.pk)


def test_goods_are_not_paid_out_of_the_bank(cast, fund):
    quilts = asking.quilts(cast)

    with rule_says("ledger.wrong_account"):
        asked(cast, fund, PAYMENT, goods_id=quilts.pk)


def test_goods_are_asked_for_in_pieces(cast, fund):
    request = asked(cast, fund, QUILTS, goods_id=asking.quilts(cast).pk)

    assert (request.amount, request.goods.unit) == (20, "条")


def test_what_a_rule_refuses_is_told_in_the_form(cast, door, fund):
    with nothing_written():
        answer = door(cast.cashier).post(page(), **form(fund, amount="5000"))

    told = ["钱不够：现在只有 4,386.50 元，还差 613.50 元。请先核对是不是已经支出或存入银行。"]
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (200, told)


def test_a_kind_that_nobody_knows_has_no_page(cast, door):
    assert [door(cast.cashier).get(page(kind)).status_code for kind in ("reversal", "gift")] == [404, 404]


def test_the_api_asks_through_the_same_deed(cast, door, fund):
    answer = door(cast.cashier).api_post(API, body(fund))

    assert (answer.status_code, answer.json()["state"], answer.json()["amount"]) == (200, "requested", 120_00)
    assert refusal_of(door(cast.cashier).api_post(API, body(fund, amount=WHOLE + 1))) == (
        409,
        "ledger.not_enough",
        {"held": WHOLE, "missing": 1},
    )


@pytest.mark.parametrize("told", [{"kind": "gift"}, {"amount": 0}, {"words": ""}, {"fund_id": "x"}])
def test_the_api_says_what_is_malformed(cast, door, fund, told):
    with nothing_written():
        assert door(cast.cashier).api_post(API, body(fund, **told)).status_code == 422


def test_the_api_knows_no_fund_of_another_alliance(cast, door, fund):
    theirs = given.next_doors_counted_box(cast).campaign.fund

    with nothing_written():
        told = [{"fund_id": str(theirs.pk)}, {"to_fund_id": str(theirs.pk)}]
        assert [door(cast.cashier).api_post(API, body(fund, **one)).status_code for one in told] == [404, 404]


def test_the_lists_of_the_api_show_ones_own_alliance(cast, door, fund):
    asking.quilts(cast)
    given.next_doors_counted_box(cast)
    reader = door(cast.committee)

    assert [one["name"] for one in reader.api_get("/funds").json()] == list(
        Fund.objects.filter(alliance=cast.alliance).values_list("name", flat=True)
    )
    assert [one["name"] for one in reader.api_get("/goods").json()] == ["被子"]
    assert reader.api_get("/bookings").json() == []


def test_whoever_may_not_reads_why(cast, door, fund):
    visitor = door(cast.organiser)

    assert answers(visitor, page(), API, typed=form(fund), body=body(fund)) == NOT_ALLOWED
    assert why_not(visitor.get(page())) == [CASHIERS]


def test_strangers_find_nothing_and_the_neighbour_only_her_own_funds(cast, door, fund):
    with nothing_written():
        told = {
            role: answers(door(person(cast, role)), page(), API, typed=form(fund), body=body(fund))
            for role in STRANGERS
        }

    assert told == {**dict.fromkeys(STRANGERS, (404, 404, 404)), "neighbour": (200, 200, 404)}


def test_nobody_asks_without_signing_in(door, fund):
    with nothing_written():
        assert answers(door(None), page(), API, typed=form(fund), body=body(fund)) == SIGN_IN_FIRST


def test_the_log_says_who_asked_for_what(cast, fund):
    with trail() as deeds:
        request = asked(cast, fund, PAYMENT)

    assert deeds == ["ledger.ask_booking"]
    assert last_facts("ledger.ask_booking") == (cast.cashier.ref, request.ref, {"kind": "paid", "amount": 120_00})


def test_the_same_form_sent_twice_asks_once(cast, door, fund):
    visitor, key = door(cast.cashier), str(uuid4())

    assert [visitor.post(page(), key, **form(fund)).status_code for _time in range(2)] == [302, 302]
    assert BookingRequest.objects.count() == 1
