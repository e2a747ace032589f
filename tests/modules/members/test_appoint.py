"""Giving a person a post for a term: what one may do follows from it, day by day."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation import clock
from gongjian.foundation.access import may
from gongjian.foundation.notices.models import Notice
from gongjian.foundation.notices.words import in_words
from gongjian.modules.members.actions import Term, add_person, appoint
from gongjian.modules.members.models import Organisation, PostKind, Profile
from gongjian.modules.members.queries import alliances_of, organisation_of, posts_of
from tests import given
from tests.modules.members.people import MAY_NOT_APPOINT, profile_of, stands_in, without_power
from tests.modules.members.people import newcomer as new_holder
from tests.modules.told import APPOINTERS, last_facts, not_permitted, nothing_written, person, rule_says, trail

NOT_ONESELF = "自己的事要请别人来办。"


@pytest.fixture
def newcomer(cast):
    """Somebody whom the alliance knows, without a post."""
    return add_person(actor=given.SETUP, alliance=cast.alliance, person=cast.outsider, name="新小来")


@pytest.fixture
def branch(cast):
    """The organisation that leads."""
    return Organisation.objects.get(name="眼镜街党总支")


def test_a_post_opens_its_deeds_from_its_first_day_to_its_last(cast, newcomer, branch):
    box = given.counted_box(cast)
    term = Term(given.TODAY + timedelta(days=1), given.TODAY + timedelta(days=2))

    appoint(actor=given.SETUP, profile=newcomer, organisation=branch, kind=given.kind(cast, "cashier"), term=term)

    allowed = []
    for days in range(4):
        with clock.set_to(given.NOON + timedelta(days=days)):
            allowed.append(may(cast.outsider, "campaigns.bank_box", box))
    assert allowed == [False, True, True, False]


def test_a_day_begins_and_ends_at_midnight_in_shanghai(cast):
    box = given.counted_box(cast)
    midnight = given.NOON + timedelta(hours=12)

    allowed = {}
    for moment in (midnight - timedelta(seconds=1), midnight):
        with clock.set_to(moment):
            allowed[moment] = may(cast.future_cashier, "campaigns.bank_box", box)

    assert list(allowed.values()) == [False, True]


def test_a_post_opens_nothing_in_another_alliance(cast):
    box = given.counted_box(cast)

    assert alliances_of(cast.neighbour) == [cast.next_door.pk]
    assert not may(cast.neighbour, "campaigns.bank_box", box)


def test_somebody_with_two_posts_speaks_for_the_older_one(cast, branch):
    profile = Profile.objects.get(alliance=cast.alliance, person=cast.school)

    appoint(
        actor=given.SETUP,
        profile=profile,
        organisation=branch,
        kind=given.kind(cast, "volunteer"),
        term=Term(given.TODAY),
    )

    assert organisation_of(cast.school, cast.alliance.pk).name == "止园路小学"
    assert len(posts_of(cast.school, cast.alliance.pk)) == 2


def test_nobody_else_appoints(cast, newcomer, branch):
    given_post = {
        "profile": newcomer,
        "organisation": branch,
        "kind": given.kind(cast, "cashier"),
        "term": Term(given.TODAY),
    }

    for role in [role for role in MAY_NOT_APPOINT if role != "outsider"]:
        with not_permitted(APPOINTERS):
            appoint(actor=person(cast, role), **given_post)


@pytest.mark.parametrize("kind", ["secretary", "organiser"])
def test_who_sees_to_people_appoints(cast, newcomer, branch, kind):
    actor = cast.secretary if kind == "secretary" else new_holder(cast, kind)

    appoint(
        actor=actor, profile=newcomer, organisation=branch, kind=given.kind(cast, "cashier"), term=Term(given.TODAY)
    )

    assert [post.kind.code for post in posts_of(cast.outsider, cast.alliance.pk)] == ["cashier"]


def test_whose_post_does_not_count_here_appoints_nobody(cast, newcomer, branch):
    given_post = {
        "profile": newcomer,
        "organisation": branch,
        "kind": given.kind(cast, "cashier"),
        "term": Term(given.TODAY),
    }

    for somebody in without_power(cast).values():
        with not_permitted(APPOINTERS):
            appoint(actor=somebody, **given_post)


def test_nobody_appoints_himself(cast, branch):
    with not_permitted(NOT_ONESELF):
        appoint(
            actor=cast.secretary,
            profile=profile_of(cast, "secretary"),
            organisation=branch,
            kind=given.kind(cast, "cashier"),
            term=Term(given.TODAY),
        )


def test_nobody_appoints_himself_by_standing_in_for_the_secretary(cast, branch):
    stands_in(cast, "colleague", "secretary")

    with not_permitted(NOT_ONESELF):
        appoint(
            actor=cast.colleague,
            profile=profile_of(cast, "colleague"),
            organisation=branch,
            kind=given.kind(cast, "secretary"),
            term=Term(given.TODAY),
        )


def test_nobody_without_a_post_appoints_himself(cast, newcomer, branch):
    with not_permitted(APPOINTERS, NOT_ONESELF):
        appoint(
            actor=cast.outsider,
            profile=newcomer,
            organisation=branch,
            kind=given.kind(cast, "member"),
            term=Term(given.TODAY),
        )


def test_nobody_next_door_is_appointed_from_here(cast, branch):
    profile = Profile.objects.get(alliance=cast.next_door)
    kind = PostKind.objects.get(alliance=cast.next_door, code="cashier")

    with not_permitted(APPOINTERS):
        appoint(actor=cast.secretary, profile=profile, organisation=branch, kind=kind, term=Term(given.TODAY))


def test_a_kind_of_the_alliance_next_door_is_no_kind_here(cast, newcomer, branch):
    kind = PostKind.objects.get(alliance=cast.next_door, code="cashier")

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        appoint(actor=cast.secretary, profile=newcomer, organisation=branch, kind=kind, term=Term(given.TODAY))


def test_another_organisations_cashier_keeps_none_of_the_alliances_cash(cast):
    box, cashier = given.counted_box(cast), new_holder(cast, "cashier", "止园路小学")

    assert not may(cashier, "campaigns.bank_box", box)


def test_another_organisations_secretary_does_not_lead_the_alliance(cast):
    reversal, secretary = given.asked_reversal(cast, given.entry(cast)), new_holder(cast, "secretary", "止园路小学")

    assert not may(secretary, "ledger.agree_reversal", reversal)


def test_a_post_does_not_end_before_it_begins(cast, newcomer, branch):
    backwards = Term(given.TODAY, given.TODAY - timedelta(days=1))

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        appoint(
            actor=given.SETUP, profile=newcomer, organisation=branch, kind=given.kind(cast, "liaison"), term=backwards
        )


def test_the_log_has_the_person_by_id_and_the_kind(cast, newcomer, branch):
    with trail() as deeds:
        post = appoint(
            actor=given.SETUP, profile=newcomer, organisation=branch, kind=given.kind(cast, "liaison"), term=given.SINCE
        )

    assert deeds == ["members.appoint"]
    facts = {"person": str(cast.outsider.pk), "kind": "liaison"}
    assert last_facts("members.appoint") == ("system:setup", post.ref, facts)


def test_who_only_sees_to_people_makes_nobody_secretary(cast, newcomer, branch):
    organiser = new_holder(cast, "organiser")

    for kind in ("secretary", "organiser"):
        with rule_says("members.not_yours_to_give"):
            appoint(
                actor=organiser,
                profile=newcomer,
                organisation=branch,
                kind=given.kind(cast, kind),
                term=Term(given.TODAY),
            )


def test_who_is_appointed_by_somebody_is_told(cast, newcomer, branch):
    appoint(
        actor=cast.secretary,
        profile=newcomer,
        organisation=branch,
        kind=given.kind(cast, "cashier"),
        term=Term(given.TODAY),
    )

    notice = Notice.objects.get()
    text = in_words(cast.alliance.pk, [notice])[0].text
    assert (notice.to, notice.url) == (cast.outsider, f"/work/people/{newcomer.pk}/")
    assert text == "在眼镜街党总支当出纳，从 2026-11-23 起。"


def test_who_is_set_up_with_the_alliance_is_not_told(cast):
    assert Notice.objects.count() == 0
