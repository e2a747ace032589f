"""The form on which something is asked for: only what is open is asked, and nothing typed is lost."""

import pytest
from django.urls import reverse

from gongjian.modules.ledger.actions import agree_booking
from gongjian.modules.ledger.models import BookingRequest
from tests import asking, given
from tests.asking import QUILTS, SENT, asked
from tests.harness.remembered import remembered
from tests.modules.told import nothing_written

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


def test_the_page_asks_only_what_is_open(cast, door, fund):
    asking.quilts(cast)
    asking.second_cashier(cast)
    shown = {
        kind: list(door(cast.cashier).get(page(kind)).context["form"].fields)
        for kind in ("paid", "income_received", "allocated", "cash_handed", "cash_sent", "cash_arrived", "goods_given")
    }

    assert shown == {
        "paid": ["fund", "from_account", "amount", "to_account", "words", "document"],
        "income_received": ["fund", "amount", "to_account", "words", "document"],
        "allocated": ["fund", "from_account", "amount", "to_fund", "words", "document"],
        "cash_handed": ["fund", "amount", "receiver", "words", "document"],
        "cash_sent": ["fund", "amount", "words", "document"],
        "cash_arrived": ["fund", "amount", "words", "document"],
        "goods_given": ["fund", "goods", "amount", "words", "document"],
    }


def test_the_page_shows_what_there_is_to_give(cast, door, fund):
    asking.interest(cast, fund, 1_00)

    held = [(one.fund.name, one.place, one.amount) for one in door(cast.cashier).get(page()).context["held"]]

    assert held == [(fund.name, "银行存款", WHOLE + 1_00)]


def test_what_is_in_others_hands_is_not_offered_as_ones_own(cast, door, cash):
    other = asking.second_cashier(cast)

    offered = {
        person: [one.amount for one in door(person).get(page("cash_handed")).context["held"]]
        for person in (cast.cashier, other)
    }

    assert offered == {cast.cashier: [WHOLE], other: []}


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("cash_handed", "fund"),
        ("goods_received", "goods"),
        ("goods_given", "fund"),
        ("allocated", "fund"),
        ("income_received", ""),
        ("paid", ""),
    ],
)
def test_where_there_is_nothing_to_choose_the_page_says_what_to_do_first(cast, door, fund, kind, missing):
    shown = door(cast.cashier).get(page(kind))

    assert (shown.status_code, shown.context["missing"]) == (200, missing)


def test_cash_that_nobody_can_take_over_is_not_handed_over(cast, door, cash):
    assert door(cast.cashier).get(page("cash_handed")).context["missing"] == "receiver"


def test_the_page_asks(cast, door, fund):
    answer = door(cast.cashier).post(page(), **form(fund, amount="1,200.5 元"))

    request = BookingRequest.objects.get()
    assert (answer.status_code, answer.url) == (302, reverse("ledger:bookings"))
    assert (request.amount, request.kind, request.from_account, request.to_account) == (1200_50, "paid", "1002", "5101")


def test_every_kind_of_thing_can_be_asked_for_on_its_page(cast, door, cash):
    quilts, other, free = asking.quilts(cast), asking.second_cashier(cast), asking.free_fund(cast)
    asking.interest(cast, free)
    agree_booking(actor=cast.supervisor, request=asked(cast, cash, QUILTS, goods_id=quilts.pk))
    agree_booking(actor=cast.supervisor, request=asked(cast, cash, SENT))
    plain = {"fund": str(cash.pk), "amount": "3", "words": "话", "document": ""}
    before = BookingRequest.objects.count()
    typed = {
        "paid": plain | {"from_account": "1001", "to_account": "5101"},
        "income_received": plain | {"to_account": "1001"},
        "allocated": plain | {"fund": str(free.pk), "from_account": "1002", "to_fund": str(cash.pk)},
        "cash_handed": plain | {"receiver": str(other.pk)},
        "cash_banked": plain,
        "cash_sent": plain,
        "cash_arrived": plain,
        "goods_received": plain | {"goods": str(quilts.pk)},
        "goods_given": plain | {"goods": str(quilts.pk)},
        "goods_handed": plain | {"goods": str(quilts.pk), "receiver": str(other.pk)},
    }

    said = {kind: door(cast.cashier).post(page(kind), **told).status_code for kind, told in typed.items()}

    assert said == dict.fromkeys(typed, 302)
    found = BookingRequest.objects.order_by("pk")[before:]
    assert [(one.kind, one.amount) for one in found] == [
        (kind, 3 if kind.startswith("goods") else 3_00) for kind in typed
    ]


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"amount": "2.9万"}, "amount", "看不懂这个金额。请只写数字，单位是元，最多两位小数，例如 1234.50。"),
        ({"amount": "0"}, "amount", "金额是 0 元。请填一个大于 0 的数。"),
        ({"amount": ""}, "amount", "还没有填。请填了再提。"),
        ({"words": ""}, "words", "还没有填。请填了再提。"),
        ({"fund": ""}, "fund", "还没有选。请选一项再提。"),
        ({"to_account": "1002"}, "to_account", None),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost(cast, door, fund, typed, field, told):
    with nothing_written():
        answer = door(cast.cashier).post(page(), **form(fund, **typed))

    errors = answer.context["form"].errors
    assert (answer.status_code, list(errors)) == (200, [field])
    assert told is None or errors[field] == [told]
    kept = {name: answer.context["form"][name].value() for name in form(fund)}
    assert kept == form(fund, **typed)
