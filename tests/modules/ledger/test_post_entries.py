"""Entering many bookings at once: all or none, each in its place in the chain, only in the course of another deed."""

from datetime import date

from gongjian.foundation.idempotency import deed as idempotency
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.actions import Booking, post_entries
from gongjian.modules.ledger.models import JournalEntry
from gongjian.rulebook import ledger
from tests import bookkeeping, given
from tests.cast import ROLES
from tests.modules.told import not_permitted, person, rule_says, trail

ONLY_IN_A_DEED = "账只随着一件办成的事记进来，不能单独记。"


def received(fund, amount, booked_on=given.TODAY):
    taken = ledger.cash_received(fund=str(fund.pk), custodian="", amount=amount, booked_on=booked_on)
    return Booking(taken, "现金", fund.ref)


def post(cast, bookings):
    """As a deed does that brings many."""

    @idempotency.deed("tests.bring")
    def bring(*, actor, alliance):
        post_entries(actor=actor, alliance=alliance, bookings=bookings)
        idempotency.record(actor, "tests.bring", alliance)
        return alliance

    return bring(actor=cast.cashier, alliance=cast.alliance)


def test_each_stands_on_the_one_before(cast):
    fund = given.campaign(cast).fund

    post(cast, [received(fund, amount) for amount in (100, 200, 300)])

    found = JournalEntry.objects.order_by("number").values_list("number", "voucher")
    assert list(found) == [(1, "2026-0001"), (2, "2026-0002"), (3, "2026-0003")]
    assert queries.first_broken(cast.alliance.pk) is None
    assert list(queries.wrong_sums(cast.alliance.pk)) == []


def test_one_that_is_wrong_keeps_all_of_them_out(cast):
    fund = given.campaign(cast).fund

    with rule_says("ledger.empty_line"):
        post(cast, [received(fund, 100), received(fund, 0), received(fund, 300)])


def test_none_of_them_enters_a_closed_month(cast):
    bookkeeping.closed(cast)
    fund = queries.fund_of(JournalEntry.objects.get())

    with rule_says("closing.month_closed", month="2026-10", open="2026-11"):
        post(cast, [received(fund, 100), received(fund, 100, date(2026, 10, 31))])


def test_nobody_enters_many_by_themselves(cast):
    fund = given.campaign(cast).fund

    for role in ROLES:
        with not_permitted(ONLY_IN_A_DEED):
            post_entries(actor=person(cast, role), alliance=cast.alliance, bookings=[received(fund, 100)])


def test_the_log_has_one_row_for_all(cast):
    fund = given.campaign(cast).fund

    with trail() as deeds:
        post(cast, [received(fund, 100), received(fund, 200)])

    assert deeds == ["tests.bring", "tests.bring > ledger.post_entries"]
