"""An organisation leaves: its posts end with it, what it did stays, and the leading one cannot go."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.modules.members.actions import Term, appoint, leave_alliance
from gongjian.modules.members.models import Membership, Organisation, Post
from gongjian.modules.members.queries import posts_of, public_member_count
from tests import given, promising
from tests.modules.members.doors import REFUSED, Asked, answers_to_others, api_does_it, page_does_it
from tests.modules.members.people import MAY_NOT_APPOINT, TOMORROW, YESTERDAY, profile_of
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, rule_says, trail


@pytest.fixture
def place(cast):
    """The school's place in the street's alliance."""
    return Membership.objects.get(alliance=cast.alliance, organisation__name="止园路小学")


@pytest.fixture
def asked(place):
    """The school leaves today."""
    today = {"ends_on": given.TODAY.isoformat()}
    api = f"/memberships/{place.pk}/leave"
    return Asked(f"/work/organisations/memberships/{place.pk}/leave/", api, today, today)


def test_it_takes_part_until_its_last_day_and_so_do_its_people(cast, place):
    before = public_member_count(cast.alliance.pk)

    leave_alliance(actor=cast.secretary, membership=place, ends_on=given.TODAY)

    seen = []
    for days in (0, 1):
        with clock.set_to(given.NOON + timedelta(days=days)):
            seen.append((public_member_count(cast.alliance.pk) - before, len(posts_of(cast.school, cast.alliance.pk))))
    assert seen == [(0, 1), (-1, 0)]


def test_posts_that_end_before_stay_as_they_are(cast, place):
    Post.objects.filter(person=cast.school).update(ends_on=given.TODAY)

    with trail() as deeds:
        leave_alliance(actor=cast.secretary, membership=place, ends_on=TOMORROW)

    assert (deeds, Post.objects.get(person=cast.school).ends_on) == (["members.leave_alliance"], given.TODAY)


def test_it_stays_where_it_is_in_another_alliance(cast):
    residents = Organisation.objects.get(name="居民区")
    place = residents.memberships.get(alliance=cast.alliance)

    leave_alliance(actor=cast.secretary, membership=place, ends_on=given.TODAY)

    assert residents.memberships.get(alliance=cast.next_door).ends_on is None


def test_the_leading_one_cannot_leave(cast):
    leading = Membership.objects.get(alliance=cast.alliance, leads=True)

    with rule_says("members.leader_leaves", organisation="眼镜街党总支"):
        leave_alliance(actor=cast.secretary, membership=leading, ends_on=given.TODAY)


def test_nothing_ends_in_the_past(cast, place):
    with rule_says("members.leaves_in_the_past", today=given.TODAY.isoformat()):
        leave_alliance(actor=cast.secretary, membership=place, ends_on=YESTERDAY)


def test_nobody_leaves_before_joining(cast, place):
    Membership.objects.filter(pk=place.pk).update(begins_on=TOMORROW)

    with rule_says("members.leaves_before_joining", begins_on=TOMORROW.isoformat()):
        leave_alliance(actor=cast.secretary, membership=place, ends_on=given.TODAY)


def test_a_last_day_is_not_put_off(cast, place):
    leave_alliance(actor=cast.secretary, membership=place, ends_on=given.TODAY)

    with rule_says("members.left_already", ends_on=given.TODAY.isoformat()):
        leave_alliance(actor=cast.secretary, membership=place, ends_on=TOMORROW)


def test_a_post_that_is_to_begin_later_stands_in_the_way(cast, place):
    later = given.TODAY + timedelta(days=9)
    appoint(
        actor=cast.secretary,
        profile=profile_of(cast, "school"),
        organisation=place.organisation,
        kind=given.kind(cast, "volunteer"),
        term=Term(later),
    )

    with rule_says("members.post_begins_later", begins_on=later.isoformat()):
        leave_alliance(actor=cast.secretary, membership=place, ends_on=given.TODAY)


def test_who_still_owes_something_does_not_leave(cast, place):
    promising.made_promise(cast)

    with rule_says("promises.still_owes", number=1):
        leave_alliance(actor=cast.secretary, membership=place, ends_on=given.TODAY)


def test_nobody_else_lets_it_leave(cast, place):
    for role in MAY_NOT_APPOINT:
        with not_permitted(APPOINTERS):
            leave_alliance(actor=person(cast, role), membership=place, ends_on=given.TODAY)


def test_the_page_and_the_api_do_it(cast, door, asked):
    assert page_does_it(door, cast.secretary, asked) == [
        "members.leave_alliance",
        "members.leave_alliance > members.end_post",
    ]
    assert api_does_it(door, cast.secretary, asked) == ["members.leave_alliance"]


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door, asked):
    assert answers_to_others(cast, door, asked) == (REFUSED, [APPOINTERS])


def test_the_log_says_how_many_posts_ended(cast, place):
    leave_alliance(actor=cast.secretary, membership=place, ends_on=given.TODAY)

    facts = {"organisation": place.organisation.ref, "ends_on": given.TODAY.isoformat(), "posts": 1}
    assert last_facts("members.leave_alliance") == (cast.secretary.ref, place.ref, facts)
