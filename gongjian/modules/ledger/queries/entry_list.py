"""Entries with their figures, looked up for the page that is shown and not for the whole book."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import overload
from uuid import UUID

from django.db import connection
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from gongjian.modules.ledger.models import MONEY, JournalEntry, JournalLine, Memo
from gongjian.modules.ledger.queries.sealed import key
from gongjian.rulebook import closing

_FEW = 500  # looked up one by one


@dataclass(frozen=True)
class EntryRow:
    """An entry with its fund, what it brought, cost and allotted it, and the fund's balance after it, in fen.

    What was taken back stands in its own column with a minus (红字), so no total is blown up by a mistake. The balance
    is none where the list leaves entries out between those that it shows.
    """

    entry: JournalEntry
    fund: UUID
    fund_name: str
    income: int
    expense: int
    allocated: int
    balance: int | None = None


@dataclass(frozen=True)
class PublicFilter:
    """What is looked for among the entries: those of a fund, of a month, with these words in the memo or number."""

    fund: UUID | None = None
    month: str = ""
    words: str = ""


class EntryList(Sequence[EntryRow]):
    """Entries, the newest first; a slice of it is a list of rows. Fit for Django's paginator."""

    def __init__(self, alliance: UUID | None, looked: PublicFilter | None = None) -> None:
        """The entries of a book; of none at all where there is no alliance."""
        self._alliance, self._looked = alliance, looked or PublicFilter()
        self._entries = _found(alliance, self._looked).order_by("-booked_on", "-number")

    def __len__(self) -> int:
        """How many entries there are."""
        looked = self._looked
        if looked.month or looked.words:
            return self._entries.count()
        if looked.fund:
            return _lines_of(self._alliance, looked.fund).values("entry").distinct().count()
        # Numbers have no gaps: the last one is how many there are, and nothing is counted.
        last = JournalEntry.objects.filter(alliance=self._alliance).aggregate(last=Max("number"))["last"]
        return int(last or 0)

    def __iter__(self) -> Iterator[EntryRow]:
        """All of them, in as many queries as for one."""
        return iter(self[:])

    @overload
    def __getitem__(self, place: int) -> EntryRow: ...

    @overload
    def __getitem__(self, place: slice) -> list[EntryRow]: ...

    def __getitem__(self, place: int | slice) -> EntryRow | list[EntryRow]:
        """The row of this place, or the rows of these."""
        if isinstance(place, int):
            return self[place : place + 1][0]
        lines = Prefetch("lines", JournalLine.objects.select_related("fund").order_by("position"))
        # Ids first: what a far page leaves out is passed over in the index, and not read.
        chosen = self._entries.values("pk")[place]
        found = JournalEntry.objects.select_related("memo", "reverses", "reversed_by").prefetch_related(lines)
        return list(self._rows(list(found.filter(pk__in=chosen).order_by("-booked_on", "-number"))))

    def _rows(self, entries: list[JournalEntry]) -> Iterator[EntryRow]:
        """From the newest down: each fund's balance after its newest entry here, less what each entry changed."""
        if not entries:
            return
        balances = _balances_after(entries[0], {line.fund_id for entry in entries for line in entry.lines.all()})
        for entry in entries:
            row = entry_row(entry, self._looked.fund)
            yield replace(row, balance=None if self._looked.words else balances[row.fund])
            for line in entry.lines.all():
                balances[line.fund_id] -= line.amount if line.account.startswith("1") and not line.goods_id else 0


def entry_row(entry: JournalEntry, fund: UUID | None = None) -> EntryRow:
    """An entry by itself, under the fund that is looked for or that of its first line; without a balance."""
    lines = entry.lines.all()
    under = next((line.fund for line in lines if line.fund_id == fund), lines[0].fund)
    own = [line for line in lines if line.fund_id == under.pk and not line.goods_id]
    return EntryRow(
        entry=entry,
        fund=under.pk,
        fund_name=under.name,
        income=-_sum_of(own, "4"),
        expense=_sum_of(own, "5"),
        allocated=-_sum_of(own, "3"),
    )


def _lines_of(alliance: UUID | None, fund: UUID) -> QuerySet[JournalLine]:
    return JournalLine.objects.filter(alliance=alliance, fund=fund)


def _found(alliance: UUID | None, looked: PublicFilter) -> QuerySet[JournalEntry]:
    """Few that are meant are looked up by their ids; where there are many, the newest days soon fill a page."""
    entries = JournalEntry.objects.filter(alliance=alliance)
    if looked.fund:
        lines = _lines_of(alliance, looked.fund)
        few = list(lines.values_list("entry", flat=True)[:_FEW])
        entries = entries.filter(Q(pk__in=few) if len(few) < _FEW else Exists(lines.filter(entry=OuterRef("pk"))))
    if looked.month:
        first = date.fromisoformat(f"{looked.month}-01")
        entries = entries.filter(booked_on__range=(first, closing.last_day_of(first)))
    if looked.words:
        memos = Memo.objects.filter(alliance=alliance, words__icontains=looked.words)
        few = list(memos.values_list("entry", flat=True)[:_FEW])
        said = Q(pk__in=few) if len(few) < _FEW else Q(memo__words__icontains=looked.words)
        entries = entries.filter(said | Q(voucher=looked.words))
    return entries


def _sum_of(lines: list[JournalLine], kind: str) -> int:
    return sum(line.amount for line in lines if line.account.startswith(kind))


def _balances_after(newest: JournalEntry, funds: set[UUID]) -> Counter[UUID]:
    """What each fund held, in fen, when everything up to this entry was booked.

    The months until its own out of the kept sums, less what came later in its month: never more than a month is read.
    """
    alliance, last = key(newest.alliance_id), closing.last_day_of(newest.booked_on)
    kept = [alliance, closing.month_of(newest.booked_on), key(MONEY), *map(key, funds)]
    later = [alliance, newest.booked_on, newest.number, last]
    with connection.cursor() as cursor:
        cursor.execute(_HELD.format(funds=", ".join(["%s"] * len(funds))), [*kept, *later])
        held = {fund if isinstance(fund, UUID) else UUID(fund): int(fen) for fund, fen in cursor.fetchall()}
    return Counter({fund: held.get(fund, 0) for fund in funds})


# CROSS JOIN: SQLite goes from the days to the lines, whatever it thinks of the number of either.
_HELD = """
    SELECT fund_id, SUM(held) FROM (
        SELECT s.fund_id, s.debit - s.credit AS held
        FROM ledger_monthlysum s
        WHERE s.alliance_id = %s AND s.month <= %s AND s.goods = %s AND s.account LIKE '1%%' AND s.fund_id IN ({funds})
        UNION ALL
        SELECT l.fund_id, -l.amount
        FROM ledger_journalentry e CROSS JOIN ledger_journalline l
        WHERE e.alliance_id = %s AND (e.booked_on, e.number) > (%s, %s) AND e.booked_on <= %s
            AND l.alliance_id = e.alliance_id AND l.entry_id = e.id AND l.account LIKE '1%%' AND l.goods_id IS NULL
    ) AS change
    GROUP BY fund_id
"""
