"""Confirming that it is still the same person: an office holder of this alliance, never the person."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.modules.members.actions import confirm_person
from gongjian.modules.members.models import HeldBack
from gongjian.modules.members.queries import posts_of
from tests import entering, given
from tests.modules.members.people import profile_of
from tests.modules.told import (
    APPOINTERS,
    SECRETARYS,
    answers,
    answers_to_strangers,
    last_facts,
    not_permitted,
    person,
    rule_says,
)


@pytest.fixture
def held(cast):
    """The cashier, whom the alliance next door let in anew."""
    return entering.held_back(cast, cast.cashier)


def at(name, profile):
    return reverse(f"members:{name}", args=[profile.pk])


def test_from_then_on_the_posts_count_again(cast, held):
    confirm_person(actor=cast.secretary, profile=profile_of(cast, "cashier"))

    kept = HeldBack.objects.get()
    assert (kept.confirmed_by, kept.confirmed_at) == (cast.secretary, given.NOON)
    assert len(posts_of(cast.cashier, cast.alliance.pk)) == 1
    assert last_facts("members.confirm_person") == (cast.secretary.ref, kept.ref, {"person": str(cast.cashier.pk)})


@pytest.mark.parametrize("role", ["supervisor", "school", "neighbour", "operator", "outsider"])
def test_only_who_appoints_or_leads_here_confirms(cast, held, role):
    with not_permitted(APPOINTERS, SECRETARYS):
        confirm_person(actor=person(cast, role), profile=profile_of(cast, "cashier"))


def test_the_two_who_let_him_in_next_door_confirm_nothing_here(cast, held):
    somebody = entering.officer(cast.next_door, "third")

    with not_permitted(APPOINTERS, SECRETARYS):
        confirm_person(actor=somebody, profile=profile_of(cast, "cashier"))


def test_nobody_confirms_himself_not_even_the_secretary(cast):
    entering.held_back(cast, cast.secretary)

    with not_permitted(APPOINTERS, SECRETARYS, "自己的事要请别人来办。"):
        confirm_person(actor=cast.secretary, profile=profile_of(cast, "secretary"))


def test_where_nobody_else_is_left_it_is_done_at_set_up(cast):
    entering.held_back(cast, cast.secretary)

    confirm_person(actor=given.SETUP, profile=profile_of(cast, "secretary"))

    assert len(posts_of(cast.secretary, cast.alliance.pk)) == 1


def test_who_is_not_held_back_needs_no_confirming(cast):
    with rule_says("members.not_held_back"):
        confirm_person(actor=cast.secretary, profile=profile_of(cast, "cashier"))


def test_by_hand_in_the_database_nobody_confirms_himself_and_nothing_is_taken_back(cast, held):
    row = HeldBack.objects.filter(pk=held.pk)
    with pytest.raises(IntegrityError, match="nobody_confirms_himself"), transaction.atomic():
        row.update(confirmed_at=given.NOON, confirmed_by=cast.cashier)
    with pytest.raises(IntegrityError, match="stays known"), transaction.atomic():
        row._raw_delete("default")  # noqa: SLF001  past Django's own PROTECT
    confirm_person(actor=cast.secretary, profile=profile_of(cast, "cashier"))

    with pytest.raises(IntegrityError, match="who confirmed a person, and whom, never changes"), transaction.atomic():
        row.update(confirmed_by=None)


def test_the_persons_page_says_so_and_the_page_and_the_api_confirm(cast, door, held):
    profile = profile_of(cast, "cashier")
    visit = door(cast.secretary)
    before = visit.get(at("person", profile)).content.decode()

    found = answers(visit, at("confirm_person", profile), f"/people/{profile.pk}/confirm", typed={})

    after = visit.get(at("person", profile)).content.decode()
    assert (["他在这里的职务先停着" in page for page in (before, after)], found) == ([True, False], (200, 302, 409))


def test_who_may_not_reads_why_and_strangers_find_nothing(cast, door, held):
    profile = profile_of(cast, "cashier")
    page, api = at("confirm_person", profile), f"/people/{profile.pk}/confirm"

    assert answers(door(cast.school), page, api, typed={}) == (200, 403, 403)
    assert set(answers_to_strangers(cast, door, page, api, typed={}).values()) == {(404, 404, 404)}
