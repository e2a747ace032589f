"""What waits for an answer in the books; the menu of every page asks it, so all of it is one question."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, CharField, DateField, F, Func, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce, TruncDate

from gongjian.foundation import clock
from gongjian.foundation.access import may
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.remembered import remembered
from gongjian.modules.ledger.models import Alarm, BookingRequest, Period, Reversal
from gongjian.modules.ledger.queries.periods import with_turns
from gongjian.modules.members.models import Alliance, Power
from gongjian.modules.members.queries import workplace_with
from gongjian.rulebook import closing
from gongjian.rulebook.bookings import Second, kinds_for

_NO_DAY, _NO_PERSON = Value(None, output_field=DateField()), Value(None, output_field=UUIDField())
_NO_NUMBER, _NO_WORDS = Value(0, output_field=BigIntegerField()), Value("", output_field=CharField())


class _Row(NamedTuple):
    what: str
    pk: UUID
    alliance: UUID
    kind: str
    words: str
    number: int
    # Each of some kinds of row only.
    person: Any
    day: Any


class MonthToClose(NamedTuple):
    """A month that is over and whose turn it is, with the reason for which it was not closed last time."""

    alliance: UUID
    month: str
    left_open: str


class ReversalToAnswer(NamedTuple):
    """That a cashier wants the entry of this number reversed, and why."""

    pk: UUID
    alliance: UUID
    number: int
    reason: str
    day: date


@remembered
def _waiting(actor: Person) -> list[_Row]:
    here, cash = workplace_with(actor, Power.SUPERVISE), workplace_with(actor, Power.KEEP_CASH)
    leads = workplace_with(actor, Power.LEAD)
    reversals = Reversal.objects.filter(alliance__in=leads, state=Reversal.State.ASKED)
    closings = Period.objects.filter(alliance__in=here, state=Period.State.PROPOSED)
    alarms = Alarm.objects.filter(alliance__in=here, explained_at=None)
    asked = BookingRequest.objects.filter(_to_second(actor, leads, here, cash), state=BookingRequest.State.REQUESTED)
    rows = _told(closings, "closing", _NO_WORDS, "month", "entries", "proposed_by", _NO_DAY).union(
        _told(alarms, "alarm", "kind", _NO_WORDS, _NO_NUMBER, _NO_PERSON, "day"),
        _told(asked.exclude(asked_by=actor), "booking", "kind", "words", "amount", "asked_by", _NO_DAY),
        _told(reversals, "reversal", _NO_WORDS, "reason", "entry__number", "asked_by", TruncDate("asked_at")),
        _told(_turns(cash), "turn", Coalesce("reason", _NO_WORDS), "turn", _NO_NUMBER, _NO_PERSON, _NO_DAY),
        all=True,
    )
    return sorted((_Row(*row) for row in rows), key=lambda row: (row.day or date.max, row.words, row.pk))


def _turns(alliances: list[UUID]) -> QuerySet[Any]:
    """The alliances of which a month is over whose turn it is, and that nobody has proposed to close."""
    over: QuerySet[Any] = with_turns().filter(pk__in=alliances).annotate(alliance=F("pk"))
    not_proposed = Q(state=None) | Q(state=Period.State.REFUSED)
    return over.filter(not_proposed, turn__lt=closing.month_of(clock.today()))


def _to_second(actor: Person, leads: list[UUID], supervises: list[UUID], cash: list[UUID]) -> Q:
    """What this person has to agree to by its kind; whoever can take nothing over is not asked about."""
    return (
        Q(kind__in=kinds_for(Second.SUPERVISOR), alliance__in=supervises)
        | Q(kind__in=kinds_for(Second.LEADER), alliance__in=leads)
        | Q(receiver=actor, alliance__in=cash)
    )


def _told(rows: QuerySet[Any], what: str, *columns: str | Value | Func) -> QuerySet[Any, tuple[Any, ...]]:
    return rows.order_by().values_list(Value(what, output_field=CharField()), "pk", "alliance", *columns)


@remembered
def reversals_to_answer(actor: Person) -> list[ReversalToAnswer]:
    """The requests to reverse an entry that this person may answer, the oldest first."""
    return [
        ReversalToAnswer(row.pk, row.alliance, row.number, row.words, row.day)
        for row in _waiting(actor)
        if row.what == "reversal"
        and may(actor, "ledger.agree_reversal", Reversal(alliance_id=row.alliance, asked_by_id=row.person))
    ]


@remembered
def months_to_close(actor: Person) -> list[MonthToClose]:
    """The months that this person may propose to close: one for an alliance."""
    found = [MonthToClose(row.alliance, row.words, row.kind) for row in _waiting(actor) if row.what == "turn"]
    return [turn for turn in found if may(actor, "ledger.propose_close", Alliance(pk=turn.alliance))]


@remembered
def closings_waiting_for_answer(actor: Person) -> list[Period]:
    """The proposals to close a month to which this person may agree, the earliest month first; only to be read."""
    found = [
        Period(pk=row.pk, alliance_id=row.alliance, month=row.words, entries=row.number, proposed_by_id=row.person)
        for row in _waiting(actor)
        if row.what == "closing"
    ]
    return [period for period in found if may(actor, "ledger.agree_close", period)]


@remembered
def alarms_to_explain(actor: Person) -> list[Alarm]:
    """The alarms that stand, and that this person may explain; the oldest day first, only to be read."""
    found = [
        Alarm(pk=row.pk, alliance_id=row.alliance, kind=row.kind, day=row.day)
        for row in _waiting(actor)
        if row.what == "alarm"
    ]
    return [alarm for alarm in found if may(actor, "ledger.explain_alarm", alarm)]


@remembered
def bookings_waiting_for_answer(actor: Person) -> list[BookingRequest]:
    """What was asked to be entered and this person has to agree to; only to be read."""
    return [
        BookingRequest(
            pk=row.pk,
            alliance_id=row.alliance,
            kind=row.kind,
            words=row.words,
            amount=row.number,
            asked_by_id=row.person,
        )
        for row in _waiting(actor)
        if row.what == "booking"
    ]
