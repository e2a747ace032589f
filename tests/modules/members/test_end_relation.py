"""What an organisation outside is to the alliance ends on a day."""

import pytest

from gongjian.modules.members.actions import NewOrganisation, Term, add_relation, end_relation
from gongjian.modules.members.models import Relation
from tests import given
from tests.modules.members.doors import REFUSED, Asked, answers_to_others, api_does_it, page_does_it
from tests.modules.members.people import MAY_NOT_APPOINT, TOMORROW, YESTERDAY
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, rule_says


@pytest.fixture
def charity(cast):
    """A charity that stands around the street's alliance."""
    named = NewOrganisation("区慈善基金会")
    return add_relation(
        actor=cast.secretary,
        alliance=cast.alliance,
        organisation=named,
        kind=Relation.Kind.CHARITY,
        term=Term(given.TODAY),
    )


@pytest.fixture
def asked(charity):
    """Its last day is today."""
    typed = {"ends_on": given.TODAY.isoformat()}
    return Asked(f"/work/organisations/outside/{charity.pk}/end/", f"/outside/{charity.pk}/end", typed, typed)


def test_it_ends_on_its_last_day(cast, charity):
    assert end_relation(actor=cast.secretary, relation=charity, ends_on=TOMORROW).ends_on == TOMORROW


def test_it_does_not_end_in_the_past(cast, charity):
    with rule_says("members.relation_ends_in_the_past", first=given.TODAY.isoformat()):
        end_relation(actor=cast.secretary, relation=charity, ends_on=YESTERDAY)


def test_a_last_day_is_not_put_off(cast, charity):
    end_relation(actor=cast.secretary, relation=charity, ends_on=given.TODAY)

    with rule_says("members.left_already", ends_on=given.TODAY.isoformat()):
        end_relation(actor=cast.secretary, relation=charity, ends_on=TOMORROW)


def test_nobody_else_ends_it(cast, charity):
    for role in MAY_NOT_APPOINT:
        with not_permitted(APPOINTERS):
            end_relation(actor=person(cast, role), relation=charity, ends_on=given.TODAY)


def test_the_page_and_the_api_do_it(cast, door, asked):
    assert page_does_it(door, cast.secretary, asked) == ["members.end_relation"]
    assert api_does_it(door, cast.secretary, asked) == ["members.end_relation"]


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door, asked):
    assert answers_to_others(cast, door, asked) == (REFUSED, [APPOINTERS])


def test_the_log_has_the_day(cast, charity):
    end_relation(actor=cast.secretary, relation=charity, ends_on=given.TODAY)

    facts = {"ends_on": given.TODAY.isoformat()}
    assert last_facts("members.end_relation") == (cast.secretary.ref, charity.ref, facts)
