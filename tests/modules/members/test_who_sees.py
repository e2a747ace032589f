"""Who could see a person's page on a day: the answer of that day, asked from the other side."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.modules.members.actions import end_delegation, end_post
from gongjian.modules.members.models import Profile
from gongjian.modules.members.queries.people import profiles_visible_to
from gongjian.modules.members.queries.seeing import who_could_see
from tests import given
from tests.cast import ROLES
from tests.modules.members.people import newcomer, post_of, profile_of, stands_in
from tests.modules.told import person

DAYS = range(-1, 3)


def seen_in_fact(cast, profile, day):
    """Who of everybody known here did see the page that day, by name."""
    with clock.set_to(given.NOON + (day - given.TODAY)):
        everybody = Profile.objects.filter(alliance=cast.alliance).select_related("person")
        return sorted(one.name for one in everybody if profile in profiles_visible_to(one.person))


@pytest.mark.parametrize("days", DAYS)
def test_it_is_the_answer_of_that_day_for_everybody(cast, days):
    newcomer(cast, "organiser")
    stands_in(cast, "school", "secretary")
    end_post(actor=cast.secretary, post=post_of(cast, "committee"), ends_on=given.TODAY)
    day = given.TODAY + timedelta(days=days)

    for profile in Profile.objects.filter(alliance=cast.alliance):
        assert [seer.name for seer in who_could_see(profile, day)] == seen_in_fact(cast, profile, day)


def test_standing_in_that_was_called_back_counts_until_that_day(cast):
    delegation = stands_in(cast, "school", "secretary")
    end_delegation(actor=cast.secretary, delegation=delegation)
    colleague = profile_of(cast, "colleague")

    names = {seer.name for seer in who_could_see(colleague, given.TODAY)}

    assert names == set(seen_in_fact(cast, colleague, given.TODAY))


def test_it_says_why_and_who_may_see_the_numbers(cast):
    seers = who_could_see(profile_of(cast, "colleague"), given.TODAY)

    assert [(seer.name, str(seer.why), seer.numbers) for seer in seers] == [
        ("同小事", "本人", True),
        ("牵小头", "同一单位", True),
        ("舒大方", "管人员和职务", True),
        ("钱小清", "同一单位", False),
    ]


def test_who_is_in_charge_of_something_is_seen_by_all(cast):
    seers = who_could_see(profile_of(cast, "school"), given.TODAY)

    assert {seer.name: str(seer.why) for seer in seers}["严细看"] == "那天管着事的人，联盟里的人都看得到"


def test_the_person_and_who_appoints_may_ask_and_nobody_else(cast, door):
    url = f"/work/people/{profile_of(cast, 'school').pk}/who-sees/"

    answers = {role: door(person(cast, role)).get(url).status_code for role in ROLES}

    assert [role for role, status in answers.items() if status == 200] == ["secretary", "school"]
    assert {status for status in answers.values() if status != 200} == {404}


def test_a_day_that_is_none_is_told_and_today_is_shown(cast, door):
    answer = door(cast.school).get(f"/work/people/{profile_of(cast, 'school').pk}/who-sees/?day=2026-02-30")

    assert (answer.status_code, answer.context["day"], list(answer.context["form"].errors)) == (
        200,
        given.TODAY,
        ["day"],
    )
