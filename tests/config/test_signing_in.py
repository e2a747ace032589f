"""Signing in by name and password, the demo's buttons, and personal tokens."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from gongjian.foundation.accounts.models import Person, PersonalToken

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(db):
    cache.clear()


@pytest.fixture
def with_password(cast) -> Person:
    cast.cashier.set_password(PASSWORD)
    cast.cashier.save()
    return cast.cashier


def sign_in(username: str, password: str):
    return Client().post(reverse("sign_in"), {"login": username, "password": password})


def told(answer) -> str:
    """What the page says, without its token."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.content.decode())


def test_the_right_password_leads_to_the_desk(with_password):
    answer = sign_in("cashier", PASSWORD)

    assert (answer.status_code, answer.url) == (302, reverse("desk:desk"))


def test_a_known_and_an_unknown_name_are_answered_alike(with_password):
    known, unknown = sign_in("cashier", "wrong"), sign_in("nobody", "wrong")

    assert known.status_code == unknown.status_code == 200
    assert told(known).replace("cashier", "nobody") == told(unknown)


def test_a_name_that_was_typed_is_kept(with_password):
    answer = sign_in("cashier", "wrong")

    assert answer.context["form"]["login"].value() == "cashier"


def test_guessing_is_stopped_even_with_the_right_password_at_last(with_password):
    for _try in range(10):
        sign_in("cashier", "wrong")

    answer = sign_in("cashier", PASSWORD)

    assert (answer.status_code, Client().get(reverse("desk:desk")).status_code) != (302, 200)
    assert "_auth_user_id" not in answer.client.session


def test_without_the_demo_there_are_no_buttons_and_no_way_round_the_password(cast):
    page = Client().get(reverse("sign_in"))
    way_round = Client().post(reverse("sign_in_as", args=["cashier"]))

    assert (page.context["people"], way_round.status_code) == ([], 404)


def test_a_new_token_is_shown_once_and_kept_as_a_fingerprint(cast, door):
    visit = door(cast.cashier)

    shown = visit.post(reverse("accounts:personal_tokens"), label="平板").context["plain"]

    assert shown not in visit.get(reverse("accounts:personal_tokens")).content.decode()
    assert shown not in str(list(PersonalToken.objects.values()))
    assert Client().get("/api/cash-boxes", headers={"Authorization": f"Bearer {shown}"}).status_code == 200


def test_a_stopped_token_opens_nothing_from_the_next_request_on(cast, door):
    visit = door(cast.cashier)
    token = PersonalToken.objects.get(person=cast.cashier)

    visit.post(reverse("accounts:revoke_token", args=[token.pk]))

    assert visit.api_get("/cash-boxes").status_code == 401


def test_nobody_stops_anothers_token(cast, door):
    theirs = door(cast.secretary)
    token = PersonalToken.objects.get(person=cast.secretary)

    door(cast.cashier).post(reverse("accounts:revoke_token", args=[token.pk]))

    assert theirs.api_get("/cash-boxes").status_code == 200


def test_a_person_who_was_stopped_has_no_way_in(cast, door):
    visit = door(cast.cashier)
    Person.objects.filter(pk=cast.cashier.pk).update(is_active=False)

    assert (visit.api_get("/cash-boxes").status_code, visit.get(reverse("desk:desk")).status_code) == (401, 302)
