"""Emptying a roster that can no longer be undone."""

from gongjian.foundation import clock
from gongjian.modules.roster.actions import forget_roster
from tests import given
from tests.modules.roster.rosters import LATER, applied, new_alliance, read
from tests.modules.told import last_facts, not_permitted, person, rule_says


def test_names_and_numbers_are_emptied_after_thirty_days(cast):
    roster = applied(new_alliance())

    with clock.set_to(LATER):
        forgotten = forget_roster(actor=given.SETUP, roster=roster)

    assert (forgotten.state, bool(forgotten.understood), bool(forgotten.changed)) == ("applied", False, False)
    assert last_facts("roster.forget_roster") == (given.SETUP.ref, roster.ref, {})


def test_not_while_it_can_be_undone_and_not_before_it_holds(cast):
    alliance = new_alliance()
    roster = applied(alliance)

    with rule_says("roster.still_undoable", until="2026-12-23"):
        forget_roster(actor=given.SETUP, roster=roster)
    only_read = read(alliance)
    with rule_says("moves.not_allowed", state="read", following="applied"):
        forget_roster(actor=given.SETUP, roster=only_read)


def test_nobody_else_empties_it(cast):
    roster = applied(new_alliance())

    for role in ("secretary", "cashier", "neighbour"):
        with not_permitted("这一步要由书记或者组织委员来办。"):
            forget_roster(actor=person(cast, role), roster=roster)
