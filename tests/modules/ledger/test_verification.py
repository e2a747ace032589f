"""Recomputing the books finds what somebody past the seals did to them, and says where."""

import pytest

from gongjian.foundation import seals
from gongjian.modules.ledger.models import JournalEntry, Memo
from gongjian.modules.ledger.queries import first_broken
from tests import given


@pytest.fixture
def unsealed(cast):
    """Books of three entries on a database from which somebody took the seals."""
    for place in range(3):
        given.counted_box(cast, seal=f"F-{place}")
    seals.remove()
    return cast.alliance.pk


def second(model=JournalEntry, by="number"):
    return model.objects.filter(**{by: 2})


def test_untouched_books_are_whole(unsealed):
    assert first_broken(unsealed) is None


def test_an_erased_memo_is_no_fault(unsealed):
    second(Memo, "entry__number").update(words="", salt=b"")

    assert first_broken(unsealed) is None


@pytest.mark.parametrize(
    "forgery",
    [
        lambda: second(Memo, "entry__number").update(words="别的话"),
        lambda: second(Memo, "entry__number").update(words="别的话", salt=b""),
        lambda: second(Memo, "entry__number").update(words=""),
        lambda: second(Memo, "entry__number").delete(),
        lambda: second().update(source="campaigns.cashbox:\nelsewhere"),
        lambda: second().update(kind="cash_banked"),
        lambda: second().update(seal="00" * 32),
    ],
    ids=["words", "words without salt", "words gone", "memo gone", "a line break", "kind", "seal"],
)
def test_a_forgery_is_named_by_its_number(unsealed, forgery):
    forgery()

    assert first_broken(unsealed) == 2
