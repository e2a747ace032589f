"""Recomputing a book: cut anywhere, by any number of hands, it comes to the same; what was changed is named."""

from dataclasses import replace

import pytest

from gongjian.foundation import seals
from gongjian.modules.ledger.models import JournalEntry, JournalLine
from gongjian.modules.ledger.queries import first_broken
from gongjian.modules.ledger.queries.checking import Recomputed, recomputing
from gongjian.modules.ledger.queries.hands import in_order
from gongjian.modules.ledger.queries.rebuilding import rebuilt_months, together
from tests.harness.remembered import remembered
from tests.modules.ledger.exported import A_DAY, DAYS, exported

ENTRIES = A_DAY * DAYS


@pytest.fixture
def book(cast):
    """Forty entries of every kind, goods, allocations and reversals among them, on a database without its seals."""
    remembered("ledger.recomputing", lambda: exported(cast))
    seals.remove()
    return cast.alliance.pk


def test_what_was_read_for_the_seals_is_added_up_as_the_database_does_it(book):
    kinds = set(JournalEntry.objects.values_list("kind", flat=True))

    found = recomputing(book, Recomputed(), stops=[7, 20])

    assert together(each.moved for each in found) == rebuilt_months(book)
    assert {"goods_received", "goods_given", "cash_handed", "cash_sent", "reversal"} <= kinds


@pytest.mark.parametrize(
    "forgery",
    [
        lambda: JournalEntry.objects.filter(number=5).update(source="a\nb"),
        lambda: JournalEntry.objects.filter(number=5).update(voucher="a\tb"),
        lambda: JournalEntry.objects.filter(number=5).update(gifts_root="ab" * 32),
        lambda: JournalEntry.objects.filter(number=5).update(format=1),
        lambda: JournalLine.objects.filter(entry__number=5, position=1).update(position=9),
        lambda: JournalLine.objects.filter(entry__number=5, position=1).delete(),
        lambda: JournalLine.objects.filter(entry__number=5).delete(),
    ],
    ids=["a line break", "a tab", "gifts", "old format", "another order", "a line gone", "no lines"],
)
def test_the_entry_that_was_tampered_with_is_named(book, forgery):
    forgery()

    assert first_broken(book) == 5


def test_the_book_is_the_same_whatever_it_is_cut_into(book):
    whole = list(recomputing(book, Recomputed()))

    cut = list(recomputing(book, Recomputed(), stops=range(ENTRIES)))

    assert replace(cut[-1], moved={}) == replace(whole[-1], moved={})
    assert together(one.moved for one in cut) == together(one.moved for one in whole)
    assert [one.number for one in cut] == list(range(ENTRIES + 1))


def test_a_link_between_two_cuts_is_compared_too(book):
    """The seal that the second stretch is built on is another than that to which the first one leads."""
    JournalEntry.objects.filter(number=20).update(seal="ab" * 32)

    assert list(recomputing(book, Recomputed(), stops=[20]))[-1].first_broken == 20


def test_many_hands_answer_in_order_what_one_does():
    parts = [(number, 3) for number in range(40)]

    assert list(in_order(pow, parts, 1)) == list(in_order(pow, parts, 2)) == [number**3 for number in range(40)]
