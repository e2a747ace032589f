"""Giving the alliance a side: by the program that sets it up, or by whoever sees to its people."""

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation.access import SystemActor
from gongjian.modules.members.actions import add_side
from tests import given
from tests.modules.members.people import MAY_NOT_APPOINT, newcomer, without_power
from tests.modules.told import APPOINTERS, last_facts, not_permitted, nothing_written, person, trail


def test_an_alliance_gets_a_side(cast):
    side = add_side(actor=given.SETUP, alliance=cast.alliance, name="学校", position=2)

    assert (side.alliance, side.name, side.position) == (cast.alliance, "学校", 2)


@pytest.mark.parametrize("kind", ["secretary", "organiser"])
def test_who_sees_to_people_adds_one(cast, kind):
    actor = newcomer(cast, kind)

    with trail() as deeds:
        add_side(actor=actor, alliance=cast.alliance, name="学校", position=2)

    assert deeds == ["members.add_side"]


def test_no_secretary_whose_post_does_not_count_here_adds_one(cast):
    for somebody in without_power(cast).values():
        with not_permitted(APPOINTERS):
            add_side(actor=somebody, alliance=cast.alliance, name="学校", position=2)


def test_no_secretary_adds_one_next_door(cast):
    with not_permitted(APPOINTERS):
        add_side(actor=cast.secretary, alliance=cast.next_door, name="学校", position=2)


def test_nobody_else_adds_one(cast):
    for role in MAY_NOT_APPOINT:
        with not_permitted(APPOINTERS):
            add_side(actor=person(cast, role), alliance=cast.alliance, name="学校", position=2)


def test_no_other_program_adds_one(cast):
    with not_permitted(APPOINTERS):
        add_side(actor=SystemActor("disclosure-clock"), alliance=cast.alliance, name="学校", position=2)


def test_a_place_is_taken_once(cast):
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        add_side(actor=given.SETUP, alliance=cast.alliance, name="学校", position=1)


def test_the_log_names_the_program(cast):
    with trail() as deeds:
        side = add_side(actor=given.SETUP, alliance=cast.alliance, name="学校", position=2)

    assert deeds == ["members.add_side"]
    assert last_facts("members.add_side") == ("system:setup", side.ref, {})
