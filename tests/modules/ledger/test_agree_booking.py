"""Agreeing to what another asked for: by whom its kind says, who is never the one who asked; it is one entry then."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.actions import (
    agree_booking,
    agree_close,
    agree_reversal,
    ask_reversal,
    propose_close,
    refuse_booking,
    withdraw_booking,
)
from gongjian.modules.ledger.models import BookingRequest, JournalEntry
from gongjian.modules.members.models import Organisation, Post
from gongjian.rulebook import ledger
from tests import asking, given
from tests.asking import (
    HANDED,
    PAYMENT,
    asked,
)
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

SUPERVISORS = "这一步要由监督来办。"
RECEIVERS = "这一步要由接手的那个人来办。"
NOT_ONES_OWN = "是你提出来的，要由另一个人同意。"
WHOLE = given.RIGHT.total


@pytest.fixture
def payment(cast):
    """The cashier has asked to pay 120 yuan out of the bank."""
    return remembered("payment", lambda: asking.payment(cast))


@pytest.fixture
def paid(cast):
    """The secretary agreed to it."""
    return remembered("paid", lambda: asking.paid(cast))


def page_of(request):
    return reverse("ledger:agree_booking", args=[request.pk])


def api_of(request):
    return f"/bookings/{request.pk}/agree"


def lines(entry):
    """The lines of an entry: account, fund, whose hands, goods and amount."""
    return [
        (line.account, line.fund.name, line.custodian, line.goods and line.goods.name, line.amount)
        for line in entry.lines.order_by("position")
    ]


def test_it_is_one_entry_of_today_with_the_words_of_the_request(cast, payment):
    agreed = agree_booking(actor=cast.secretary, request=payment)

    fund = payment.fund.name
    assert (agreed.state, agreed.answered_by, agreed.answered_at) == ("booked", cast.secretary, given.NOON)
    assert lines(agreed.entry) == [("5101", fund, None, None, 120_00), ("1002", fund, None, None, -120_00)]
    entry = (agreed.entry.kind, agreed.entry.booked_on, agreed.entry.source, agreed.entry.memo.words)
    assert entry == ("paid", given.TODAY, payment.ref, "配镜")
    assert queries.first_broken(cast.alliance.pk) is None


@pytest.mark.parametrize("role", ["organiser", "committee", "supervisor", *STRANGERS])
def test_only_the_secretary_agrees_to_a_payment(cast, payment, role):
    with not_permitted(SECRETARYS):
        agree_booking(actor=person(cast, role), request=payment)


def test_the_cashier_who_asked_does_not_agree(cast, payment):
    with not_permitted(SECRETARYS, NOT_ONES_OWN):
        agree_booking(actor=cast.cashier, request=payment)


def test_nobody_agrees_with_himself_whatever_posts_he_holds(cast, payment):
    branch = Organisation.objects.get(name="眼镜街党总支")
    both = {"alliance": cast.alliance, "person": cast.cashier, "organisation": branch, "begins_on": given.TODAY}
    Post.objects.create(kind=given.kind(cast, "secretary"), **both)

    with not_permitted(NOT_ONES_OWN):
        agree_booking(actor=cast.cashier, request=payment)


def test_of_two_requests_for_the_last_yuan_only_one_is_entered(cast):
    fund = asking.money_in_the_bank(cast)
    first, second = (asked(cast, fund, PAYMENT | {"amount": WHOLE}) for _time in range(2))
    agree_booking(actor=cast.secretary, request=first)

    with rule_says("ledger.not_enough", held=0, missing=WHOLE):
        agree_booking(actor=cast.secretary, request=second)


@pytest.mark.parametrize(
    "first",
    [
        lambda cast, request: agree_booking(actor=cast.secretary, request=request),
        lambda cast, request: refuse_booking(actor=cast.secretary, request=request, reason="少一张发票"),
        lambda cast, request: withdraw_booking(actor=cast.cashier, request=request),
    ],
)
def test_it_is_answered_once(cast, payment, first):
    state = first(cast, payment).state

    with rule_says("moves.not_allowed", state=state, following="booked"):
        agree_booking(actor=cast.secretary, request=payment)


def test_it_is_entered_on_the_day_of_the_answer(cast, payment):
    with clock.set_to(given.NOON + timedelta(days=3)):
        entry = agree_booking(actor=cast.secretary, request=payment).entry

    assert entry.booked_on == given.TODAY + timedelta(days=3)


def test_a_request_outlives_the_closing_of_its_month(cast, payment):
    with clock.set_to(given.NOON + timedelta(days=8)):
        agree_close(
            actor=cast.supervisor,
            period=propose_close(actor=cast.cashier, alliance=cast.alliance, month="2026-11"),
        )
        entry = agree_booking(actor=cast.secretary, request=payment).entry

    assert (entry.booked_on.month, entry.voucher) == (12, "2026-0003")


def test_it_can_be_reversed_like_any_other_entry(cast, paid):
    reversal = ask_reversal(actor=cast.cashier, entry=paid.entry, reason="付错了")
    agree_reversal(actor=cast.secretary, reversal=reversal)

    held = queries.held_in([str(paid.fund_id)])
    assert held[ledger.Place(ledger.BANK, str(paid.fund_id))] == WHOLE


def test_the_page_shows_what_was_asked_for_and_books_it(cast, door, payment):
    shown = door(cast.secretary).get(page_of(payment))
    answer = door(cast.secretary).post(page_of(payment))

    assert (shown.context["row"].asked_by, shown.context["why_not"]) == ("钱小清", [])
    assert (answer.status_code, answer.url) == (302, reverse("ledger:booking", args=[payment.pk]))
    assert BookingRequest.objects.get().state == "booked"


def test_a_refused_page_says_why(cast, door, payment):
    fund = payment.fund
    agree_booking(actor=cast.secretary, request=asked(cast, fund, PAYMENT | {"amount": WHOLE}))

    with nothing_written():
        answer = door(cast.secretary).post(page_of(payment))

    told = ["钱不够：现在只有 0.00 元，还差 120.00 元。请先核对是不是已经支出或存入银行。"]
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (200, told)


def test_the_page_of_the_request_says_where_it_stands(cast, door, paid):
    shown = door(cast.committee).get(reverse("ledger:booking", args=[paid.pk]))
    voucher = door(cast.committee).get(reverse("ledger:entry", args=[paid.entry_id]))

    assert (shown.status_code, shown.context["row"].answered_by) == (200, "舒大方")
    assert [name in voucher.content.decode() for name in ("钱小清", "舒大方")] == [True, True]


def test_it_lies_on_the_desk_of_whoever_has_to_agree_and_of_nobody_else(cast, door, payment):
    desks = {
        role: page_of(payment) in door(person(cast, role)).get(reverse("desk:desk")).content.decode()
        for role in ("secretary", "cashier", "supervisor", "committee")
    }

    assert desks == {"secretary": True, "cashier": False, "supervisor": False, "committee": False}


def test_the_menu_counts_it_for_whoever_takes_it_over(cast, door):
    other = asking.second_cashier(cast)
    request = asking.handed_over(cast, other)

    assert page_of(request) in door(other).get(reverse("desk:desk")).content.decode()


def test_the_list_shows_every_request_to_everybody_who_takes_part(cast, door, paid):
    asked(cast, paid.fund, HANDED | PAYMENT)
    shown = door(cast.committee).get(reverse("ledger:bookings"))

    assert [(row.request.state, row.asked_by, row.answered_by) for row in shown.context["rows"]] == [
        ("requested", "钱小清", ""),
        ("booked", "钱小清", "舒大方"),
    ]


def test_the_api_agrees_through_the_same_deed(cast, door, payment):
    answer = door(cast.secretary).api_post(api_of(payment))

    assert (answer.status_code, answer.json()["state"]) == (200, "booked")
    assert answer.json()["entry_id"] == str(JournalEntry.objects.latest("number").pk)
    assert refusal_of(door(cast.secretary).api_post(api_of(payment))) == (
        409,
        "moves.not_allowed",
        {"state": "booked", "following": "booked"},
    )


def test_whoever_may_not_reads_why(cast, door, payment):
    visitor = door(cast.committee)

    assert answers(visitor, page_of(payment), api_of(payment), typed={}) == NOT_ALLOWED
    assert why_not(visitor.get(page_of(payment))) == [SECRETARYS]


def test_strangers_find_nothing(cast, door, payment):
    found = answers_to_strangers(cast, door, page_of(payment), api_of(payment), typed={})

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_nobody_agrees_without_signing_in(door, payment):
    with nothing_written():
        assert answers(door(None), page_of(payment), api_of(payment), typed={}) == SIGN_IN_FIRST


def test_the_log_says_who_agreed(cast, payment):
    with trail() as deeds:
        agree_booking(actor=cast.secretary, request=payment)

    assert deeds == ["ledger.agree_booking", "ledger.agree_booking > ledger.post_entry"]
    assert last_facts("ledger.agree_booking") == (cast.secretary.ref, payment.ref, {"number": 3})
