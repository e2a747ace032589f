"""Not agreeing to what another asked for: a reason is given, the books stay, and whoever asked hears of it."""

import pytest
from django.urls import reverse

from gongjian.foundation.notices.models import Notice
from gongjian.modules.ledger.actions import agree_booking, refuse_booking
from gongjian.modules.ledger.models import JournalEntry
from tests import asking, given
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
    rule_says,
    trail,
)

NOT_ONES_OWN = "是你提出来的，要由另一个人同意。"
WHY = {"reason": "发票上的金额不一样"}


@pytest.fixture
def payment(cast):
    """The cashier has asked to pay 120 yuan out of the bank."""
    return remembered("payment", lambda: asking.payment(cast))


def page_of(request):
    return reverse("ledger:refuse_booking", args=[request.pk])


def api_of(request):
    return f"/bookings/{request.pk}/refuse"


def test_the_books_stay_as_they_are_and_the_reason_is_kept(cast, payment):
    refused = refuse_booking(actor=cast.secretary, request=payment, **WHY)

    assert (refused.state, refused.reason, refused.entry) == ("turned_down", WHY["reason"], None)
    assert (refused.answered_by, refused.answered_at) == (cast.secretary, given.NOON)
    assert JournalEntry.objects.count() == 2


def test_whoever_asked_hears_of_it_and_nobody_else(cast, payment):
    before = set(Notice.objects.values_list("pk", flat=True))
    refuse_booking(actor=cast.secretary, request=payment, **WHY)

    told = Notice.objects.exclude(pk__in=before)
    page = reverse("ledger:booking", args=[payment.pk])
    assert [(one.to, one.words, one.url) for one in told] == [(cast.cashier, "ledger.turned_down", page)]


@pytest.mark.parametrize("role", ["organiser", "committee", "supervisor", *STRANGERS])
def test_only_whoever_would_have_to_agree_refuses(cast, payment, role):
    with not_permitted(SECRETARYS):
        refuse_booking(actor=person(cast, role), request=payment, **WHY)


def test_whoever_asked_takes_it_back_instead(cast, payment):
    with not_permitted(SECRETARYS, NOT_ONES_OWN):
        refuse_booking(actor=cast.cashier, request=payment, **WHY)


def test_whoever_should_take_cash_over_may_refuse_to(cast):
    other = asking.second_cashier(cast)
    request = asking.handed_over(cast, other)

    assert refuse_booking(actor=other, request=request, reason="少 20 元").state == "turned_down"


@pytest.mark.parametrize("reason", ["", "   "])
def test_it_is_not_refused_without_a_reason(cast, payment, reason):
    with rule_says("ledger.no_reason"):
        refuse_booking(actor=cast.secretary, request=payment, reason=reason)


def test_what_is_entered_is_not_refused_afterwards(cast, payment):
    agree_booking(actor=cast.secretary, request=payment)

    with rule_says("moves.not_allowed", state="booked", following="turned_down"):
        refuse_booking(actor=cast.secretary, request=payment, **WHY)


def test_the_page_refuses_and_shows_the_reason_afterwards(cast, door, payment):
    answer = door(cast.secretary).post(page_of(payment), **WHY)
    shown = door(cast.cashier).get(answer.url)

    assert (answer.status_code, answer.url) == (302, reverse("ledger:booking", args=[payment.pk]))
    assert WHY["reason"] in shown.content.decode()


def test_a_page_without_a_reason_says_so(cast, door, payment):
    with nothing_written():
        answer = door(cast.secretary).post(page_of(payment), reason="")

    told = {"reason": ["请写为什么不同意，提的人看了才知道怎么办。"]}
    assert (answer.status_code, answer.context["form"].errors) == (200, told)


def test_the_api_refuses_through_the_same_deed(cast, door, payment):
    answer = door(cast.secretary).api_post(api_of(payment), WHY)

    assert (answer.status_code, answer.json()["state"], answer.json()["reason"]) == (200, "turned_down", WHY["reason"])


def test_whoever_may_not_reads_why(cast, door, payment):
    assert answers(door(cast.committee), page_of(payment), api_of(payment), typed=WHY, body=WHY) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door, payment):
    found = answers_to_strangers(cast, door, page_of(payment), api_of(payment), typed=WHY, body=WHY)

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_nobody_refuses_without_signing_in(door, payment):
    with nothing_written():
        assert answers(door(None), page_of(payment), api_of(payment), typed=WHY, body=WHY) == SIGN_IN_FIRST


def test_the_log_says_who_refused_but_not_the_words(cast, payment):
    with trail() as deeds:
        refuse_booking(actor=cast.secretary, request=payment, **WHY)

    assert deeds == ["ledger.refuse_booking"]
    assert last_facts("ledger.refuse_booking") == (cast.secretary.ref, payment.ref, {})
