"""Giving a person a post for a term: what one may do follows from it, day by day."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from gongjian.foundation import clock
from gongjian.foundation.access import may
from gongjian.modules.members.actions import Term, add_person, appoint
from gongjian.modules.members.models import Organisation, Post, Profile
from gongjian.modules.members.queries import alliances_of, organisation_of, posts_of
from tests import given
from tests.cast import ROLES
from tests.modules.told import SET_UP, last_facts, not_permitted, nothing_written, person, trail


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

    appoint(actor=given.SETUP, profile=newcomer, organisation=branch, kind=Post.Kind.CASHIER, term=term)

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

    appoint(actor=given.SETUP, profile=profile, organisation=branch, kind=Post.Kind.VOLUNTEER, term=Term(given.TODAY))

    assert organisation_of(cast.school, cast.alliance.pk).name == "止园路小学"
    assert len(posts_of(cast.school, cast.alliance.pk)) == 2


def test_no_person_appoints(cast, newcomer, branch):
    given_post = {"profile": newcomer, "organisation": branch, "kind": Post.Kind.CASHIER, "term": given.SINCE}

    for role in ROLES:
        with not_permitted(SET_UP):
            appoint(actor=person(cast, role), **given_post)


def test_a_post_does_not_end_before_it_begins(cast, newcomer, branch):
    backwards = Term(given.TODAY, given.TODAY - timedelta(days=1))

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        appoint(actor=given.SETUP, profile=newcomer, organisation=branch, kind=Post.Kind.LIAISON, term=backwards)


def test_the_log_has_the_person_by_id_and_the_kind(cast, newcomer, branch):
    with trail() as deeds:
        post = appoint(
            actor=given.SETUP, profile=newcomer, organisation=branch, kind=Post.Kind.LIAISON, term=given.SINCE
        )

    assert deeds == ["members.appoint"]
    facts = {"person": str(cast.outsider.pk), "kind": "liaison"}
    assert last_facts("members.appoint") == ("system:setup", post.ref, facts)
