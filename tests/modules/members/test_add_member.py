"""Giving an organisation its place in the alliance, for a term."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from gongjian.modules.members.actions import Term, add_member
from gongjian.modules.members.models import Membership, Organisation, Side
from gongjian.modules.members.queries import leading_organisation, public_member_count
from tests import given
from tests.modules.members.doors import (
    REFUSED_IN_HIS_OWN,
    Asked,
    answers_to_others,
    api_does_it,
    page_does_it,
    page_keeps_what_was_typed,
)
from tests.modules.members.people import MAY_NOT_APPOINT, newcomer, without_power
from tests.modules.told import APPOINTERS, last_facts, not_permitted, nothing_written, person, rule_says, trail


@pytest.fixture
def side(cast):
    """The one side of the street's alliance."""
    return Side.objects.get(alliance=cast.alliance)


@pytest.fixture
def shop(db):
    """An organisation that is no member yet."""
    return Organisation.objects.create(name="明视商户党支部")


def test_an_organisation_takes_part_from_the_day_it_begins_until_the_last(cast, side, shop):
    tomorrow, last = (given.TODAY + timedelta(days=days) for days in (1, 2))
    before = public_member_count(cast.alliance.pk)

    add_member(actor=given.SETUP, side=side, organisation=shop, term=Term(tomorrow, last))

    counted = []
    for days in range(4):
        with given.clock.set_to(given.NOON + timedelta(days=days)):
            counted.append(public_member_count(cast.alliance.pk) - before)
    assert counted == [0, 1, 1, 0]


def test_who_leads_is_a_matter_of_the_day(cast, side, shop):
    Membership.objects.filter(leads=True, alliance=cast.alliance).update(ends_on=given.TODAY)

    add_member(actor=given.SETUP, side=side, organisation=shop, term=Term(given.TODAY + timedelta(days=1)), leads=True)

    leaders = [leading_organisation(cast.alliance.pk, given.TODAY + timedelta(days=days)) for days in (0, 1)]
    assert [leader.name for leader in leaders] == ["眼镜街党总支", "明视商户党支部"]


def test_an_organisation_may_belong_to_two_alliances(cast):
    residents = Organisation.objects.get(name="居民区")

    alliances = set(residents.memberships.values_list("alliance__slug", flat=True))

    assert alliances == {"street", "next-door"}


@pytest.mark.parametrize("kind", ["secretary", "organiser"])
def test_who_sees_to_people_adds_one(cast, side, shop, kind):
    actor = newcomer(cast, kind)

    with trail() as deeds:
        add_member(actor=actor, side=side, organisation=shop, term=given.SINCE)

    assert deeds == ["members.add_member"]


def test_no_secretary_whose_post_does_not_count_here_adds_one(cast, side, shop):
    for somebody in without_power(cast).values():
        with not_permitted(APPOINTERS):
            add_member(actor=somebody, side=side, organisation=shop, term=given.SINCE)


def test_nobody_else_adds_one(cast, side, shop):
    for role in MAY_NOT_APPOINT:
        with not_permitted(APPOINTERS):
            add_member(actor=person(cast, role), side=side, organisation=shop, term=given.SINCE)


def test_a_membership_begins_once(cast, side, shop):
    add_member(actor=given.SETUP, side=side, organisation=shop, term=given.SINCE)

    with rule_says("members.is_member_already", organisation="明视商户党支部"):
        add_member(actor=given.SETUP, side=side, organisation=shop, term=given.SINCE)


def test_a_membership_does_not_end_before_it_begins(cast, side, shop):
    backwards = Term(given.TODAY, given.TODAY - timedelta(days=1))

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        add_member(actor=given.SETUP, side=side, organisation=shop, term=backwards)


def test_one_organisation_leads(cast, side, shop):
    with rule_says("members.leads_already", organisation="眼镜街党总支"):
        add_member(actor=given.SETUP, side=side, organisation=shop, term=given.SINCE, leads=True)


def test_one_organisation_leads_on_every_day_of_the_term(cast, side, shop):
    Membership.objects.filter(leads=True, alliance=cast.alliance).update(begins_on=given.TODAY)
    yesterday = Term(given.TODAY - timedelta(days=1))

    with rule_says("members.leads_already", organisation="眼镜街党总支"):
        add_member(actor=given.SETUP, side=side, organisation=shop, term=yesterday, leads=True)


def test_the_log_has_one_row(cast, side, shop):
    with trail() as deeds:
        membership = add_member(actor=given.SETUP, side=side, organisation=shop, term=given.SINCE)

    assert deeds == ["members.add_member"]
    facts = {"organisation": shop.ref}
    assert last_facts("members.add_member") == ("system:setup", membership.ref, facts)


def asked(cast, **organisation):
    day = {"begins_on": given.TODAY.isoformat()}
    side = str(Side.objects.get(alliance=cast.alliance).pk)
    page, api = "/work/organisations/add/", "/organisations"
    return Asked(page, api, {**day, "side": side, **organisation}, {**day, "side_id": side, **organisation})


def test_the_page_and_the_api_take_in_a_new_one(cast, door):
    assert page_does_it(door, cast.secretary, asked(cast, name="亮睛商户党支部")) == ["members.add_member"]
    assert api_does_it(door, cast.secretary, asked(cast, name="明视商户党支部")) == ["members.add_member"]


def test_one_that_left_comes_back_from_the_list(cast, door):
    school = Membership.objects.get(alliance=cast.alliance, organisation__name="止园路小学")
    Membership.objects.filter(pk=school.pk).update(ends_on=given.TODAY - timedelta(days=1))

    page_does_it(door, cast.secretary, asked(cast, organisation=str(school.organisation_id)))

    assert Membership.objects.filter(alliance=cast.alliance, organisation=school.organisation_id).count() == 2


def test_one_that_takes_part_is_not_taken_in_again(cast, door):
    school = str(Organisation.objects.get(name="止园路小学").pk)

    assert page_keeps_what_was_typed(door, cast.secretary, asked(cast), organisation=school) == [
        "止园路小学在这段日子里已经是成员。请改日期，或者从名单里打开它。"
    ]


def test_a_wrong_code_writes_nothing_and_stays_in_the_form(cast, door):
    said = page_keeps_what_was_typed(door, cast.secretary, asked(cast, name="新店"), credit_code="123")

    assert said == ["“123”不像统一社会信用代码：要 18 位，最后一位是校验位。请照营业执照或登记证书重填。"]


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door):
    new = asked(cast, name="新店")
    found, reasons = answers_to_others(cast, door, new)

    # The side of another alliance is no choice for the neighbour: his form comes back, and the API finds no such side.
    assert (found, reasons) == ({**REFUSED_IN_HIS_OWN, "neighbour": (200, 200, 404)}, [APPOINTERS])
