"""The sums beside the books: kept by the database itself, equal to the lines, and no place below nothing."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from gongjian.foundation.ids import new_id
from gongjian.modules.ledger.models import Balance, Fund, JournalEntry, JournalLine, MonthlySum
from gongjian.modules.ledger.queries import rebuilt_balances, wrong_sums
from tests import bookkeeping, given
from tests.harness.remembered import remembered
from tests.modules.told import nothing_written


def run(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def kept(alliance):
    rows = Balance.objects.filter(alliance=alliance)
    return {(row.fund_id, row.account, row.custodian, row.goods): row.amount for row in rows}


def enter(cast, *lines, number=99):
    """As somebody enters who passes the program by."""
    fund = Fund.objects.get(alliance=cast.alliance)
    values = {"number": number, "voucher": f"2026-{number:04d}", "booked_on": given.TODAY, "recorded_at": given.NOON}
    values |= {"kind": "cash_counted", "source": "x", "memo_commitment": "0" * 64, "seal": "0" * 64}
    entry = JournalEntry(alliance=cast.alliance, **values)
    with transaction.atomic():
        for position, (account, amount) in enumerate(lines, start=1):
            line = JournalLine(id=new_id(), alliance=cast.alliance, entry_id=entry.pk, fund=fund, position=position)
            line.account, line.amount = account, amount
            if account == "1001":
                line.custodian = cast.cashier
            line.save(force_insert=True)
        entry.save(force_insert=True)


def test_they_follow_every_entry(cast):
    given.banked_box(cast)
    given.asked_reversal(cast, given.entry(cast, seal="F-2"))
    given.reversed_entry(cast, given.entry(cast, seal="F-3"))

    assert kept(cast.alliance) == rebuilt_balances(cast.alliance.pk)
    assert list(wrong_sums(cast.alliance.pk)) == []


def test_each_month_has_its_own(cast):
    bookkeeping.entered(cast)
    bookkeeping.entered(cast)
    bookkeeping.entered(cast, date(2026, 11, 1))

    found = MonthlySum.objects.filter(account="1001").order_by("month").values_list("month", "debit", "credit")

    assert list(found) == [("2026-10", 200_00, 0), ("2026-11", 100_00, 0)]


def test_each_alliance_has_its_own(cast):
    bookkeeping.entered(cast)
    given.next_doors_counted_box(cast)

    assert [sorted(kept(each).values()) for each in (cast.alliance, cast.next_door)] == [
        [-100_00, 100_00],
        [-4386_50, 4386_50],
    ]


def test_a_rewritten_sum_is_named(cast):
    bookkeeping.entered(cast)
    place = Balance.objects.get(account="1001")

    Balance.objects.filter(pk=place.pk).update(amount=1)

    assert list(wrong_sums(cast.alliance.pk)) == [(place.fund_id, "1001", place.custodian, place.goods)]


@pytest.mark.parametrize("amount", [-1, -100_00])
def test_no_balance_is_made_negative_by_hand(cast, amount):
    bookkeeping.entered(cast)

    with nothing_written(), pytest.raises(IntegrityError, match="nothing_given_that_is_not_there"):
        run("UPDATE ledger_balance SET amount = %s WHERE account = '1001'", amount)


def test_an_entry_past_the_program_takes_no_cash_that_is_not_there(cast):
    bookkeeping.entered(cast)

    with nothing_written(), pytest.raises(IntegrityError, match="nothing_given_that_is_not_there"):
        enter(cast, ("1002", 100_01), ("1001", -100_01))


def test_an_entry_past_the_program_spends_no_more_than_the_fund_has(cast):
    bookkeeping.entered(cast)
    enter_owed = (("5101", 100_01), ("2201", -100_01))

    with nothing_written(), pytest.raises(IntegrityError, match="a fund spends no more than its own"):
        enter(cast, *enter_owed)


def owed(cast, amount=50_00):
    """Of the hundred that came in, some belongs to a charity."""
    bookkeeping.entered(cast)
    enter(cast, ("4101", amount), ("2201", -amount))


def test_an_entry_past_the_program_hands_on_no_more_than_is_owed(cast):
    owed(cast)

    with nothing_written(), pytest.raises(IntegrityError, match="no_more_handed_on_than_owed"):
        enter(cast, ("2201", 50_01), ("1001", -50_01), number=100)


def test_what_was_never_owed_is_not_handed_on(cast):
    bookkeeping.entered(cast)

    with nothing_written(), pytest.raises(IntegrityError, match="no_more_handed_on_than_owed"):
        enter(cast, ("2201", 1), ("1001", -1))


def test_no_debt_is_turned_round_by_hand(cast):
    owed(cast)

    with nothing_written(), pytest.raises(IntegrityError, match="no_more_handed_on_than_owed"):
        run("UPDATE ledger_balance SET amount = 1 WHERE account = '2201'")


def test_all_that_is_owed_may_be_handed_on(cast):
    owed(cast)

    enter(cast, ("2201", 50_00), ("1001", -50_00), number=100)

    assert Balance.objects.get(account="2201").amount == 0


def test_the_last_fen_may_be_spent(cast):
    bookkeeping.entered(cast)

    enter(cast, ("5101", 100_00), ("1001", -100_00))

    assert Balance.objects.get(account="1001").amount == 0


@pytest.mark.parametrize("table", ["ledger_balance", "ledger_monthlysum"])
def test_no_sum_is_deleted(cast, table):
    bookkeeping.entered(cast)

    with nothing_written(), pytest.raises(IntegrityError, match="is never deleted"):
        run(f"DELETE FROM {table}")  # noqa: S608  our own table


@pytest.mark.parametrize("time", ["made", "put back"])
def test_what_is_put_back_for_a_test_has_the_sums_once(cast, time):
    remembered("sums.entry", lambda: bookkeeping.entered(cast))

    assert kept(cast.alliance) == rebuilt_balances(cast.alliance.pk)
