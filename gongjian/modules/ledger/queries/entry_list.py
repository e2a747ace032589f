"""Entries with their figures, looked up for the page that is shown and not for the whole book."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import overload
from uuid import UUID

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from gongjian.modules.ledger.models import MONEY, JournalEntry, JournalLine, MonthlySum
from gongjian.rulebook import closing


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

    def __init__(self, entries: QuerySet[JournalEntry], looked: PublicFilter | None = None) -> None:
        """`entries` are those of whole books."""
        self._looked = looked or PublicFilter()
        self._entries = _found(entries, self._looked).order_by("-booked_on", "-number")

    def __len__(self) -> int:
        """How many entries there are."""
        return self._entries.count()

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
        found = self._entries.select_related("memo", "reverses", "reversed_by").prefetch_related(lines)
        return list(self._rows(list(found[place])))

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


def _found(entries: QuerySet[JournalEntry], looked: PublicFilter) -> QuerySet[JournalEntry]:
    if looked.fund:
        entries = entries.filter(pk__in=JournalLine.objects.filter(fund=looked.fund).values("entry"))
    if looked.month:
        first = date.fromisoformat(f"{looked.month}-01")
        entries = entries.filter(booked_on__range=(first, closing.last_day_of(first)))
    if looked.words:
        entries = entries.filter(Q(memo__words__icontains=looked.words) | Q(voucher=looked.words))
    return entries


def _sum_of(lines: list[JournalLine], kind: str) -> int:
    return sum(line.amount for line in lines if line.account.startswith(kind))


def _balances_after(newest: JournalEntry, funds: set[UUID]) -> Counter[UUID]:
    """What each fund held, in fen, when everything up to this entry was booked.

    The months until its own out of the kept sums, less what came later in its month: never more than a month is read.
    """
    same_day, until = Q(entry__booked_on=newest.booked_on), closing.last_day_of(newest.booked_on)
    later = JournalLine.objects.filter(
        Q(entry__booked_on__gt=newest.booked_on) | same_day & Q(entry__number__gt=newest.number),
        alliance=newest.alliance_id,
        fund=OuterRef("fund"),
        account__startswith="1",
        goods=None,
        entry__booked_on__lte=until,
    )
    came_later = later.values("fund").annotate(came=Sum("amount")).values("came")
    kept = MonthlySum.objects.filter(
        alliance=newest.alliance_id,
        fund__in=funds,
        account__startswith="1",
        goods=MONEY,
        month__lte=closing.month_of(newest.booked_on),
    )
    held = kept.values("fund").annotate(held=Sum(F("debit") - F("credit")), later=Coalesce(Subquery(came_later), 0))
    return Counter({row["fund"]: row["held"] - row["later"] for row in held})
