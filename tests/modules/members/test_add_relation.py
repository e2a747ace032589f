"""Organisations outside the alliance: known by name and kind, taking part in nothing."""

from datetime import timedelta

import pytest

from gongjian.modules.members.actions import NewOrganisation, Term, add_relation
from gongjian.modules.members.models import Organisation, Relation
from gongjian.modules.members.queries import public_member_count
from gongjian.modules.members.queries.organisations import relations_of
from tests import given
from tests.modules.members.doors import (
    REFUSED_IN_HIS_OWN,
    Asked,
    answers_to_others,
    api_does_it,
    page_does_it,
    page_keeps_what_was_typed,
)
from tests.modules.members.people import MAY_NOT_APPOINT
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, rule_says

ABOVE = NewOrganisation("宝山路街道党工委")
CODE = "91110000600037341L"


@pytest.fixture
def asked():
    """The committee above the alliance."""
    typed = {"name": "宝山路街道党工委", "kind": "above", "begins_on": given.TODAY.isoformat()}
    return Asked("/work/organisations/outside/add/", "/outside", typed, typed)


def relate(actor, alliance, organisation=ABOVE, kind=Relation.Kind.ABOVE, term=given.SINCE):
    return add_relation(actor=actor, alliance=alliance, organisation=organisation, kind=kind, term=term)


def test_it_is_known_and_takes_part_in_nothing(cast):
    before = public_member_count(cast.alliance.pk)

    relate(cast.secretary, cast.alliance)

    known = [(one.organisation.name, one.kind) for one in relations_of(cast.alliance.pk)]
    assert (known, public_member_count(cast.alliance.pk)) == ([("宝山路街道党工委", "above")], before)


def test_another_alliance_does_not_see_it(cast):
    relate(cast.secretary, cast.alliance)

    assert list(relations_of(cast.next_door.pk)) == []


def test_by_its_code_two_alliances_mean_the_same_one(cast):
    named = NewOrganisation("区慈善基金会", CODE)

    relations = [relate(given.SETUP, alliance, named, "charity") for alliance in (cast.alliance, cast.next_door)]

    assert relations[0].organisation == relations[1].organisation


def test_without_a_code_the_same_name_is_not_the_same_one(cast):
    relations = [relate(given.SETUP, alliance) for alliance in (cast.alliance, cast.next_door)]

    assert relations[0].organisation != relations[1].organisation


def test_one_organisation_may_be_two_things(cast):
    first = relate(cast.secretary, cast.alliance)

    relate(cast.secretary, cast.alliance, first.organisation, Relation.Kind.AUTHORITY)

    assert [one.kind for one in relations_of(cast.alliance.pk)] == ["above", "authority"]


def test_the_same_thing_is_not_written_twice(cast):
    first = relate(cast.secretary, cast.alliance)

    with rule_says("members.is_related_already", organisation="宝山路街道党工委"):
        relate(cast.secretary, cast.alliance, first.organisation, term=Term(given.TODAY + timedelta(days=3)))


def test_nobody_else_writes_it(cast):
    for role in MAY_NOT_APPOINT:
        with not_permitted(APPOINTERS):
            relate(person(cast, role), cast.alliance)


def test_the_page_and_the_api_do_it(cast, door, asked):
    assert page_does_it(door, cast.secretary, asked) == ["members.add_relation"]
    known = Organisation.objects.get(name="宝山路街道党工委")
    body = {"organisation_id": str(known.pk), "kind": "union", "begins_on": given.TODAY.isoformat()}
    again = Asked(asked.page, asked.api, {}, body)
    assert api_does_it(door, cast.secretary, again) == ["members.add_relation"]


def test_a_new_one_and_one_of_the_list_are_not_both(cast, door, asked):
    known = str(Organisation.objects.get(name="止园路小学").pk)

    assert page_keeps_what_was_typed(door, cast.secretary, asked, organisation=known) == [
        "请选一家登记过的单位，或者写新单位的全称，只要一样。"
    ]


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door, asked):
    assert answers_to_others(cast, door, asked) == (REFUSED_IN_HIS_OWN, [APPOINTERS])


def test_the_log_has_the_kind(cast):
    relation = relate(cast.secretary, cast.alliance)

    facts = {"organisation": relation.organisation.ref, "kind": "above"}
    assert last_facts("members.add_relation") == (cast.secretary.ref, relation.ref, facts)
