"""Calling standing in back: from that moment it gives nothing, today or later."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.foundation.access import SystemActor, may
from gongjian.modules.campaigns.actions import bank_box
from gongjian.modules.members.actions import Term, add_person, delegate, end_delegation
from tests import given
from tests.cast import ROLES
from tests.modules.members.doors import REFUSED, Asked, answers_to_others, api_does_it, page_does_it
from tests.modules.members.people import THIS_WEEK, TOMORROW, newcomer, post_of, stands_in, without_power
from tests.modules.told import APPOINTERS, CASHIERS, last_facts, not_permitted, person, rule_says, trail

HOLDERS = "或者由担任这个职务的人来办。"
STAND_INS = "或者由代理的人来办。"


@pytest.fixture
def delegation(cast):
    """The colleague stands in for the cashier this week."""
    return stands_in(cast, "colleague", "cashier")


def test_the_powers_are_gone_at_once(cast, delegation):
    box = given.counted_box(cast)
    end_delegation(actor=cast.cashier, delegation=delegation)

    with not_permitted(CASHIERS):
        bank_box(actor=cast.colleague, box=box, deposit_slip="HD-1")


def test_what_has_not_begun_never_begins(cast):
    box = given.counted_box(cast)
    delegation = stands_in(cast, "colleague", "cashier", Term(TOMORROW, TOMORROW))

    end_delegation(actor=cast.secretary, delegation=delegation)

    with clock.set_to(given.NOON + timedelta(days=1)):
        assert not may(cast.colleague, "campaigns.bank_box", box)


def test_another_standing_in_goes_on(cast, delegation):
    stands_in(cast, "school", "cashier")
    box = given.counted_box(cast)

    end_delegation(actor=cast.cashier, delegation=delegation)

    assert [may(somebody, "campaigns.bank_box", box) for somebody in (cast.colleague, cast.school)] == [False, True]


def test_the_moment_is_kept_and_the_days_stay(cast, delegation):
    ended = end_delegation(actor=cast.cashier, delegation=delegation)

    assert (ended.ended_at, Term(ended.begins_on, ended.ends_on)) == (given.NOON, THIS_WEEK)


@pytest.mark.parametrize("role", ["secretary", "cashier", "colleague"])
def test_who_sees_to_people_the_holder_and_the_stand_in_end_it(cast, delegation, role):
    end_delegation(actor=person(cast, role), delegation=delegation)

    delegation.refresh_from_db()
    assert delegation.ended_at == given.NOON


def test_a_committee_member_for_people_ends_it(cast, delegation):
    ended = end_delegation(actor=newcomer(cast, "organiser"), delegation=delegation)

    assert ended.ended_at == given.NOON


def test_it_ends_once(cast, delegation):
    end_delegation(actor=cast.cashier, delegation=delegation)

    with rule_says("members.standing_in_is_over"):
        end_delegation(actor=cast.colleague, delegation=delegation)


def test_what_is_over_by_its_days_is_not_ended_again(cast, delegation):
    with clock.set_to(given.NOON + timedelta(days=5)), rule_says("members.standing_in_is_over"):
        end_delegation(actor=cast.cashier, delegation=delegation)


def test_it_may_be_ended_on_its_last_day(cast, delegation):
    with clock.set_to(given.NOON + timedelta(days=4)):
        ended = end_delegation(actor=cast.cashier, delegation=delegation)

    assert ended.ended_at == given.NOON + timedelta(days=4)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"secretary", "cashier", "colleague"}])
def test_nobody_else_ends_it(cast, delegation, role):
    with not_permitted(APPOINTERS, HOLDERS, STAND_INS):
        end_delegation(actor=person(cast, role), delegation=delegation)


def test_no_secretary_whose_post_does_not_count_here_ends_it(cast, delegation):
    for somebody in without_power(cast).values():
        with not_permitted(APPOINTERS, HOLDERS, STAND_INS):
            end_delegation(actor=somebody, delegation=delegation)


def test_nobody_ends_one_next_door(cast):
    known = add_person(actor=given.SETUP, alliance=cast.next_door, person=cast.outsider, name="外小人")
    post = post_of(cast, "neighbour")
    delegation = delegate(actor=cast.neighbour, post=post, to=known, term=THIS_WEEK, reason="出差")

    with not_permitted(APPOINTERS, HOLDERS, STAND_INS):
        end_delegation(actor=cast.secretary, delegation=delegation)


def test_no_program_ends_it(cast, delegation):
    with not_permitted(APPOINTERS, HOLDERS, STAND_INS):
        end_delegation(actor=SystemActor("setup"), delegation=delegation)


def test_the_log_has_the_person_by_id(cast, delegation):
    with trail() as deeds:
        end_delegation(actor=cast.colleague, delegation=delegation)

    assert deeds == ["members.end_delegation"]
    told = (cast.colleague.ref, delegation.ref, {"to": str(cast.colleague.pk)})
    assert last_facts("members.end_delegation") == told


def asked(cast):
    standing_in = stands_in(cast, "school", "cashier")
    return Asked(f"/work/people/delegations/{standing_in.pk}/end/", f"/delegations/{standing_in.pk}/end", {}, {})


def test_the_page_does_it(cast, door):
    assert page_does_it(door, cast.cashier, asked(cast)) == ["members.end_delegation"]


def test_the_api_does_it(cast, door):
    assert api_does_it(door, cast.school, asked(cast)) == ["members.end_delegation"]


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door):
    reasons = [APPOINTERS, "或者由担任这个职务的人来办。", "或者由代理的人来办。"]

    assert answers_to_others(cast, door, asked(cast)) == (REFUSED, reasons)
