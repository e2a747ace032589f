"""A machine that loses its process in the middle: all of a deed of the books is there afterwards, or nothing of it."""

from datetime import timedelta
from functools import partial

import pytest

from gongjian.foundation import clock
from gongjian.foundation.audit.models import AuditEntry
from gongjian.modules.ledger import actions, jobs
from gongjian.modules.ledger.actions import Booking
from gongjian.modules.ledger.models import Balance, Head, JournalEntry, JournalLine, Memo, MonthlySum, Period
from gongjian.modules.ledger.queries import first_broken, heads, wrong_sums
from gongjian.rulebook import ledger
from tests import given
from tests.booking import book, book_all
from tests.harness.killed import survives

NEXT_MONTH = given.NOON + timedelta(days=30)
MANY = 40


def received(fund):
    return ledger.cash_received(fund=str(fund.pk), custodian="", amount=100, booked_on=given.TODAY)


def post(cast, fund):
    book(actor=cast.cashier, fund=fund, entry=received(fund))


def bring_in(cast, fund):
    bookings = [Booking(received(fund), "一行", fund.ref)] * MANY
    book_all(actor=cast.cashier, alliance=cast.alliance, bookings=bookings)


def close(cast, _fund):
    with clock.set_to(NEXT_MONTH):
        actions.agree_close(actor=cast.supervisor, period=Period.objects.get())


def sign(cast, _fund):
    with clock.set_to(NEXT_MONTH):
        actions.sign_head(actor=jobs.CLOCK, alliance=cast.alliance, day=heads.days_to_sign(cast.alliance.pk)[0])


def what_is_there():
    counts = [model.objects.count() for model in (JournalEntry, JournalLine, Memo, Balance, MonthlySum, Head)]
    return (*counts, *Period.objects.values_list("state", flat=True), AuditEntry.objects.count())


@pytest.mark.slow
@pytest.mark.parametrize("doing", [post, bring_in, close, sign])
def test_a_killed_deed_is_done_wholly_or_not_at_all(cast, doing):
    fund = given.campaign(cast).fund
    post(cast, fund)
    with clock.set_to(NEXT_MONTH):
        actions.propose_close(actor=cast.cashier, alliance=cast.alliance, month="2026-11")
    before, step, seen = what_is_there(), 0, set()

    done = False
    while not done:
        step += 1
        done = survives(step, partial(doing, cast, fund))
        seen.add(what_is_there())
        done = done or what_is_there() != before

    assert len(seen) == 2
    assert first_broken(cast.alliance.pk) is None
    assert list(wrong_sums(cast.alliance.pk)) == []
    assert step > 10
