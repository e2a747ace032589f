"""The second step: the number from a phone, recovery codes, and confirming who one is before anything changes."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing import keys
from gongjian.foundation.sealing.reencrypt import SomeStayedShut, anything_sealed, reencrypt
from tests.foundation.signing import (
    PASSWORD,
    activate_codes,
    inside,
    number_of,
    secret_of,
    sign_in,
    with_password,
)

SECOND = "mfa_authenticate"
SECURITY = "accounts:security"


@pytest.fixture
def codes(cast) -> list[str]:
    """The cashier has a phone as the second step; these are the recovery codes that were shown."""
    return activate_codes(inside(cast.cashier)).context["codes"]


def second(browser, code):
    return browser.post(reverse(SECOND), {"code": code})


def test_the_password_alone_no_longer_opens(cast, codes):
    answer = sign_in("cashier")

    assert (answer.url, answer.client.get(reverse("desk:desk")).status_code) == (reverse(SECOND), 302)


def test_the_number_of_the_phone_opens(cast, codes):
    browser = sign_in("cashier").client

    answer = second(browser, number_of(secret_of(cast.cashier), later=1))

    assert (answer.url, browser.get(reverse("desk:desk")).status_code) == (reverse("desk:desk"), 200)


def test_a_number_opens_once(cast, codes):
    number = number_of(secret_of(cast.cashier), later=1)
    first, again = sign_in("cashier").client, sign_in("cashier").client

    assert (second(first, number).status_code, second(again, number).status_code) == (302, 200)


def test_a_recovery_code_opens_once_however_it_is_typed(cast, codes):
    first, again = sign_in("cashier").client, sign_in("cashier").client

    assert (second(first, f" {codes[0]}").status_code, second(again, codes[0]).status_code) == (302, 200)
    assert (len(codes), first.get(reverse(SECURITY)).context["codes_left"]) == (10, 9)


def test_wrong_numbers_are_counted_and_a_known_device_is_counted_apart(cast, codes):
    known = Client()
    sign_in("cashier", browser=known)
    second(known, codes[0])
    known.post(reverse("sign_out"))
    stranger = sign_in("cashier").client

    answers = [second(stranger, "000000").context["form"].errors["code"][0] for _try in range(6)]
    sign_in("cashier", browser=known)

    assert (len(set(answers[:5])), "次数太多" in answers[5]) == (1, True)
    assert (second(stranger, codes[1]).status_code, second(known, codes[2]).status_code) == (200, 302)


def test_a_wrong_number_is_answered_alike_whether_it_has_six_digits_or_not(cast, codes):
    browser = sign_in("cashier").client

    assert len({second(browser, typed).context["form"].errors["code"][0] for typed in ("000000", "1", "猜")}) == 1


def test_nobody_reaches_the_second_step_without_the_first(cast, codes):
    assert Client().post(reverse(SECOND), {"code": codes[0]}).url == reverse("sign_in")


def test_secrets_are_sealed_and_move_with_the_keys(cast, codes, settings, tmp_path):
    secret = secret_of(cast.cashier)
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    keys.rotate()

    moved = reencrypt()

    numbers = {
        keys.key_number(data.get("secret") or data["seed"])
        for data in Authenticator.objects.values_list("data", flat=True)
    }
    assert ([word in kept for word in (secret, *codes)], "gj1:" in kept) == ([False] * 11, True)
    assert (moved, numbers, reencrypt(), secret_of(cast.cashier)) == (2, {keys.ring().newest.number}, 0, secret)
    assert anything_sealed()


def test_a_secret_that_does_not_open_is_named_and_the_rest_is_moved(cast, codes):
    row = Authenticator.objects.get(type="totp")
    Authenticator.objects.filter(pk=row.pk).update(data={"secret": row.data["secret"][:-4] + "AAAA"})
    keys.rotate()

    with pytest.raises(SomeStayedShut) as stayed:
        reencrypt()

    assert (stayed.value.moved, stayed.value.shut) == (1, [f"mfa.authenticator:{row.pk} data"])


def test_the_codes_are_shown_once(cast, codes):
    browser = inside_with_number(cast.cashier)

    pages = [browser.get(reverse(name)).content.decode() for name in (SECURITY, "accounts:recovery_codes")]

    assert [code in page for page in pages for code in codes] == [False] * 20


def inside_with_number(person: Person) -> Client:
    """Signed in with a recovery code, and confirmed with the password."""
    fresh = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    browser = sign_in(person.username).client
    second(browser, fresh[-1])
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def test_new_codes_make_the_old_ones_worthless(cast, codes):
    shown = inside_with_number(cast.cashier).post(reverse("accounts:recovery_codes")).context["codes"]

    assert set(shown).isdisjoint(codes)
    assert second(sign_in("cashier").client, codes[0]).status_code == 200
    assert second(sign_in("cashier").client, shown[0]).status_code == 302


def test_the_second_step_can_be_given_up_and_the_codes_go_with_it(cast, codes):
    inside_with_number(cast.cashier).post(reverse("accounts:deactivate_codes"))

    assert (sign_in("cashier").url, Authenticator.objects.count()) == (reverse("desk:desk"), 0)


@pytest.mark.parametrize(
    "page", ["activate_codes", "set_phone", "add_passkey", "recovery_codes", "remove_phone", "deactivate_codes"]
)
def test_before_anything_is_changed_the_person_confirms_who_he_is(cast, codes, page):
    browser = sign_in("cashier").client
    second(browser, codes[0])
    if page == "activate_codes":
        Authenticator.objects.filter(type="totp").update(type="webauthn")

    assert "/me/security/confirm/" in browser.post(reverse(f"accounts:{page}")).url


def test_who_he_is_can_be_confirmed_by_number_too(cast, codes):
    browser = sign_in("cashier").client
    second(browser, codes[0])

    wrong = browser.post(reverse("mfa_reauthenticate"), {"code": "000000"})
    right = browser.post(reverse("mfa_reauthenticate"), {"code": codes[1], "next": reverse("accounts:set_phone")})

    assert (wrong.status_code, right.url) == (200, reverse("accounts:set_phone"))
    assert browser.get(right.url).status_code == 200


def test_an_open_session_is_no_way_to_guess_the_password(cast):
    browser = sign_in(with_password(cast.cashier).username).client

    for _try in range(10):
        browser.post(reverse("account_reauthenticate"), {"password": "wrong"})
    answer = browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    assert "次数太多" in answer.context["form"].errors["password"][0]


def test_without_a_second_step_there_are_no_recovery_codes(cast):
    answer = inside(cast.cashier).post(reverse("accounts:recovery_codes"))

    assert (answer.url, Authenticator.objects.count()) == (reverse(SECURITY), 0)


def test_a_token_of_the_api_is_a_key_of_its_own(cast, codes, door):
    assert door(cast.cashier).api_get("/cash-boxes").status_code == 200
