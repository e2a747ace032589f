"""What waits for a supervisor of the books; the menu of every page asks it, so all of it is one question."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, CharField, DateField, QuerySet, UUIDField, Value

from gongjian.foundation.access import may
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.remembered import remembered
from gongjian.modules.ledger.models import Alarm, Period
from gongjian.modules.members.models import Power
from gongjian.modules.members.queries import workplace_with

_NO_DAY, _NO_PERSON = Value(None, output_field=DateField()), Value(None, output_field=UUIDField())
_NO_NUMBER = Value(0, output_field=BigIntegerField())


class _Row(NamedTuple):
    what: str
    pk: UUID
    alliance: UUID
    words: str
    number: int
    # Each of one kind of row only.
    person: Any
    day: Any


@remembered
def _waiting(actor: Person) -> list[_Row]:
    here = workplace_with(actor, Power.SUPERVISE)
    closings = Period.objects.filter(alliance__in=here, state=Period.State.PROPOSED)
    alarms = Alarm.objects.filter(alliance__in=here, explained_at=None)
    rows = _told(closings, "closing", "month", "entries", "proposed_by", _NO_DAY)
    rows = rows.union(_told(alarms, "alarm", "kind", _NO_NUMBER, _NO_PERSON, "day"), all=True)
    return sorted((_Row(*row) for row in rows), key=lambda row: (row.day or date.max, row.words))


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
        Alarm(pk=row.pk, alliance_id=row.alliance, kind=row.words, day=row.day)
        for row in _waiting(actor)
        if row.what == "alarm"
    ]
    return [alarm for alarm in found if may(actor, "ledger.explain_alarm", alarm)]
