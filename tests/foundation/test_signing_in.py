"""At the door: a name or a number, and the same answer for known and unknown ones, in text and in time."""

import re
import statistics
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.accounts import people
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing import keys
from gongjian.foundation.sealing.reencrypt import reencrypt
from gongjian.rulebook.errors import RuleBroken
from tests import given
from tests.foundation.signing import PASSWORD, inside, sign_in, with_password

NUMBER = "13812345678"


def told(answer) -> str:
    """What the page says, without its tokens."""
    return re.sub(r'name="(csrfmiddlewaretoken|one_time_key)" value="[^"]*"', "", answer.content.decode())


def signed_in(answer) -> bool:
    return "_auth_user_id" in answer.client.session


@pytest.mark.parametrize("typed", [NUMBER, "+86 138 1234 5678", "138—1234—5678", "cashier", " Cashier "])
def test_the_number_opens_as_the_name_does_however_it_is_typed(cast, typed):
    people.set_phone(with_password(cast.cashier), NUMBER)

    assert signed_in(sign_in(typed))


def test_a_number_is_kept_sealed_and_found_by_its_mark_even_after_the_keys_were_renewed(cast, settings, tmp_path):
    settings.KEYS = tmp_path / "keys.json"
    keys.init()
    people.set_phone(with_password(cast.cashier), NUMBER)
    keys.rotate()
    before = people.person_with(NUMBER)
    reencrypt()

    row = Person.objects.filter(pk=cast.cashier.pk).values().get()
    assert (before, people.person_with(NUMBER)) == (cast.cashier, cast.cashier)
    assert (NUMBER in str(row), row["phone_mark"][:2], str(row["phone"])) == (False, "2:", "138****5678")


def test_a_number_is_set_on_the_own_page_and_taken_away_again(cast):
    browser = inside(cast.cashier)

    browser.post(reverse("accounts:set_phone"), {"phone": "138 1234 5678"})
    by_number = sign_in(NUMBER)
    browser.post(reverse("accounts:remove_phone"))

    assert (signed_in(by_number), signed_in(sign_in(NUMBER)), signed_in(sign_in("cashier"))) == (True, False, True)


def test_before_a_number_is_set_the_person_confirms_who_he_is(cast):
    browser = sign_in(with_password(cast.cashier).username).client

    answer = browser.post(reverse("accounts:set_phone"), {"phone": NUMBER})

    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert Person.objects.exclude(phone_mark=None).count() == 0


def test_a_number_that_is_not_free_is_refused_without_saying_why_and_counts_as_a_try(cast):
    people.set_phone(cast.secretary, NUMBER)
    browser = inside(cast.cashier)

    answers = [browser.post(reverse("accounts:set_phone"), {"phone": NUMBER}) for _try in range(6)]

    said = [answer.context["form"].errors for answer in answers]
    assert [list(errors) for errors in said] == [["__all__"]] * 5 + [["phone"]]
    assert ("这个号码现在不能用来登录" in said[0]["__all__"][0], answers[0].context["form"]["phone"].value()) == (
        True,
        NUMBER,
    )
    assert "次数太多" in said[5]["phone"][0]


@pytest.mark.parametrize("typed", ["66281234", "021 6628 1234", "12345", "问店里"])
def test_only_a_mobile_number_is_taken(cast, typed):
    answer = inside(cast.cashier).post(reverse("accounts:set_phone"), {"phone": typed})

    assert list(answer.context["form"].errors) == ["phone"]


def test_two_people_never_have_one_number(cast):
    people.set_phone(cast.secretary, NUMBER)

    with pytest.raises(RuleBroken, match="phone_not_free"):
        people.set_phone(cast.cashier, NUMBER)


@pytest.fixture
def strangers(cast) -> list[str]:
    """Known with a password, known without, stopped, known by number, unknown by name, unknown by number."""
    people.set_phone(with_password(cast.cashier), NUMBER)
    cast.committee.set_unusable_password()
    cast.committee.save()
    with_password(cast.school)
    Person.objects.filter(pk=cast.school.pk).update(is_active=False)
    return ["cashier", cast.committee.username, cast.school.username, NUMBER, "nobody", "13912345678"]


