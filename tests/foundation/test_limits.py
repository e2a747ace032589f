"""Guessing: ten thousand tries stay within the limits, and whoever is in the right gets in meanwhile."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.accounts import limits
from gongjian.foundation.accounts.devices import address_of
from gongjian.foundation.accounts.models import Attempts, Person
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.guessing import ACCOUNT, ADDRESS, DEVICE
from tests import given

MANY = 10_000
KIND = "sign_in"


def tried(account="cashier", address="10.0.0.1", device=""):
    """One wrong try, if it is let in at all."""
    try:
        limits.check(KIND, account=account, address=address, device=device)
    except RuleBroken:
        return False
    limits.failed(KIND, account=account, address=address, device=device)
    return True


def refusal(**told):
    with pytest.raises(RuleBroken) as broken:
        limits.check(KIND, **{"account": "cashier", "address": "10.0.0.1", **told})
    return broken.value.code, broken.value.facts


def let_in(number, span, **told):
    """How many of so many tries, spread over a time, are let in."""
    found = 0
    for each in range(number):
        with clock.set_to(given.NOON + span * each / number):
            found += tried(**{name: value(each) if callable(value) else value for name, value in told.items()})
    return found


@pytest.mark.slow
def test_ten_thousand_tries_of_one_account_in_a_day_stay_within_the_limits(db):
    many_addresses = let_in(MANY, timedelta(days=1), account="cashier", address=lambda each: f"10.0.{each % 250}.1")

    assert many_addresses <= ACCOUNT[1].tries


@pytest.mark.slow
def test_all_tries_of_one_account_in_a_month_are_fifty(db):
    assert let_in(MANY // 10, timedelta(days=30), account="cashier", address="10.0.0.1") <= ACCOUNT[2].tries


@pytest.mark.slow
def test_ten_thousand_tries_from_one_address_stay_within_the_limits(db):
    many_accounts = let_in(MANY, timedelta(hours=2), account=lambda each: f"name-{each}", address="10.0.0.1")

    assert many_accounts <= 2 * ADDRESS[0].tries


@pytest.mark.slow
def test_ten_thousand_tries_sprayed_over_names_and_addresses_are_slowed(db):
    sprayed = let_in(
        MANY, timedelta(hours=1), account=lambda each: f"name-{each}", address=lambda each: f"10.{each % 250}.0.1"
    )

    assert 200 <= sprayed <= 450
    assert (tried(account="cashier", device="tablet"), refusal(account="other")[0]) == (
        True,
        "accounts.many_are_trying",
    )


@pytest.mark.slow
def test_the_tries_on_a_known_device_stay_within_its_own_limits(db):
    assert let_in(MANY // 10, timedelta(days=1), account="cashier", device="tablet") <= DEVICE[1].tries


def test_after_five_wrong_tries_a_stranger_waits_and_is_told_how_long(db):
    assert [tried() for _try in range(6)] == [True] * 5 + [False]
    assert refusal() == ("accounts.too_often", {"minutes": 20})


def test_a_refused_try_does_not_make_the_wait_longer(db):
    let_in(50, timedelta(minutes=10), account="cashier", address="10.0.0.1")

    with clock.set_to(given.NOON + timedelta(minutes=20)):
        assert tried()


def test_who_waits_for_hours_is_told_hours(db):
    for hour in range(4):
        with clock.set_to(given.NOON + timedelta(hours=hour)):
            [tried() for _try in range(5)]

    with clock.set_to(given.NOON + timedelta(hours=5)):
        assert refusal() == ("accounts.too_often_today", {"hours": 21})


def test_a_known_device_has_tries_of_its_own(db):
    [tried() for _try in range(6)]

    assert [tried(device="tablet") for _try in range(11)] == [True] * 10 + [False]
    assert tried(device="another")


def test_the_tries_of_one_name_do_not_count_for_another_at_another_address(db):
    [tried() for _try in range(6)]

    assert tried(account="secretary", address="10.0.0.2")


def test_a_right_try_takes_back_what_was_counted(db):
    [tried() for _try in range(4)]
    limits.check(KIND, account="cashier", address="10.0.0.1")

    limits.forget(KIND, account="cashier", address="10.0.0.1")

    assert [tried(address="10.0.0.2") for _try in range(5)] == [True] * 5
    assert sum(Attempts.objects.filter(bucket="sign_in:address:60").values_list("count", flat=True)) == 4 + 5


def test_a_whole_office_signs_in_under_one_address(db):
    for each in range(3 * ADDRESS[0].tries):
        limits.check(KIND, account=f"name-{each}", address="10.0.0.1")
        limits.forget(KIND, account=f"name-{each}", address="10.0.0.1")

    assert tried(account="one more")


def test_what_is_found_wrong_stays_for_the_person_to_see_even_after_a_right_try(db):
    [tried() for _try in range(3)]
    limits.forget(KIND, account="cashier")
    tried(device="tablet")

    seen = limits.failures_of([KIND], ["cashier"])

    assert {(each.kind, each.number, each.known_device) for each in seen} == {(KIND, 3, False), (KIND, 1, True)}


def test_no_name_and_no_address_is_kept_in_plain(db):
    tried(account="13812345678", address="10.1.2.3", device="tablet")
    tried(account="13812345678", address="10.1.2.3")

    kept = str(list(Attempts.objects.values()))

    assert [word in kept for word in ("13812345678", "10.1.2.3", "tablet")] == [False] * 3


def test_old_rows_are_removed(db):
    tried()
    with clock.set_to(given.NOON + timedelta(days=40)):
        tried(account="another")

        assert Attempts.objects.filter(began__lt=given.NOON.timestamp() // 60 + 1).count() == 0


@pytest.mark.parametrize(
    ("behind", "told", "address"),
    [
        (False, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "1.1.1.1"}, "10.0.0.1"),
        (True, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 1.1.1.1"}, "1.1.1.1"),
        (True, {"REMOTE_ADDR": "10.0.0.1"}, "10.0.0.1"),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::/64"),
        (False, {"REMOTE_ADDR": "a pipe"}, ""),
    ],
)
def test_the_address_is_what_nobody_outside_can_make_up(settings, rf, behind, told, address):
    settings.BEHIND_PROXY = behind
    request = rf.get("/")
    request.META.update(told)

    assert address_of(request) == address


def sign_in(browser, username, password):
    return browser.post(reverse("sign_in"), {"login": username, "password": password})


@pytest.mark.slow
def test_through_the_page_no_more_passwords_are_compared_than_allowed_and_the_person_gets_in(cast, monkeypatch):
    cast.cashier.set_password(given_password := "a good long password")
    cast.cashier.save()
    known, compared = Client(), []
    sign_in(known, "cashier", given_password)
    known.post(reverse("sign_out"))
    counts = Person.check_password
    monkeypatch.setattr(Person, "check_password", lambda self, typed: compared.append(typed) or counts(self, typed))

    for each in range(200):
        sign_in(Client(REMOTE_ADDR=f"10.0.0.{each}"), "cashier", f"guess {each}")
    stranger, person = sign_in(Client(), "cashier", given_password), sign_in(known, "cashier", given_password)

    assert compared == [*(f"guess {each}" for each in range(5)), given_password]
    assert (stranger.status_code, person.status_code, person.url) == (200, 302, reverse("desk:desk"))
