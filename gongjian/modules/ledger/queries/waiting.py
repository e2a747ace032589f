"""What waits for an answer in the books; the menu of every page asks it, so all of it is one question."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, CharField, DateField, Q, QuerySet, UUIDField, Value

from gongjian.foundation.access import may
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.remembered import remembered
from gongjian.modules.ledger.models import Alarm, BookingRequest, Period
from gongjian.modules.members.models import Power
from gongjian.modules.members.queries import workplace_with
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


@remembered
def _waiting(actor: Person) -> list[_Row]:
    here = workplace_with(actor, Power.SUPERVISE)
    closings = Period.objects.filter(alliance__in=here, state=Period.State.PROPOSED)
    alarms = Alarm.objects.filter(alliance__in=here, explained_at=None)
    asked = BookingRequest.objects.filter(_to_second(actor, here), state=BookingRequest.State.REQUESTED)
    rows = _told(closings, "closing", _NO_WORDS, "month", "entries", "proposed_by", _NO_DAY).union(
        _told(alarms, "alarm", "kind", _NO_WORDS, _NO_NUMBER, _NO_PERSON, "day"),
        _told(asked.exclude(asked_by=actor), "booking", "kind", "words", "amount", "asked_by", _NO_DAY),
        all=True,
    )
    return sorted((_Row(*row) for row in rows), key=lambda row: (row.day or date.max, row.words, row.pk))


def _to_second(actor: Person, supervised: list[UUID]) -> Q:
    """What this person has to agree to by its kind; whoever can take nothing over is not asked about."""
    return (
        Q(kind__in=kinds_for(Second.SUPERVISOR), alliance__in=supervised)
        | Q(kind__in=kinds_for(Second.LEADER), alliance__in=workplace_with(actor, Power.LEAD))
        | Q(receiver=actor, alliance__in=workplace_with(actor, Power.KEEP_CASH))
    )


def _told(rows: QuerySet[Any], what: str, *columns: str | Value) -> QuerySet[Any, tuple[Any, ...]]:
    return rows.order_by().values_list(Value(what, output_field=CharField()), "pk", "alliance", *columns)


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
