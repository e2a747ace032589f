"""Giving the alliance a side: by the program that sets it up, and by nobody else."""

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation.access import SystemActor
from gongjian.modules.members.actions import add_side
from tests import given
from tests.cast import ROLES
from tests.modules.told import SET_UP, last_facts, not_permitted, nothing_written, person, trail


def test_an_alliance_gets_a_side(cast):
    side = add_side(actor=given.SETUP, alliance=cast.alliance, name="学校", position=2)

    assert (side.alliance, side.name, side.position) == (cast.alliance, "学校", 2)


def test_no_person_adds_one(cast):
    for role in ROLES:
        with not_permitted(SET_UP):
            add_side(actor=person(cast, role), alliance=cast.alliance, name="学校", position=2)


def test_no_other_program_adds_one(cast):
    with not_permitted(SET_UP):
        add_side(actor=SystemActor("disclosure-clock"), alliance=cast.alliance, name="学校", position=2)


def test_a_place_is_taken_once(cast):
    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        add_side(actor=given.SETUP, alliance=cast.alliance, name="学校", position=1)


def test_the_log_names_the_program(cast):
    with trail() as deeds:
        side = add_side(actor=given.SETUP, alliance=cast.alliance, name="学校", position=2)

    assert deeds == ["members.add_side"]
    assert last_facts("members.add_side") == ("system:setup", side.ref, {})
