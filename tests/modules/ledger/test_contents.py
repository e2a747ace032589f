"""What the database puts together for recomputing is what the rulebook seals, byte for byte."""

import pytest

from gongjian.foundation import seals
from gongjian.modules.ledger.models import JournalEntry, JournalLine
from gongjian.modules.ledger.queries import sealed_entries
from gongjian.modules.ledger.queries.checking import Recomputed, recomputing
from gongjian.modules.ledger.queries.contents import contents
from gongjian.modules.ledger.queries.hands import in_order
from gongjian.rulebook.errors import RuleBroken
from tests.harness.remembered import remembered
from tests.modules.ledger.exported import A_DAY, DAYS, exported

ENTRIES = A_DAY * DAYS


@pytest.fixture
def book(cast):
    """Forty entries of every kind, goods, allocations and reversals among them, on a database without its seals."""
    remembered("ledger.contents", lambda: exported(cast))
    seals.remove()
    return cast.alliance.pk


def told_long(book):
    found = []
    for entry in sealed_entries(book):
        try:
            content = entry.leaf.content
        except RuleBroken:
            content = b""
        parts = [(line[1], "".join(line[3:-1]), line[-1]) for line in entry.leaf.lines]
        found.append((entry.leaf.number, content, parts, entry.seal, entry.leaf.memo_commitment, entry.words))
    return found


def told_quickly(book):
    return [tuple(entry[:6]) for entry in contents(book, 0, ENTRIES)]


def test_it_is_the_same_for_every_kind_of_entry(book):
    kinds = set(JournalEntry.objects.values_list("kind", flat=True))

    assert told_quickly(book) == told_long(book)
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
def test_it_is_the_same_for_what_was_tampered_with(book, forgery):
    forgery()

    assert told_quickly(book) == told_long(book)


def test_the_book_is_the_same_whatever_it_is_cut_into(book):
    whole = list(recomputing(book, Recomputed()))[-1]

    cut = list(recomputing(book, Recomputed(), stops=range(ENTRIES)))

    assert cut[-1] == whole
    assert [one.number for one in cut] == list(range(ENTRIES + 1))


def test_a_link_between_two_cuts_is_compared_too(book):
    """The seal that the second stretch is built on is another than that to which the first one leads."""
    JournalEntry.objects.filter(number=20).update(seal="ab" * 32)

    assert list(recomputing(book, Recomputed(), stops=[20]))[-1].first_broken == 20


def test_many_hands_answer_in_order_what_one_does():
    parts = [(number, 3) for number in range(40)]

    assert list(in_order(pow, parts, 1)) == list(in_order(pow, parts, 2)) == [number**3 for number in range(40)]
