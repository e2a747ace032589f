"""Opening a fund of free money: by the secretary; a restricted one comes with its campaign."""

import pytest
from django.urls import reverse

from gongjian.modules.ledger.actions import open_free_fund
from gongjian.modules.ledger.models import Fund
from tests.modules.told import (
    NOT_ALLOWED,
    SECRETARYS,
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
)

API, TYPED = "/funds", {"name": "机动资金"}


def page():
    return reverse("ledger:open_free_fund")


def done(cast):
    return open_free_fund(actor=cast.secretary, alliance=cast.alliance, **TYPED)


def test_it_is_free_and_has_a_code_of_its_own(cast):
    first, second = (
        open_free_fund(actor=cast.secretary, alliance=cast.alliance, name=name) for name in ("机动资金", "备用金")
    )

    assert [(one.code, one.restricted) for one in (first, second)] == [("free-1", False), ("free-2", False)]


@pytest.mark.parametrize("role", ["cashier", "organiser", "committee", "supervisor", *STRANGERS])
def test_only_the_secretary_may(cast, role):
    with not_permitted(SECRETARYS):
        open_free_fund(actor=person(cast, role), alliance=cast.alliance, **TYPED)


def test_one_name_is_given_once(cast):
    done(cast)

    with rule_says("ledger.fund_there_already"):
        done(cast)


def test_the_page_does_it(cast, door):
    answer = door(cast.secretary).post(page(), **TYPED)

    assert (answer.status_code, answer.url) == (302, reverse("ledger:bookings"))
    assert Fund.objects.filter(alliance=cast.alliance).count() == 1


def test_a_page_that_is_refused_keeps_what_was_typed(cast, door):
    done(cast)

    with nothing_written():
        answer = door(cast.secretary).post(page(), **TYPED)

    form = answer.context["form"]
    assert (answer.status_code, form.non_field_errors()) == (
        200,
        ["已经有一项同名的资金，不用再开。请直接用它，或者换一个名字。"],
    )
    assert {name: form[name].value() for name in TYPED} == TYPED


def test_the_api_does_it_through_the_same_deed(cast, door):
    answer = door(cast.secretary).api_post(API, TYPED)

    assert (answer.status_code, answer.json()["name"]) == (200, TYPED["name"])
    assert refusal_of(door(cast.secretary).api_post(API, TYPED)) == (409, "ledger.fund_there_already", {})


def test_whoever_may_not_reads_why(cast, door):
    assert answers(door(cast.committee), page(), API, typed=TYPED, body=TYPED) == NOT_ALLOWED


def test_strangers_find_nothing_and_the_neighbour_her_own_alliance(cast, door):
    found = {role: answers(door(person(cast, role)), page(), API, typed=TYPED, body=TYPED) for role in STRANGERS}

    assert found == {**dict.fromkeys(STRANGERS, (404, 404, 404)), "neighbour": (200, 403, 403)}
    assert Fund.objects.filter(alliance=cast.alliance).count() == 0


def test_nobody_may_without_signing_in(cast, door):
    with nothing_written():
        assert answers(door(None), page(), API, typed=TYPED, body=TYPED) == SIGN_IN_FIRST


def test_the_log_says_so(cast):
    with trail() as deeds:
        found = done(cast)

    assert deeds == ["ledger.open_free_fund"]
    assert last_facts("ledger.open_free_fund") == (cast.secretary.ref, found.ref, {"code": "free-1"})
