"""Keeping what the alliance has decided: it holds from its first day to its last, in this alliance."""

from datetime import timedelta

import pytest

from gongjian.modules.members.actions import Term, record_decision
from gongjian.modules.members.models import Decision
from gongjian.modules.members.queries import has_decided
from tests import given
from tests.modules.members.doors import REFUSED_IN_HIS_OWN, Asked, answers_to_others, api_does_it, page_does_it
from tests.modules.members.people import MAY_NOT_APPOINT, newcomer, without_power
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, trail

KIND = Decision.Kind.TWO_ORGANISATIONS


def decide(actor, alliance, term=given.SINCE):
    return record_decision(actor=actor, alliance=alliance, kind=KIND, decided_at="第一次联席会", term=term)


def test_a_decision_holds_from_its_first_day_to_its_last(cast):
    decide(given.SETUP, cast.alliance, Term(given.TODAY, given.TODAY + timedelta(days=1)))

    days = [given.TODAY + timedelta(days=days) for days in (-1, 0, 1, 2)]
    assert [has_decided(cast.alliance.pk, KIND, day) for day in days] == [False, True, True, False]


def test_it_binds_nobody_next_door(cast):
    decide(given.SETUP, cast.alliance)

    assert [has_decided(alliance.pk, KIND) for alliance in (cast.alliance, cast.next_door)] == [True, False]


@pytest.mark.parametrize("kind", ["secretary", "organiser"])
def test_who_sees_to_people_records_one(cast, kind):
    actor = newcomer(cast, kind)

    with trail() as deeds:
        decide(actor, cast.alliance)

    assert deeds == ["members.record_decision"]


def test_no_secretary_whose_post_does_not_count_here_records_one(cast):
    for somebody in without_power(cast).values():
        with not_permitted(APPOINTERS):
            decide(somebody, cast.alliance)


def test_no_secretary_records_one_next_door(cast):
    with not_permitted(APPOINTERS):
        decide(cast.secretary, cast.next_door)


def test_nobody_else_records_one(cast):
    for role in MAY_NOT_APPOINT:
        with not_permitted(APPOINTERS):
            decide(person(cast, role), cast.alliance)


def test_the_log_has_one_row(cast):
    with trail() as deeds:
        decision = decide(given.SETUP, cast.alliance)

    assert deeds == ["members.record_decision"]
    facts = {"kind": "two_organisations"}
    assert last_facts("members.record_decision") == ("system:setup", decision.ref, facts)


def asked():
    typed = {"kind": "two_organisations", "decided_at": "第三次联席会", "begins_on": given.TODAY.isoformat()}
    return Asked("/work/organisations/decisions/add/", "/decisions", typed, typed)


def test_the_page_and_the_api_do_it(cast, door):
    assert page_does_it(door, cast.secretary, asked()) == ["members.record_decision"]
    assert api_does_it(door, cast.secretary, asked()) == ["members.record_decision"]


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door):
    assert answers_to_others(cast, door, asked()) == (REFUSED_IN_HIS_OWN, [APPOINTERS])