def test_a_wrong_password_is_answered_alike_for_all(strangers):
    answers = [sign_in(name, "wrong") for name in strangers]

    assert {(answer.status_code, tuple(answer.cookies)) for answer in answers} == {(200, tuple(answers[0].cookies))}
    assert len({told(answer).replace(name, "?") for answer, name in zip(answers, strangers, strict=True)}) == 1


def test_a_stopped_person_with_the_right_password_is_answered_as_if_it_were_wrong(cast, strangers):
    stopped, wrong = sign_in(cast.school.username, PASSWORD), sign_in("nobody", "wrong")

    assert told(stopped).replace(cast.school.username, "?") == told(wrong).replace("nobody", "?")


def test_whoever_tries_too_often_is_refused_alike_for_all(strangers):
    for name in strangers:
        [sign_in(name, "wrong") for _try in range(5)]

    refused = [told(sign_in(name, PASSWORD)).replace(name, "?") for name in strangers]

    assert (len(set(refused)), "次数太多" in refused[0]) == (1, True)


def test_the_name_of_a_person_and_his_number_do_not_give_each_other_away(cast, strangers):
    [sign_in("cashier", "wrong") for _try in range(6)]

    assert told(sign_in(NUMBER, "wrong")).replace(NUMBER, "?") == told(sign_in("13912345678", "x")).replace(
        "13912345678", "?"
    )


@pytest.mark.slow
def test_known_and_unknown_names_cost_the_same_time(cast, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    with_password(cast.cashier)

    pairs = [cpu_of_a_pair(each) for each in range(31)]

    # A hash left out would be nearly all of it; a quarter is what a busy machine may blur.
    apart = statistics.median((known - unknown) / max(known, unknown) for known, unknown in pairs[1:])
    assert abs(apart) < 1 / 4


def cpu_of_a_pair(each):
    """What a known and an unknown name cost the processor: not the clock on the wall, which others keep busy too.

    Each on a day of its own, so that no limit is met, and each first in turn.
    """
    spent = {}
    for name in ("cashier", "nobody")[:: 1 if each % 2 else -1]:
        with clock.set_to(given.NOON + timedelta(days=40 * (2 * each + len(spent)))):
            before = time.process_time()
            sign_in(name, "wrong")
            spent[name] = time.process_time() - before
    return spent["cashier"], spent["nobody"]


def test_a_sign_in_leaves_a_cookie_that_tells_nobody_who_it_was(cast):
    answer = sign_in(with_password(cast.cashier).username)

    cookie = answer.cookies["gongjian_device"]
    assert (cookie["httponly"], cookie["samesite"], str(cast.cashier.pk) in cookie.value) == (True, "Lax", False)


def test_a_device_is_known_to_those_only_who_signed_in_on_it(cast):
    browser = sign_in(with_password(cast.cashier).username).client
    browser.post(reverse("sign_out"))
    with_password(cast.secretary)

    for _try in range(6):
        sign_in(cast.secretary.username, "wrong", browser)
    hers, his = sign_in(cast.secretary.username, PASSWORD, browser), sign_in("cashier", PASSWORD, browser)

    assert (hers.status_code, his.status_code) == (200, 302)


def test_a_cookie_that_was_made_up_is_no_known_device(cast):
    with_password(cast.cashier)
    browser = Client()
    browser.cookies["gongjian_device"] = "made:up"

    for _try in range(6):
        sign_in("cashier", "wrong", browser)

    assert sign_in("cashier", PASSWORD, browser).status_code == 200


def test_the_page_names_those_who_help(db):
    page = Client().get(reverse("sign_in")).content.decode()

    assert ("总支书记或组织委员" in page, "总支秘书" in page) == (True, False)
