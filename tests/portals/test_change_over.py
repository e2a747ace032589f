"""Somebody who takes part in two alliances sees one at a time, and changes over when he wants to."""

import pytest
from django.urls import reverse

from gongjian.modules.members.models import Organisation
from tests import given

DESK, BOXES = reverse("desk:desk"), reverse("campaigns:cash_boxes")


@pytest.fixture
def in_both(cast):
    """The neighbour, who since today is a volunteer of the street as well."""
    residents = Organisation.objects.get(name="居民区")
    given.post(cast.alliance, cast.neighbour, "林小街", residents, "volunteer", given.Term(given.TODAY))
    return cast.neighbour


def change_over(visitor, alliance):
    return visitor.post(reverse("desk:change_over", args=[alliance.pk]))


def boxes_on(visitor):
    return [box.pk for box in visitor.get(BOXES).context["page"]]


def working_in(visitor):
    return visitor.get(DESK).context["surroundings"].me.alliance_name


def test_the_alliance_with_the_oldest_post_comes_first(in_both, door):
    assert working_in(door(in_both)) == "宝通路"


def test_after_changing_over_every_page_is_of_the_other_alliance(cast, in_both, door):
    visitor = door(in_both)

    answer = change_over(visitor, cast.alliance)

    assert (answer.status_code, answer.url, working_in(visitor)) == (302, DESK, "青云路眼镜街")


def test_lists_show_one_alliance_at_a_time(cast, in_both, door):
    ours, visitor = given.box(cast), door(in_both)

    before = boxes_on(visitor)
    change_over(visitor, cast.alliance)

    assert (before, boxes_on(visitor)) == ([], [ours.pk])


def test_the_way_over_is_shown_to_whoever_has_two_places_only(cast, in_both, door):
    shown = {who.username: "换到" in door(who).get(DESK).content.decode() for who in (in_both, cast.cashier)}

    assert shown == {"neighbour": True, "cashier": False}


@pytest.mark.parametrize("role", ["cashier", "operator", "outsider", "former_cashier", "future_cashier"])
def test_nobody_changes_over_to_where_he_has_no_post(cast, door, role):
    answer = change_over(door(getattr(cast, role)), cast.next_door)

    assert answer.status_code == 404


def test_a_choice_is_worth_nothing_once_the_post_has_ended(cast, in_both, door):
    visitor = door(in_both)
    change_over(visitor, cast.alliance)

    in_both.posts.filter(alliance=cast.alliance).update(begins_on=given.SINCE.begins_on, ends_on=given.SINCE.begins_on)

    assert working_in(visitor) == "宝通路"
