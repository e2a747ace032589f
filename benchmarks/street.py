"""What is measured: through the program's own doors, and the anchors beside it; each answers a rate a second."""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter

from django.db import transaction
from django.test import Client, override_settings

from gongjian.foundation import clock
from gongjian.foundation.ids import new_id
from gongjian.foundation.seals import install, remove
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import CashBox
from gongjian.modules.ledger.models import JournalEntry, JournalLine
from tests import given

BOXES = 40
VIEWS = 40


def rate(act: Callable[[int], object], times: Iterable[int]) -> float:
    started, done = perf_counter(), 0
    for number in times:
        act(number)
        done += 1
    return done / (perf_counter() - started)


class Street:
    """A street with boxes to close and books to look at."""

    def __init__(self, raw: Path) -> None:
        """Build it, with enough entries for a full page; `raw` is a file for the bare database."""
        self.connection = sqlite3.connect(raw, isolation_level=None)
        self.connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (a, b)")
        with clock.set_to(given.NOON):
            self.cast, self.used = given.cast(), 0
            self.fund = given.campaign(self.cast).fund
            self.other_fund = given.next_doors_campaign(self.cast).fund
        self.close_boxes()

    def close_boxes(self) -> float:
        """Counted boxes closed: permission, rule, books, promises, log, one transaction each."""
        with clock.set_to(given.NOON):
            boxes = [self._counted() for _place in range(BOXES)]
            return rate(lambda place: actions.close_box(actor=self.cast.cashier, box=boxes[place]), range(BOXES))

    def _counted(self) -> CashBox:
        self.used += 1
        box = given.box(self.cast, seal=f"F-{self.used}")
        given.count(self.cast.committee, box)
        given.count(self.cast.school, box)
        return box

    def plain_orm(self) -> float:
        """The bare rows of an entry and its two lines by the ORM, one transaction each."""
        first = self.used * 1000
        remove()
        found = rate(self._plain_entry, range(first, first + BOXES))
        install()
        self.used += 1
        return found

    @transaction.atomic
    def _plain_entry(self, number: int) -> None:
        alliance = self.cast.next_door
        entry = JournalEntry.objects.create(
            alliance=alliance,
            number=number,
            voucher=f"B-{number}",
            booked_on=given.TODAY,
            recorded_at=given.NOON,
            kind="cash_counted",
        )
        for position, amount in ((1, 100), (2, -100)):
            facts = {"alliance": alliance, "entry": entry, "position": position, "amount": amount}
            JournalLine.objects.create(id=new_id(), account="1001", fund=self.other_fund, **facts)

    def raw(self) -> float:
        """One durable row after another, without Django: what the disk allows."""
        return rate(lambda number: self.connection.execute("INSERT INTO t VALUES (?, ?)", (number, "x")), range(BOXES))

    def ledger_page(self) -> float:
        """The public ledger, uncached."""
        client = Client()
        return rate(lambda _view: client.get("/ledger/"), range(VIEWS))

    def trivial_page(self) -> float:
        """A page with nothing on it, by the same way."""
        client = Client()
        with override_settings(ROOT_URLCONF="benchmarks.urls"):
            return rate(lambda _view: client.get("/"), range(VIEWS))
