"""A bill whose entry was reversed: nothing of it counts any more, and it can be checked anew."""

import pytest

from gongjian.foundation.access import NotPermitted
from gongjian.modules.campaigns import actions, queries
from gongjian.modules.campaigns.models import Gift
from gongjian.modules.ledger.actions import agree_reversal, ask_reversal
from tests import billing
from tests.modules.told import nothing_written


def reversed_bill(cast):
    bill = billing.entered_bill(cast)
    reversal = ask_reversal(actor=cast.cashier, entry=bill.entry, reason="账单拿错了")
    agree_reversal(actor=cast.secretary, reversal=reversal)
    bill.refresh_from_db()
    return bill


def test_it_waits_to_be_checked_again(cast):
    bill = reversed_bill(cast)

    figures = queries.public_campaign(bill.campaign)
    assert (bill.state, bill.entry, bill.entered_by) == ("to_check", None, None)
    assert (figures.raised, figures.online, figures.missing) == (0, 0, 0)


def test_it_can_be_entered_once_more(cast):
    bill = actions.enter_bill(actor=cast.supervisor, bill=reversed_bill(cast))

    assert (bill.entry.number, queries.public_campaign(bill.campaign).raised) == (3, 260_00)
    assert Gift.objects.filter(entry=bill.entry).count() == 3


@pytest.mark.parametrize("role", ["cashier", "secretary", "supervisor"])
def test_nobody_reopens_it_without_a_reversal(cast, role):
    bill = billing.entered_bill(cast)

    with nothing_written(), pytest.raises(NotPermitted):
        actions.reopen_bill(actor=getattr(cast, role), bill=bill)
