"""The sheets for offices: all three tell of the same entries."""

from gongjian.modules.ledger.queries.exports import book_of
from gongjian.modules.ledger.queries.tables import _accounts, _funds, _rows
from tests import bookkeeping


def test_what_is_entered_while_the_sheets_are_written_is_in_none_of_them(cast):
    bookkeeping.entered(cast)
    book = book_of(cast.alliance.pk)
    before = [list(sheet(book)) for sheet in (_funds, _rows, _accounts)]

    bookkeeping.entered(cast)

    assert [list(sheet(book)) for sheet in (_funds, _rows, _accounts)] == before
    assert list(_funds(book_of(cast.alliance.pk))) != before[0]
