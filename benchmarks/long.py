"""Books of millions of lines: recomputing them, and the pages on top of them, beside their anchors."""

from collections.abc import Callable
from time import perf_counter

from django.db import connection
from django.test import Client, override_settings

from benchmarks.long_books import LongBooks
from benchmarks.street import rate
from gongjian.foundation import clock
from gongjian.modules.ledger.models import JournalLine
from gongjian.modules.ledger.queries import public_funds, recomputed, verified
from gongjian.modules.ledger.queries.checking import Recomputed, recomputing
from gongjian.modules.ledger.queries.hands import all_hands
from tests import given

VIEWS = 10


class Long:
    """What is measured on long books; each answers a rate a second."""

    def __init__(self, lines: int) -> None:
        """Write them."""
        with clock.set_to(given.NOON):
            self.cast = given.cast()
        self.alliance = LongBooks(self.cast, lines).alliance.pk
        self.lines = JournalLine.objects.count()

    def _postings(self, act: Callable[[], object]) -> float:
        started = perf_counter()
        act()
        return self.lines / (perf_counter() - started)

    def read_rows(self) -> float:
        """Postings a second that are only read, as tuples."""

        def read() -> None:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT entry_id, account, fund_id, custodian_id, goods_id, amount FROM ledger_journalline"
                )
                while cursor.fetchmany(10_000):
                    pass

        return self._postings(read)

    def one_hand(self) -> float:
        """Postings a second: every seal, memo, balance and the root, recomputed in one process."""
        return self._postings(lambda: recomputed(self.alliance))

    def many_hands(self) -> float:
        """The same in as many processes as there are processors."""
        return self._postings(lambda: list(recomputing(self.alliance, Recomputed(), hands=all_hands())))

    def verified(self) -> float:
        """All that `gongjian books verify --all` does: the heads and the kept sums too."""
        return self._postings(lambda: verified(self.alliance, everything=True))

    def fund_summary(self) -> float:
        """What every fund has, out of the kept sums."""
        return rate(lambda _number: public_funds(self.alliance, given.TODAY.year), range(VIEWS))

    def scanned_summary(self) -> float:
        """The same out of the lines themselves."""

        def scan(_number: int) -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT fund_id, account, SUM(amount) FROM ledger_journalline GROUP BY 1, 2")
                cursor.fetchall()

        return rate(scan, range(1))

    def page(self, asked: str) -> Callable[[], float]:
        """The public ledger as it is asked for, uncached."""
        return lambda: self._views(f"/ledger/?{asked}")

    def trivial_page(self) -> float:
        """A page with nothing on it, by the same way."""
        with override_settings(ROOT_URLCONF="benchmarks.urls"):
            return self._views("/")

    def _views(self, address: str) -> float:
        client = Client()
        with clock.set_to(given.NOON):
            return rate(lambda _number: client.get(address), range(VIEWS))
