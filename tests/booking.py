"""Entering something in the books, as a deed of some module does."""

from collections.abc import Sequence
from uuid import UUID

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.modules.ledger.actions import Booking, post_entries, post_entry
from gongjian.modules.ledger.models import Fund, JournalEntry
from gongjian.modules.members.models import Alliance
from gongjian.rulebook import ledger


@deed("tests.book")
def book(
    *,
    actor: Person,
    fund: Fund,
    entry: ledger.Entry,
    memo: str = "现金",
    source: str = "",
    reverses: UUID | None = None,
    gifts_root: str = "",
) -> JournalEntry:
    """Enter one booking, that came out of its fund or some other record."""
    found = post_entry(actor=actor, fund=fund, booking=Booking(entry, memo, source or fund.ref, reverses, gifts_root))
    record(actor, "tests.book", fund)
    return found


@deed("tests.book_all")
def book_all(*, actor: Person, alliance: Alliance, bookings: Sequence[Booking]) -> JournalEntry:
    """Enter many."""
    found = post_entries(actor=actor, alliance=alliance, bookings=bookings)
    record(actor, "tests.book_all", alliance)
    return found
