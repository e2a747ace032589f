"""Naming a kind of goods and its unit: by the cashier."""

import pytest
from django.urls import reverse

from gongjian.modules.ledger.actions import add_goods
from gongjian.modules.ledger.models import Goods
from tests.modules.told import (
    CASHIERS,
    NOT_ALLOWED,
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

API, TYPED = "/goods", {"name": "被子", "unit": "条"}


def page():
    return reverse("ledger:add_goods")


def done(cast):
    return add_goods(actor=cast.cashier, alliance=cast.alliance, **TYPED)


def test_it_has_a_name_and_a_unit(cast):
    goods = done(cast)

    assert (goods.name, goods.unit, goods.alliance) == ("被子", "条", cast.alliance)


@pytest.mark.parametrize("role", ["secretary", "organiser", "committee", "supervisor", *STRANGERS])
def test_only_the_cashier_may(cast, role):
    with not_permitted(CASHIERS):
        add_goods(actor=person(cast, role), alliance=cast.alliance, **TYPED)


def test_one_name_is_given_once(cast):
    done(cast)

    with rule_says("ledger.goods_there_already"):
        done(cast)


def test_the_page_does_it(cast, door):
    answer = door(cast.cashier).post(page(), **TYPED)

    assert (answer.status_code, answer.url) == (302, reverse("ledger:bookings"))
    assert Goods.objects.filter(alliance=cast.alliance).count() == 1


def test_a_page_that_is_refused_keeps_what_was_typed(cast, door):
    done(cast)

    with nothing_written():
        answer = door(cast.cashier).post(page(), **TYPED)

    form = answer.context["form"]
    assert (answer.status_code, form.non_field_errors()) == (
        200,
        ["已经有同名的物资，不用再添。请直接用它，或者换一个名字。"],
    )
    assert {name: form[name].value() for name in TYPED} == TYPED


def test_the_api_does_it_through_the_same_deed(cast, door):
    answer = door(cast.cashier).api_post(API, TYPED)

    assert (answer.status_code, answer.json()["name"]) == (200, TYPED["name"])
    assert refusal_of(door(cast.cashier).api_post(API, TYPED)) == (409, "ledger.goods_there_already", {})


def test_whoever_may_not_reads_why(cast, door):
    assert answers(door(cast.committee), page(), API, typed=TYPED, body=TYPED) == NOT_ALLOWED


def test_strangers_find_nothing_and_the_neighbour_her_own_alliance(cast, door):
    found = {role: answers(door(person(cast, role)), page(), API, typed=TYPED, body=TYPED) for role in STRANGERS}

    assert found == {**dict.fromkeys(STRANGERS, (404, 404, 404)), "neighbour": (200, 302, 409)}
    assert Goods.objects.filter(alliance=cast.alliance).count() == 0


def test_nobody_may_without_signing_in(cast, door):
    with nothing_written():
        assert answers(door(None), page(), API, typed=TYPED, body=TYPED) == SIGN_IN_FIRST


def test_the_log_says_so(cast):
    with trail() as deeds:
        found = done(cast)

    assert deeds == ["ledger.add_goods"]
    assert last_facts("ledger.add_goods") == (cast.cashier.ref, found.ref, {})
