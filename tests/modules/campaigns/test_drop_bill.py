"""Putting a bill aside: by the cashier, as long as it is not entered; the books do not change."""

import pytest

from gongjian.modules.campaigns import actions
from gongjian.modules.ledger.models import JournalEntry
from tests import billing
from tests.modules.told import CASHIERS, last_facts, not_permitted, person, rule_says


def test_it_stays_to_be_seen_and_is_in_no_books(cast):
    bill = actions.drop_bill(actor=cast.cashier, bill=billing.read_bill(cast))

    assert (bill.state, bill.payments.count(), JournalEntry.objects.count()) == ("put_aside", 3, 0)
    assert last_facts("campaigns.drop_bill") == (cast.cashier.ref, bill.ref, {})


def test_what_is_entered_is_reversed_and_not_put_aside(cast):
    bill = billing.entered_bill(cast)

    with rule_says("moves.not_allowed", state="entered", following="put_aside"):
        actions.drop_bill(actor=cast.cashier, bill=bill)


def test_what_was_put_aside_is_not_entered(cast):
    bill = actions.drop_bill(actor=cast.cashier, bill=billing.read_bill(cast))

    with rule_says("moves.not_allowed", state="put_aside", following="entered"):
        actions.enter_bill(actor=cast.supervisor, bill=bill)


@pytest.mark.parametrize("role", ["secretary", "organiser", "supervisor", "neighbour"])
def test_only_the_cashier_puts_it_aside(cast, role):
    bill = billing.read_bill(cast)

    with not_permitted(CASHIERS):
        actions.drop_bill(actor=person(cast, role), bill=bill)
