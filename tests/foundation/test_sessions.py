"""On which devices somebody is signed in, ending that, and what a new password does to them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.accounts.devices import kind_of
from gongjian.foundation.accounts.models import OpenSession, PersonalToken
from tests import given
from tests.foundation.signing import PASSWORD, sign_in, with_password

DESK = "desk:desk"
SECURITY = "accounts:security"
PHONE = "Mozilla/5.0 (Linux; Android 14; M2012) AppleWebKit/537.36 Chrome/124.0 Mobile Safari/537.36 MicroMessenger/8.0"
DESKTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/124.0 Safari/537.36 Edg/124.0"
NEW = "an even better password"


@pytest.fixture
def two(cast) -> list[Client]:
    """The cashier on a computer and on a phone."""
    with_password(cast.cashier)
    browsers = [Client(HTTP_USER_AGENT=agent) for agent in (DESKTOP, PHONE)]
    for browser in browsers:
        sign_in("cashier", browser=browser)
    return browsers


def inside(*browsers):
    return [browser.get(reverse(DESK)).status_code == 200 for browser in browsers]


def change(browser, **typed):
    asked = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW, **typed}
    return browser.post(reverse("accounts:change_password"), asked)


def test_each_device_is_listed_in_plain_words_without_an_address(two):
    page = two[0].get(reverse(SECURITY)).content.decode()

    assert [words in page for words in ("Windows 电脑，Edge 浏览器", "安卓手机或平板，微信", "就是这一台")] == [
        True
    ] * 3
    assert "127.0.0.1" not in str(list(OpenSession.objects.values()))


@pytest.mark.parametrize(
    ("agent", "kind"),
    [
        (PHONE, ("android", "wechat")),
        (DESKTOP, ("windows", "edge")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", ("iphone", "safari")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", ("linux", "firefox")),
        ("curl/8", ("", "")),
    ],
)
def test_what_a_device_is(agent, kind):
    assert kind_of(agent) == kind


def test_a_new_password_ends_all_other_devices_and_this_one_goes_on(cast, two):
    answer = change(two[0])

    assert (answer.url, inside(*two)) == (reverse(SECURITY), [True, False])
    assert (sign_in("cashier").status_code, sign_in("cashier", NEW).status_code) == (200, 302)


def test_after_a_new_password_the_list_has_this_device_only(two):
    change(two[0])

    assert len(two[0].get(reverse(SECURITY)).context["devices"]) == 1


def test_a_stolen_session_does_not_outlive_the_password_either(two):
    stolen = Client()
    stolen.cookies["sessionid"] = two[0].cookies["sessionid"].value
    before = inside(stolen)

    change(two[0])

    assert (before, inside(stolen)) == ([True], [False])


def test_tokens_of_the_api_stay_when_the_password_changes(cast, two, door):
    visit = door(cast.cashier)
    change(two[0])

    assert (visit.api_get("/cash-boxes").status_code, PersonalToken.objects.filter(revoked_at=None).count()) == (200, 1)


@pytest.mark.parametrize(
    "typed",
    [
        {"old_password": "wrong"},
        {"new_password2": "another long one"},
        {"new_password1": "12345678", "new_password2": "12345678"},
        {"new_password1": "short", "new_password2": "short"},
        {"new_password1": "cashier1", "new_password2": "cashier1"},
    ],
)
def test_a_password_that_will_not_do_changes_nothing(two, typed):
    answer = change(two[0], **typed)

    assert (answer.status_code, bool(answer.context["form"].errors), inside(*two)) == (200, True, [True, True])


def test_guessing_the_old_password_is_stopped(two):
    [change(two[0], old_password="wrong") for _try in range(10)]

    assert "次数太多" in change(two[0]).context["form"].errors["old_password"][0]


def test_one_device_is_ended_and_the_others_go_on(cast, two):
    other = OpenSession.objects.get(system="android")

    two[0].post(reverse("accounts:end_session", args=[other.pk]))

    assert inside(*two) == [True, False]


def test_all_others_are_ended_at_once(two):
    two[1].post(reverse("accounts:end_other_sessions"))

    assert inside(*two) == [False, True]


def test_nobody_ends_anothers(cast, two):
    stranger = sign_in(with_password(cast.secretary).username).client

    for session in OpenSession.objects.filter(person=cast.cashier):
        stranger.post(reverse("accounts:end_session", args=[session.pk]))
    stranger.post(reverse("accounts:end_other_sessions"))

    assert inside(*two) == [True, True]


def test_a_sign_in_gets_a_new_key_and_signing_out_ends_it(cast):
    with_password(cast.cashier)
    browser = Client()
    browser.get(reverse("sign_in"))
    browser.session["anything"] = 1
    before = browser.session.session_key

    sign_in("cashier", browser=browser)
    after = browser.session.session_key
    browser.post(reverse("sign_out"))
    old = Client()
    old.cookies["sessionid"] = after

    assert (before != after, inside(old)) == (True, [False])


def test_when_a_device_was_seen_last_is_kept_a_few_times_an_hour(cast, two):
    seen = []
    for minutes in (5, 20, 25):
        with clock.set_to(given.NOON + timedelta(minutes=minutes)):
            two[0].get(reverse(DESK))
            row = OpenSession.objects.get(system="windows")
            seen.append((row.last_seen_at - given.NOON) // timedelta(minutes=1))

    assert seen == [0, 20, 20]


def test_wrong_tries_are_shown_to_the_person_and_to_nobody_else(cast, two):
    [sign_in("cashier", "wrong") for _try in range(2)]
    change(two[0], old_password="wrong")
    stranger = sign_in(with_password(cast.secretary).username).client

    seen = [
        {(each.number, each.known_device) for each in browser.get(reverse(SECURITY)).context["failures"]}
        for browser in (two[0], stranger)
    ]

    assert seen == [{(2, False), (1, True)}, set()]


def test_somebody_without_a_password_sets_a_first_one(cast):
    cast.cashier.set_unusable_password()
    cast.cashier.save()
    browser = Client()
    browser.force_login(cast.cashier)

    browser.post(reverse("accounts:change_password"), {"new_password1": NEW, "new_password2": NEW})

    assert sign_in("cashier", NEW).status_code == 302


def test_the_page_asks_little(cast, two, django_assert_max_num_queries):
    two[0].get(reverse(SECURITY))

    with django_assert_max_num_queries(12):
        two[0].get(reverse(SECURITY))
