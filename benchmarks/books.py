"""Long books: entering many at once, recomputing all of them, and the pages on top of them."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from time import perf_counter

from django.db import connection, transaction
from django.db.models import Sum
from django.test import Client, override_settings

from benchmarks.street import rate
from gongjian.foundation import clock
from gongjian.foundation.ids import new_id
from gongjian.foundation.seals import install, remove
from gongjian.modules.ledger.actions import Booking
from gongjian.modules.ledger.models import JournalEntry, JournalLine
from gongjian.modules.ledger.queries import public_funds, recomputed
from gongjian.rulebook import ledger
from gongjian.rulebook.ledger import Entry, EntryKind, Line
from tests import given
from tests.booking import book_all

ENTRIES, AT_ONCE, VIEWS = 100_000, 5_000, 20
YEARS = 5


class Books:
    """Five years of entries of one alliance, two or three lines each, all made by the program's own posting."""

    def __init__(self) -> None:
        """Enter them, and remember how long a batch took."""
        with clock.set_to(given.NOON):
            self.cast = given.cast()
            self.fund = given.campaign(self.cast).fund
        for start in range(0, ENTRIES, AT_ONCE):
            self._enter(start, AT_ONCE)

    @property
    def postings(self) -> int:
        """How many lines there are by now."""
        return JournalLine.objects.count()

    def _enter(self, start: int, many: int) -> None:
        alliance = self.cast.alliance
        bookings = [Booking(entry, "现金", "bench:1") for entry in self._entries(start, many)]
        with clock.set_to(given.NOON):
            book_all(actor=self.cast.cashier, alliance=alliance, bookings=bookings)

    def _entries(self, start: int, many: int) -> Iterator[Entry]:
        fund, cashier = str(self.fund.pk), str(self.cast.cashier.pk)
        for number in range(start, start + many):
            day = given.TODAY - timedelta(days=max(YEARS * 365 - number * YEARS * 365 // ENTRIES, 0))
            held = [Line(ledger.CASH, fund, 200 + number % 90, cashier), Line(ledger.BANK, fund, 100)]
            lines = [*held, Line(ledger.DONATIONS, fund, -300 - number % 90)] if number % 3 else held[:1]
            if not number % 3:
                lines.append(Line(ledger.DONATIONS, fund, -200 - number % 90))
            yield Entry(EntryKind.CASH_COUNTED, day, lines)

    def enter_many(self) -> float:
        """Entries a second: checked, sealed, summed up, logged, in one deed and one commit."""
        started = perf_counter()
        self._enter(ENTRIES, AT_ONCE)
        return AT_ONCE / (perf_counter() - started)

    def plain_orm(self) -> float:
        """The bare rows of as many entries by the ORM's bulk_create, no seals, no sums."""
        remove()
        entries, lines, first = [], [], JournalEntry.objects.count() + 1
        started = perf_counter()
        for number, entry in enumerate(self._entries(ENTRIES, AT_ONCE), start=first):
            row = JournalEntry(
                alliance=self.cast.next_door,
                number=number,
                voucher=f"B-{number}",
                booked_on=entry.booked_on,
                recorded_at=given.NOON,
                kind=entry.kind,
                source="bench:1",
            )
            entries.append(row)
            lines += [
                JournalLine(
                    id=new_id(),
                    alliance=self.cast.next_door,
                    entry_id=row.pk,
                    position=position,
                    account=line.account,
                    fund=self.fund,
                    amount=line.amount,
                )
                for position, line in enumerate(entry.lines, start=1)
            ]
        with transaction.atomic():
            JournalEntry.objects.bulk_create(entries, batch_size=2000)
            JournalLine.objects.bulk_create(lines, batch_size=2000)
        found = AT_ONCE / (perf_counter() - started)
        JournalLine.objects.filter(alliance=self.cast.next_door).delete()
        JournalEntry.objects.filter(alliance=self.cast.next_door).delete()
        install()
        return found

    def verify(self) -> float:
        """Postings a second: every seal, memo, balance and the root, recomputed."""
        return self._postings(lambda: recomputed(self.cast.alliance.pk))

    def read_rows(self) -> float:
        """Postings a second that are only read, as tuples."""

        def read() -> None:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT entry_id, account, fund_id, custodian_id, goods_id, amount FROM ledger_journalline"
                )
                cursor.fetchall()

        return self._postings(read)

    def hash_only(self) -> float:
        """Postings a second at two hashes an entry, nothing read."""
        entries = JournalEntry.objects.count()

        def chain() -> None:
            seal = bytes(32)
            for _entry in range(entries):
                seal = sha256(seal + sha256(seal).digest()).digest()

        return self._postings(chain)

    def _postings(self, act: Callable[[], object]) -> float:
        postings, started = self.postings, perf_counter()
        act()
        return postings / (perf_counter() - started)

    def ledger_page(self, page: int) -> Callable[[], float]:
        """The public ledger at a page, uncached."""
        address = f"/ledger/?page={page}"

        def view(_number: int) -> None:
            Client().get(address)

        def measured() -> float:
            with clock.set_to(given.NOON), override_settings(DEBUG=False):
                return rate(view, range(VIEWS))

        return measured

    def fund_summary(self) -> float:
        """What every fund has, out of the kept sums."""
        return rate(lambda _number: public_funds(self.cast.alliance.pk, given.TODAY.year), range(VIEWS))

    def scanned_summary(self) -> float:
        """The same out of the lines themselves."""
        lines = JournalLine.objects.filter(alliance=self.cast.alliance)
        return rate(lambda _number: list(lines.values("fund", "account").annotate(Sum("amount"))), range(3))
