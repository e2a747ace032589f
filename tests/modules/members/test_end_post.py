"""Letting a post end: what it gave is gone after its last day, or with it."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.foundation.access import SystemActor, may
from gongjian.modules.campaigns.actions import bank_box
from gongjian.modules.campaigns.models import CashBox
from gongjian.modules.members.actions import end_post
from gongjian.modules.members.models import Membership
from tests import given
from tests.cast import ROLES
from tests.modules.members.people import TOMORROW, YESTERDAY, newcomer, post_of, stands_in, without_power
from tests.modules.told import APPOINTERS, CASHIERS, last_facts, not_permitted, person, rule_says, trail

HOLDERS = "或者由担任这个职务的人来办。"


def test_a_post_gives_its_powers_to_the_end_of_its_last_day(cast):
    box = given.counted_box(cast)

    end_post(actor=cast.secretary, post=post_of(cast, "cashier"), ends_on=TOMORROW)

    allowed = []
    for days in range(3):
        with clock.set_to(given.NOON + timedelta(days=days)):
            allowed.append(may(cast.cashier, "campaigns.bank_box", box))
    assert allowed == [True, True, False]


def test_who_has_lost_the_post_is_refused_at_once(cast):
    box = given.counted_box(cast)
    end_post(actor=cast.secretary, post=post_of(cast, "cashier"), ends_on=given.TODAY)

    with clock.set_to(given.NOON + timedelta(hours=12)), not_permitted(CASHIERS):
        bank_box(actor=cast.cashier, box=box, deposit_slip="HD-1")


def test_who_stands_in_loses_the_powers_with_the_post(cast):
    box = given.counted_box(cast)
    stands_in(cast, "colleague", "cashier")

    end_post(actor=cast.secretary, post=post_of(cast, "cashier"), ends_on=given.TODAY)

    allowed = []
    for days in range(2):
        with clock.set_to(given.NOON + timedelta(days=days)):
            allowed.append(may(cast.colleague, "campaigns.bank_box", box))
    assert allowed == [True, False]


def test_what_was_done_under_the_post_stays(cast):
    box = given.counted_box(cast)
    before = list(CashBox.objects.filter(pk=box.pk).values_list())

    end_post(actor=cast.secretary, post=post_of(cast, "cashier"), ends_on=given.TODAY)

    assert list(CashBox.objects.filter(pk=box.pk).values_list()) == before
    assert post_of(cast, "cashier").begins_on == given.SINCE.begins_on


def test_everybody_may_lay_down_his_own_post(cast):
    post = end_post(actor=cast.school, post=post_of(cast, "school"), ends_on=given.TODAY)

    assert post.ends_on == given.TODAY


def test_an_end_may_be_brought_forward(cast):
    for day in (TOMORROW, given.TODAY):
        end_post(actor=cast.secretary, post=post_of(cast, "cashier"), ends_on=day)

    assert post_of(cast, "cashier").ends_on == given.TODAY


def test_a_day_of_the_past_is_refused(cast):
    with rule_says("members.ends_in_the_past", today="2026-11-23"):
        end_post(actor=cast.secretary, post=post_of(cast, "cashier"), ends_on=YESTERDAY)


def test_a_post_that_has_not_begun_does_not_end_before(cast):
    with rule_says("members.ends_before_it_begins", begins_on="2026-11-24"):
        end_post(actor=cast.secretary, post=post_of(cast, "future_cashier"), ends_on=given.TODAY)


def test_a_post_is_not_made_longer(cast):
    end_post(actor=cast.secretary, post=post_of(cast, "cashier"), ends_on=given.TODAY)

    with rule_says("members.ended_already", ends_on="2026-11-23"):
        end_post(actor=cast.cashier, post=post_of(cast, "cashier"), ends_on=TOMORROW)


def test_a_post_that_is_over_is_not_brought_back_by_its_holder(cast):
    with rule_says("members.ended_already", ends_on="2026-11-22"):
        end_post(actor=cast.former_cashier, post=post_of(cast, "former_cashier"), ends_on=TOMORROW)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"secretary", "cashier"}])
def test_nobody_else_ends_it(cast, role):
    with not_permitted(APPOINTERS, HOLDERS):
        end_post(actor=person(cast, role), post=post_of(cast, "cashier"), ends_on=given.TODAY)


def test_no_secretary_whose_post_does_not_count_here_ends_it(cast):
    for somebody in without_power(cast).values():
        with not_permitted(APPOINTERS, HOLDERS):
            end_post(actor=somebody, post=post_of(cast, "cashier"), ends_on=given.TODAY)


def test_no_post_next_door_is_ended_from_here(cast):
    with not_permitted(APPOINTERS, HOLDERS):
        end_post(actor=cast.secretary, post=post_of(cast, "neighbour"), ends_on=given.TODAY)


def test_no_other_program_ends_one(cast):
    with not_permitted(APPOINTERS, HOLDERS):
        end_post(actor=SystemActor("disclosure-clock"), post=post_of(cast, "cashier"), ends_on=given.TODAY)


def test_who_stands_in_for_a_holder_does_not_end_his_post(cast):
    stands_in(cast, "colleague", "cashier")

    with not_permitted(APPOINTERS, HOLDERS):
        end_post(actor=cast.colleague, post=post_of(cast, "cashier"), ends_on=given.TODAY)


def test_a_committee_member_for_people_ends_it(cast):
    post = end_post(actor=newcomer(cast, "organiser"), post=post_of(cast, "cashier"), ends_on=given.TODAY)

    assert post.ends_on == given.TODAY


def test_the_secretary_of_an_organisation_that_no_longer_leads_ends_nothing(cast):
    Membership.objects.filter(alliance=cast.alliance, leads=True).update(ends_on=YESTERDAY)

    with not_permitted(APPOINTERS, HOLDERS):
        end_post(actor=cast.secretary, post=post_of(cast, "cashier"), ends_on=given.TODAY)


def test_the_log_has_the_person_by_id_and_the_last_day(cast):
    with trail() as deeds:
        post = end_post(actor=cast.secretary, post=post_of(cast, "cashier"), ends_on=TOMORROW)

    assert deeds == ["members.end_post"]
    facts = {"person": str(cast.cashier.pk), "ends_on": "2026-11-24"}
    assert last_facts("members.end_post") == (cast.secretary.ref, post.ref, facts)
