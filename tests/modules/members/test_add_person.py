"""Letting an alliance know a person, by the name it calls them."""

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.actions import add_person
from gongjian.modules.members.queries import names_of
from tests import given
from tests.modules.members.doors import (
    REFUSED_IN_HIS_OWN,
    Asked,
    answers_to_others,
    api_does_it,
    page_does_it,
    page_keeps_what_was_typed,
)
from tests.modules.members.people import MAY_NOT_APPOINT, newcomer, without_power
from tests.modules.told import APPOINTERS, last_facts, not_permitted, nothing_written, person, trail


def test_each_alliance_has_its_own_name_for_a_person(cast):
    add_person(actor=given.SETUP, alliance=cast.next_door, person=cast.cashier, name="钱会计")

    names = [names_of(alliance.pk, [cast.cashier.pk]) for alliance in (cast.alliance, cast.next_door)]

    assert names == [{cast.cashier.pk: "钱小清"}, {cast.cashier.pk: "钱会计"}]


def test_to_be_known_is_not_to_have_a_post(cast, door):
    add_person(actor=given.SETUP, alliance=cast.alliance, person=cast.outsider, name="外小人")

    boxes = door(cast.outsider).api_get("/cash-boxes")

    assert (boxes.status_code, boxes.json()) == (200, [])


@pytest.mark.parametrize("kind", ["secretary", "organiser"])
def test_who_sees_to_people_adds_one(cast, kind):
    actor = newcomer(cast, kind)

    with trail() as deeds:
        add_person(actor=actor, alliance=cast.alliance, person=cast.outsider, name="外小人")

    assert deeds == ["members.add_person"]


def test_no_secretary_whose_post_does_not_count_here_adds_one(cast):
    for somebody in without_power(cast).values():
        with not_permitted(APPOINTERS):
            add_person(actor=somebody, alliance=cast.alliance, person=cast.outsider, name="外小人")


def test_no_secretary_adds_one_next_door(cast):
    with not_permitted(APPOINTERS):
        add_person(actor=cast.secretary, alliance=cast.next_door, person=cast.outsider, name="外小人")


def test_nobody_else_adds_one(cast):
    for role in MAY_NOT_APPOINT:
        with not_permitted(APPOINTERS):
            add_person(actor=person(cast, role), alliance=cast.alliance, person=cast.outsider, name="外小人")


def test_an_alliance_knows_a_person_once(cast):
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        add_person(actor=given.SETUP, alliance=cast.alliance, person=cast.cashier, name="又一个")


def test_the_order_in_which_a_caller_names_things_does_not_matter(cast):
    profile = add_person(actor=given.SETUP, person=cast.outsider, name="外小人", alliance=cast.alliance)

    assert profile.alliance == cast.alliance


def test_the_log_has_one_row_without_the_name(cast):
    newcomer = Person.objects.create(username="newcomer", password="!")

    with trail() as deeds:
        profile = add_person(actor=given.SETUP, alliance=cast.alliance, person=newcomer, name="新小来")

    assert deeds == ["members.add_person"]
    assert last_facts("members.add_person") == ("system:setup", profile.ref, {})


def asked(**more):
    typed = {"name": "新小来", **more}
    return Asked("/work/people/add/", "/people", typed, typed)


def test_the_page_and_the_api_do_it(cast, door):
    assert page_does_it(door, cast.secretary, asked(phone="13800138000")) == [
        "members.add_person",
        "members.add_person > members.set_contact",
    ]
    assert api_does_it(door, cast.secretary, asked(name="新小去")) == ["members.add_person"]


def test_somebody_new_has_an_account_that_no_password_opens(cast):
    profile = add_person(actor=cast.secretary, alliance=cast.alliance, name="新小来")

    assert (profile.person.has_usable_password(), profile.person.username[:4]) == (False, "new-")


def test_a_wrong_number_stays_in_the_form(cast, door):
    assert page_keeps_what_was_typed(door, cast.secretary, asked(), phone="12345") == [
        "“12345”不像电话号码。手机 11 位，座机带区号，例如 021-56551234。一格只填一个号码。"
    ]


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door):
    assert answers_to_others(cast, door, asked()) == (REFUSED_IN_HIS_OWN, [APPOINTERS])
