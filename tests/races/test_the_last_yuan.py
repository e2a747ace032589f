"""The last yuan of a fund is spent once, whoever else wants it in the same moment, and past the deeds as well."""

from functools import partial

from django.db import IntegrityError, transaction

from gongjian.foundation.ids import new_id
from gongjian.modules.ledger.models import Balance, JournalEntry, JournalLine
from gongjian.modules.ledger.queries import first_broken, held_in, wrong_sums
from gongjian.rulebook import ledger
from gongjian.rulebook.ledger import EntryKind, Place
from tests import given
from tests.booking import book
from tests.harness.at_once import at_once, counted


def places(fund):
    return {"to": Place(ledger.AID, str(fund.pk)), "out_of": Place(ledger.BANK, str(fund.pk))}


def with_one_yuan(cast):
    fund = given.campaign(cast).fund
    gift = {"to": Place(ledger.BANK, str(fund.pk)), "out_of": Place(ledger.DONATIONS, str(fund.pk))}
    book(actor=cast.cashier, fund=fund, entry=ledger.moved(EntryKind.CASH_BANKED, given.TODAY, 100, **gift))
    return fund


def spend(cast, fund):
    entry = ledger.moved(EntryKind.PAID, given.TODAY, 100, **places(fund))
    return book(actor=cast.cashier, fund=fund, entry=entry).kind


def spend_by_hand(fund, place):
    """Lines and an entry written past the deed, each with a number that nobody else takes."""
    entry = JournalEntry(
        alliance_id=fund.alliance_id,
        number=100 + place,
        voucher=f"2026-{100 + place}",
        booked_on=given.TODAY,
        recorded_at=given.NOON,
        kind=EntryKind.PAID,
        source="by hand",
    )
    sides = ((ledger.AID, 100), (ledger.BANK, -100))
    try:
        with transaction.atomic():
            for position, (account, amount) in enumerate(sides, start=1):
                values = {"position": position, "account": account, "fund": fund, "amount": amount}
                JournalLine(id=new_id(), alliance_id=fund.alliance_id, entry_id=entry.pk, **values).save(
                    force_insert=True
                )
            entry.save(force_insert=True)
    except IntegrityError as error:
        return "refused" if "nothing_given_that_is_not_there" in str(error) else str(error)
    return "paid"


def test_sixteen_processes_spend_the_last_yuan_once(cast):
    fund = with_one_yuan(cast)

    answers = at_once(*[partial(spend, cast, fund)] * 16)

    assert counted(answers) == {"ledger.not_enough": 15, "paid": 1}
    assert held_in([str(fund.pk)])[places(fund)["out_of"]] == 0
    assert first_broken(cast.alliance.pk) is None
    assert list(wrong_sums(cast.alliance.pk)) == []


def test_the_database_itself_lets_nobody_spend_it_twice(cast):
    fund = with_one_yuan(cast)

    answers = at_once(*[partial(spend_by_hand, fund, place) for place in range(16)])

    assert counted(answers) == {"paid": 1, "refused": 15}
    assert Balance.objects.get(fund=fund, account=ledger.BANK).amount == 0
