"""Taking back what one asked for oneself, as long as nobody has answered."""

import pytest
from django.urls import reverse

from gongjian.modules.ledger.actions import agree_booking, withdraw_booking
from gongjian.modules.ledger.models import JournalEntry
from tests import asking, given
from tests.harness.remembered import remembered
from tests.modules.told import (
    CASHIERS,
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
    rule_says,
    trail,
)

ONLY_ONES_OWN = "只有提的人自己能收回。"


@pytest.fixture
def payment(cast):
    """The cashier has asked to pay 120 yuan out of the bank."""
    return remembered("payment", lambda: asking.payment(cast))


def page_of(request):
    return reverse("ledger:withdraw_booking", args=[request.pk])


def api_of(request):
    return f"/bookings/{request.pk}/withdraw"


def test_it_stays_on_the_list_and_the_books_stay_as_they_are(cast, payment):
    taken_back = withdraw_booking(actor=cast.cashier, request=payment)

    assert (taken_back.state, taken_back.answered_by, taken_back.answered_at) == (
        "taken_back",
        cast.cashier,
        given.NOON,
    )
    assert (taken_back.entry, JournalEntry.objects.count()) == (None, 2)


@pytest.mark.parametrize("role", ["secretary", "organiser", "committee", "supervisor", *STRANGERS])
def test_nobody_takes_back_what_another_asked_for(cast, payment, role):
    with not_permitted(CASHIERS, ONLY_ONES_OWN):
        withdraw_booking(actor=person(cast, role), request=payment)


def test_another_cashier_does_not_either(cast, payment):
    other = asking.second_cashier(cast)

    with not_permitted(ONLY_ONES_OWN):
        withdraw_booking(actor=other, request=payment)


def test_what_is_entered_is_not_taken_back(cast, payment):
    agree_booking(actor=cast.secretary, request=payment)

    with rule_says("moves.not_allowed", state="booked", following="taken_back"):
        withdraw_booking(actor=cast.cashier, request=payment)


def test_what_is_taken_back_is_not_agreed_to(cast, payment):
    withdraw_booking(actor=cast.cashier, request=payment)

    with rule_says("moves.not_allowed", state="taken_back", following="booked"):
        agree_booking(actor=cast.secretary, request=payment)


def test_the_page_takes_it_back(cast, door, payment):
    answer = door(cast.cashier).post(page_of(payment))

    assert (answer.status_code, answer.url) == (302, reverse("ledger:booking", args=[payment.pk]))
    assert door(cast.cashier).get(answer.url).context["row"].request.state == "taken_back"


def test_the_page_of_the_request_offers_it_to_whoever_asked_alone(cast, door, payment):
    page = reverse("ledger:booking", args=[payment.pk])
    offered = {
        role: page_of(payment) in door(person(cast, role)).get(page).content.decode()
        for role in ("cashier", "secretary", "committee")
    }

    assert offered == {"cashier": True, "secretary": False, "committee": False}


def test_the_api_takes_it_back_through_the_same_deed(cast, door, payment):
    answer = door(cast.cashier).api_post(api_of(payment))

    assert (answer.status_code, answer.json()["state"]) == (200, "taken_back")


def test_whoever_may_not_reads_why(cast, door, payment):
    assert answers(door(cast.committee), page_of(payment), api_of(payment), typed={}) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door, payment):
    found = answers_to_strangers(cast, door, page_of(payment), api_of(payment), typed={})

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_nobody_takes_it_back_without_signing_in(door, payment):
    with nothing_written():
        assert answers(door(None), page_of(payment), api_of(payment), typed={}) == SIGN_IN_FIRST


def test_the_log_says_so(cast, payment):
    with trail() as deeds:
        withdraw_booking(actor=cast.cashier, request=payment)

    assert deeds == ["ledger.withdraw_booking"]
    assert last_facts("ledger.withdraw_booking") == (cast.cashier.ref, payment.ref, {})
