"""Giving the alliance a side: by the program that sets it up, or by whoever sees to its people."""

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation.access import SystemActor
from gongjian.modules.members.actions import add_side
from gongjian.modules.members.models import Side
from gongjian.modules.members.queries.organisations import side_rows
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
from tests.modules.told import APPOINTERS, last_facts, not_permitted, nothing_written, person, rule_says, trail


def test_an_alliance_gets_a_side(cast):
    side = add_side(actor=given.SETUP, alliance=cast.alliance, name="学校")

    assert (side.alliance, side.name, side.position) == (cast.alliance, "学校", 2)


@pytest.mark.parametrize("kind", ["secretary", "organiser"])
def test_who_sees_to_people_adds_one(cast, kind):
    actor = newcomer(cast, kind)

    with trail() as deeds:
        add_side(actor=actor, alliance=cast.alliance, name="学校")

    assert deeds == ["members.add_side"]


def test_no_secretary_whose_post_does_not_count_here_adds_one(cast):
    for somebody in without_power(cast).values():
        with not_permitted(APPOINTERS):
            add_side(actor=somebody, alliance=cast.alliance, name="学校")


def test_no_secretary_adds_one_next_door(cast):
    with not_permitted(APPOINTERS):
        add_side(actor=cast.secretary, alliance=cast.next_door, name="学校")


def test_nobody_else_adds_one(cast):
    for role in MAY_NOT_APPOINT:
        with not_permitted(APPOINTERS):
            add_side(actor=person(cast, role), alliance=cast.alliance, name="学校")


def test_no_other_program_adds_one(cast):
    with not_permitted(APPOINTERS):
        add_side(actor=SystemActor("disclosure-clock"), alliance=cast.alliance, name="学校")


def test_a_name_is_used_once(cast):
    with rule_says("members.side_exists", name="六方"):
        add_side(actor=given.SETUP, alliance=cast.alliance, name="六方")


def test_a_place_is_taken_once(cast):
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Side.objects.create(alliance=cast.alliance, name="学校", position=1)


def test_the_log_names_the_program(cast):
    with trail() as deeds:
        side = add_side(actor=given.SETUP, alliance=cast.alliance, name="学校")

    assert deeds == ["members.add_side"]
    assert last_facts("members.add_side") == ("system:setup", side.ref, {})


def asked():
    typed = {"name": "学校"}
    return Asked("/work/organisations/sides/add/", "/sides", typed, typed)


def test_the_page_and_the_api_do_it(cast, door):
    assert page_does_it(door, cast.secretary, asked()) == ["members.add_side"]
    other = Asked("", "/sides", {}, {"name": "居民区"})
    assert api_does_it(door, cast.secretary, other) == ["members.add_side"]
    assert [(row.side.name, row.side.position) for row in side_rows(cast.alliance.pk)] == [
        ("六方", 1), ("学校", 2), ("居民区", 3),
    ]  # fmt: skip


def test_a_name_that_is_there_stays_in_the_form(cast, door):
    assert page_keeps_what_was_typed(door, cast.secretary, asked(), name="六方") == [
        "已经有叫“六方”的一方。请换一个名称，或者直接用它。"
    ]


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door):
    assert answers_to_others(cast, door, asked()) == (REFUSED_IN_HIS_OWN, [APPOINTERS])
