"""Opening a fund: only in the course of another deed."""

from gongjian.modules.ledger.actions import open_fund
from gongjian.modules.ledger.models import Fund
from tests import given
from tests.cast import ROLES
from tests.modules.told import last_facts, not_permitted, person

ONLY_IN_A_DEED = "账只随着一件办成的事记进来，不能单独记。"


def test_a_fund_is_opened_with_its_campaign(cast):
    campaign = given.campaign(cast)

    fund = Fund.objects.get()
    assert (fund.alliance, fund.code, fund.name, fund.campaign) == (cast.alliance, "yirijuan", "慈善一日捐", campaign)


def test_nobody_opens_one_by_itself(cast):
    for role in ROLES:
        with not_permitted(ONLY_IN_A_DEED):
            open_fund(actor=person(cast, role), alliance=cast.alliance, code="mine", name="小金库")


def test_the_log_names_whoever_began_the_campaign(cast):
    campaign = given.campaign(cast)

    assert last_facts("ledger.open_fund") == (cast.secretary.ref, campaign.fund.ref, {"code": "yirijuan"})
