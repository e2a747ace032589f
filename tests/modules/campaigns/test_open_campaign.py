"""Beginning a collection: by whom, with a fund of its own."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import Campaign
from gongjian.modules.ledger.models import Fund
from gongjian.rulebook.errors import RuleBroken
from tests import given
from tests.modules.told import CASHIERS, SECRETARYS, last_facts, not_permitted, nothing_written, person, trail


def outline(cast, code="yirijuan"):
    return actions.Outline(
        code=code,
        kind=Campaign.Kind.HANDED_OVER,
        title="慈善一日捐",
        summary="自愿参加，多少随心。",
        organiser=cast.organiser,
        began_on=given.TODAY,
    )


def test_a_campaign_begins_with_a_fund_of_its_own(cast):
    campaign = actions.open_campaign(actor=cast.secretary, alliance=cast.alliance, outline=outline(cast))

    fund = Fund.objects.get()
    assert (campaign.fund_id, fund.code, fund.name) == (fund.pk, "yirijuan", "慈善一日捐")
    assert (campaign.alliance, campaign.organiser, campaign.ended_on) == (cast.alliance, cast.organiser, None)


@pytest.mark.parametrize("role", ["secretary", "cashier"])
def test_the_secretary_or_the_cashier_begins_it(cast, role):
    campaign = actions.open_campaign(actor=person(cast, role), alliance=cast.alliance, outline=outline(cast))

    assert list(Campaign.objects.all()) == [campaign]


@pytest.mark.parametrize(
    "role",
    ["organiser", "committee", "supervisor", "former_cashier", "future_cashier", "neighbour", "operator", "outsider"],
)
def test_nobody_else_does(cast, role):
    with not_permitted(SECRETARYS, CASHIERS):
        actions.open_campaign(actor=person(cast, role), alliance=cast.alliance, outline=outline(cast))


def test_a_code_stands_for_one_campaign_of_an_alliance(cast):
    given.campaign(cast, code="once")

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        actions.open_campaign(actor=cast.secretary, alliance=cast.alliance, outline=outline(cast, "once"))


def test_the_alliance_next_door_may_use_the_same_code(cast):
    ours = given.campaign(cast, code="next-door")

    theirs = given.next_doors_campaign(cast)

    assert (ours.code, ours.alliance) == (theirs.code, cast.alliance)
    assert theirs.alliance == cast.next_door


def test_the_log_has_the_campaign_and_under_it_its_fund(cast):
    with trail() as deeds:
        campaign = given.campaign(cast)

    assert deeds == ["campaigns.open_campaign", "campaigns.open_campaign > ledger.open_fund"]
    assert last_facts("campaigns.open_campaign") == (cast.secretary.ref, campaign.ref, {"kind": "handed_over"})


def test_an_organiser_without_a_post_today_organises_nothing(cast):
    plan = replace(outline(cast), organiser=cast.former_cashier)

    with nothing_written(), pytest.raises(RuleBroken) as refusal:
        actions.open_campaign(actor=cast.secretary, alliance=cast.alliance, outline=plan)

    assert refusal.value.code == "campaigns.organiser_without_post"
