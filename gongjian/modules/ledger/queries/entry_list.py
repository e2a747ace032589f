"""Entries with their figures, looked up for the page that is shown and not for the whole book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload
from uuid import UUID

from django.db.models import Prefetch, QuerySet, Sum

from gongjian.modules.ledger.models import JournalEntry, JournalLine


@dataclass(frozen=True)
class EntryRow:
    """An entry with its fund, its income, its expense and the fund's balance after it, in fen.

    What was taken back stands in its own column with a minus (红字), so no total is blown up by a mistake.
    """

    entry: JournalEntry
    fund: UUID
    fund_name: str
    income: int
    expense: int
    balance: int


class EntryList(Sequence[EntryRow]):
    """Entries, the newest first; a slice of it is a list of rows. Fit for Django's paginator."""

    def __init__(self, entries: QuerySet[JournalEntry]) -> None:
        """`entries` must hold every entry of a fund or none of it, or the balances would be wrong."""
        self._entries = entries.order_by("-number")

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
        return _rows(list(found[place]))


def _rows(entries: list[JournalEntry]) -> list[EntryRow]:
    """From the newest down: each fund's balance after its newest entry here, less what each entry changed."""
    balances = _balances_after(entries)
    rows = []
    for entry in entries:
        lines = list(entry.lines.all())
        fund = lines[0].fund
        rows.append(
            EntryRow(
                entry=entry,
                fund=fund.pk,
                fund_name=fund.name,
                income=-_sum_of(lines, "4"),
                expense=_sum_of(lines, "5"),
                balance=balances[fund.pk],
            )
        )
        balances[fund.pk] -= _sum_of(lines, "1")
    return rows


def _sum_of(lines: list[JournalLine], kind: str) -> int:
    return sum(line.amount for line in lines if line.account.startswith(kind))


def _balances_after(entries: list[JournalEntry]) -> dict[UUID, int]:
    if not entries:
        return {}
    funds = {line.fund_id for entry in entries for line in entry.lines.all()}
    held = JournalLine.objects.filter(fund__in=funds, account__startswith="1", entry__number__lte=entries[0].number)
    return dict(held.values_list("fund").annotate(held=Sum("amount")))
