"""Standing in for the holder of a post: his powers for a period, and no more."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.foundation.access import SystemActor, may
from gongjian.modules.ledger.actions import agree_reversal, ask_reversal
from gongjian.modules.members.actions import Term, add_person, delegate
from gongjian.modules.members.models import Delegation, Post, Profile
from tests import given
from tests.cast import ROLES
from tests.modules.members.doors import (
    REFUSED,
    Asked,
    answers_to_others,
    api_does_it,
    page_does_it,
    page_keeps_what_was_typed,
)
from tests.modules.members.people import (
    THIS_WEEK,
    TOMORROW,
    YESTERDAY,
    newcomer,
    post_of,
    profile_of,
    stands_in,
    without_power,
)
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, rule_says, trail

HOLDERS = "或者由担任这个职务的人来办。"
NOT_ONESELF = "自己的事要请别人来办。"
DID_NOT_ASK = "是你提出冲销的，要由另一个人同意。"


def let(cast, actor, *, post="cashier", to="colleague", term=THIS_WEEK):
    return delegate(actor=actor, post=post_of(cast, post), to=profile_of(cast, to), term=term, reason="出差")


def test_who_stands_in_has_the_powers_from_the_first_day_to_the_last(cast):
    box = given.counted_box(cast)

    let(cast, cast.secretary, term=Term(TOMORROW, given.TODAY + timedelta(days=2)))

    allowed = []
    for days in range(4):
        with clock.set_to(given.NOON + timedelta(days=days)):
            allowed.append(may(cast.colleague, "campaigns.bank_box", box))
    assert allowed == [False, True, True, False]


def test_the_holder_keeps_his_powers(cast):
    box = given.counted_box(cast)

    let(cast, cast.secretary)

    assert may(cast.cashier, "campaigns.bank_box", box)


def test_standing_in_keeps_the_reason_and_the_days(cast):
    delegation = let(cast, cast.cashier)

    kept = Delegation.objects.get(pk=delegation.pk)
    assert (kept.to, kept.reason, kept.ended_at) == (cast.colleague, "出差", None)
    assert Term(kept.begins_on, kept.ends_on) == THIS_WEEK


@pytest.mark.parametrize("kind", ["secretary", "organiser", "cashier"])
def test_who_sees_to_people_and_the_holder_let_somebody_stand_in(cast, kind):
    actor = newcomer(cast, kind) if kind == "organiser" else person(cast, kind)

    assert let(cast, actor).to == cast.colleague


def test_who_stands_in_for_the_secretary_does_not_agree_to_his_own_reversal(cast):
    reversal = given.asked_reversal(cast, given.entry(cast))
    let(cast, cast.secretary, post="secretary", to="cashier")

    with not_permitted(DID_NOT_ASK):
        agree_reversal(actor=cast.cashier, reversal=reversal)


def test_who_stands_in_for_both_does_not_agree_to_what_he_asked_for(cast):
    entry = given.entry(cast)
    for post in ("secretary", "cashier"):
        let(cast, cast.secretary, post=post)
    reversal = ask_reversal(actor=cast.colleague, entry=entry, reason="金额记错")

    with not_permitted(DID_NOT_ASK):
        agree_reversal(actor=cast.colleague, reversal=reversal)


def test_who_stands_in_for_another_organisations_cashier_keeps_no_cash_here(cast):
    box, cashier = given.counted_box(cast), newcomer(cast, "cashier", "止园路小学")
    post = cashier.posts.get()

    delegate(actor=cashier, post=post, to=profile_of(cast, "school"), term=THIS_WEEK, reason="出差")

    assert not may(cast.school, "campaigns.bank_box", box)


def test_standing_in_opens_nothing_next_door(cast):
    let(cast, cast.secretary, post="secretary")

    assert not may(cast.colleague, "members.add_side", cast.next_door)


def test_nobody_makes_himself_stand_in_for_another(cast):
    with not_permitted(NOT_ONESELF):
        let(cast, cast.secretary, post="cashier", to="secretary")


def test_who_stands_in_for_the_secretary_gives_himself_no_second_post(cast):
    let(cast, cast.secretary, post="secretary")

    with not_permitted(NOT_ONESELF):
        let(cast, cast.colleague, post="cashier", to="colleague")


def test_nobody_stands_in_for_himself(cast):
    with rule_says("members.stands_in_for_oneself"):
        let(cast, cast.cashier, to="cashier")


def test_who_is_not_known_to_the_alliance_does_not_stand_in(cast):
    neighbour = Profile.objects.get(alliance=cast.next_door, person=cast.neighbour)

    with rule_says("members.not_of_this_alliance"):
        delegate(actor=cast.cashier, post=post_of(cast, "cashier"), to=neighbour, term=THIS_WEEK, reason="出差")


@pytest.mark.parametrize("ends_on", [None, YESTERDAY])
def test_standing_in_has_an_end_that_follows_its_beginning(cast, ends_on):
    with rule_says("members.standing_in_needs_an_end"):
        let(cast, cast.cashier, term=Term(given.TODAY, ends_on))


def test_a_day_of_the_past_is_refused(cast):
    with rule_says("members.begins_in_the_past", today="2026-11-23"):
        let(cast, cast.cashier, term=Term(YESTERDAY, TOMORROW))


@pytest.mark.parametrize("role", ["former_cashier", "future_cashier"])
def test_standing_in_lies_within_the_term_of_the_post(cast, role):
    with rule_says("members.outside_the_post"):
        let(cast, person(cast, role), post=role)


@pytest.mark.parametrize("role", [role for role in ROLES if role not in {"secretary", "cashier"}])
def test_nobody_else_lets_somebody_stand_in(cast, role):
    with not_permitted(APPOINTERS, HOLDERS):
        let(cast, person(cast, role))


def test_no_secretary_whose_post_does_not_count_here_does(cast):
    for somebody in without_power(cast).values():
        with not_permitted(APPOINTERS, HOLDERS):
            let(cast, somebody)


def test_nobody_lets_stand_in_for_a_post_next_door(cast):
    known = add_person(actor=given.SETUP, alliance=cast.next_door, person=cast.colleague, name="同小事")

    with not_permitted(APPOINTERS, HOLDERS):
        delegate(actor=cast.secretary, post=post_of(cast, "neighbour"), to=known, term=THIS_WEEK, reason="出差")


@pytest.mark.parametrize("program", ["setup", "disclosure-clock"])
def test_no_program_does(cast, program):
    with not_permitted(APPOINTERS, HOLDERS):
        let(cast, SystemActor(program))


def test_who_stands_in_for_the_cashier_does_not_pass_it_on(cast):
    stands_in(cast, "colleague", "cashier")

    with not_permitted(APPOINTERS, HOLDERS):
        let(cast, cast.colleague, to="school")


def test_the_log_has_the_post_and_the_person_by_id(cast):
    with trail() as deeds:
        delegation = let(cast, cast.cashier)

    assert deeds == ["members.delegate"]
    facts = {"post": str(post_of(cast, "cashier").pk), "to": str(cast.colleague.pk)}
    assert last_facts("members.delegate") == (cast.cashier.ref, delegation.ref, facts)


def asked(cast):
    post, to = post_of(cast, "cashier"), str(profile_of(cast, "colleague").pk)
    days = {"begins_on": given.TODAY.isoformat(), "ends_on": TOMORROW.isoformat(), "reason": "出差"}
    page, api = f"/work/people/posts/{post.pk}/delegate/", f"/posts/{post.pk}/delegations"
    return Asked(page, api, {**days, "to": to}, {**days, "to_id": to})


def test_the_page_and_the_api_do_it(cast, door):
    assert page_does_it(door, cast.cashier, asked(cast)) == ["members.delegate"]
    assert api_does_it(door, cast.secretary, asked(cast)) == ["members.delegate"]


def test_days_outside_the_post_stay_in_the_form(cast, door):
    Post.objects.filter(pk=post_of(cast, "cashier").pk).update(ends_on=given.TODAY)

    assert page_keeps_what_was_typed(door, cast.cashier, asked(cast), ends_on=TOMORROW.isoformat()) == [
        "代理的日子要在这个职务的任期里。请改日期。"
    ]


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door):
    assert answers_to_others(cast, door, asked(cast)) == (REFUSED, [APPOINTERS, "或者由担任这个职务的人来办。"])
