"""Which months are closed, and which is next."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.modules.ledger.models import JournalEntry, MonthlySum, Period, Reversal
from gongjian.modules.ledger.queries.balances import public_months
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import alliances_of, names_of
from gongjian.rulebook import closing


def closed_until(alliance: UUID) -> str:
    """The last closed month; empty when none is."""
    closed = Period.objects.filter(alliance=alliance, state=Period.State.CLOSED)
    return closed.order_by("-month").values_list("month", flat=True).first() or ""


def next_to_close(alliance: UUID) -> str:
    """The month whose turn it is: the first that is open and in which something was entered; empty without any.

    Months without any entry are closed with the next one that has some: years may lie between two collections.
    """
    return closing.next_to_close(public_months(alliance), closed_until(alliance))


def entries_of_month(alliance: UUID, month: str) -> int:
    """How many entries are booked in a month."""
    year, number = month.split("-")
    entries = JournalEntry.objects.filter(alliance=alliance, booked_on__year=int(year), booked_on__month=int(number))
    return entries.count()


def reversal_waits_in(alliance: UUID, month: str) -> bool:
    """Whether an entry of a month waits for an answer to its reversal."""
    asked = Reversal.objects.filter(alliance=alliance, state=Reversal.State.ASKED)
    return any(closing.month_of(day) == month for day in asked.values_list("entry__booked_on", flat=True))


def periods_visible_to(actor: Person) -> QuerySet[Period]:
    """The closings of the alliances in which somebody takes part."""
    return Period.objects.filter(alliance__in=alliances_of(actor))


@dataclass(frozen=True)
class Turn:
    """The month whose turn it is: whether it is over, whether it is proposed, and why it was not closed last time."""

    month: str
    is_over: bool
    is_proposed: bool
    left_open: str


def with_turns() -> QuerySet[Alliance]:
    """Alliances with the month whose turn it is, as `next_to_close` says: `turn_of` reads it, without a question more.

    Its columns are `turn` (the month, or nothing), and `state` and `reason` of its last proposal, where there was one.
    """
    here = {"alliance": OuterRef("pk")}
    closed = Period.objects.filter(state=Period.State.CLOSED, **here).order_by("-month").values("month")
    entered = MonthlySum.objects.filter(month__gt=Coalesce(OuterRef("closed"), Value("")), **here).order_by("month")
    told = Period.objects.filter(month=OuterRef("turn"), **here).order_by("-proposed_at")
    asked = Alliance.objects.annotate(closed=Subquery(closed[:1])).annotate(turn=Subquery(entered.values("month")[:1]))
    return asked.annotate(state=Subquery(told.values("state")[:1]), reason=Subquery(told.values("reason")[:1]))


def turn_of(alliance: Alliance) -> Turn | None:
    """What is to be closed next, of an alliance out of `with_turns`."""
    month, state, reason = (getattr(alliance, name) for name in ("turn", "state", "reason"))
    is_over = month is not None and month < closing.month_of(clock.today())
    return Turn(month, is_over, state == Period.State.PROPOSED, reason or "") if month else None


@dataclass(frozen=True)
class PeriodRow:
    """A closing with the names of the two."""

    period: Period
    proposed_by: str
    answered_by: str


def period_rows(alliance: UUID) -> list[PeriodRow]:
    """Every closing of an alliance, the newest first."""
    periods = list(Period.objects.filter(alliance=alliance).order_by("-month", "-proposed_at"))
    two = [person for period in periods for person in (period.proposed_by_id, period.answered_by_id) if person]
    names = names_of(alliance, two)
    return [
        PeriodRow(
            period,
            names.get(period.proposed_by_id, ""),
            names.get(period.answered_by_id, "") if period.answered_by_id else "",
        )
        for period in periods
    ]
