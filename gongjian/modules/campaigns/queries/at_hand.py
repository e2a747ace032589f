"""What lies at hand: boxes by their state, bills to be checked. Every menu asks it, so it is one question."""

from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import BigIntegerField, CharField, Count, QuerySet, UUIDField, Value

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.remembered import remembered
from gongjian.modules.campaigns.models import Bill, CashBox
from gongjian.modules.members.models import Power
from gongjian.modules.members.queries import alliances_of, workplace_of, workplace_with

_NO_ID, _NO_WORDS = Value(None, output_field=UUIDField()), Value("", output_field=CharField())
_BILL, _ONE = Value("bill", output_field=CharField()), Value(1, output_field=BigIntegerField())


class _Row(NamedTuple):
    what: str
    number: int
    pk: Any
    alliance: Any
    channel: str
    title: str


class BillToCheck(NamedTuple):
    """A bill that another person read, with its channel and its campaign."""

    pk: UUID
    alliance: UUID
    channel: str
    title: str


@remembered
def _rows(actor: Person) -> list[_Row]:
    here = set(workplace_of(actor)) & set(alliances_of(actor))
    boxes = CashBox.objects.filter(alliance__in=here).order_by().values("state").annotate(number=Count("pk"))
    told: QuerySet[Any, Any] = boxes.values_list("state", "number", _NO_ID, _NO_ID, _NO_WORDS, _NO_WORDS)
    waiting = Bill.objects.filter(alliance__in=workplace_with(actor, Power.SUPERVISE), state=Bill.State.TO_CHECK)
    bills = waiting.exclude(read_by=actor).order_by()
    found = bills.values_list(_BILL, _ONE, "pk", "alliance", "channel", "campaign__title")
    return [_Row(*row) for row in told.union(found, all=True)]


def boxes_in_state(actor: Person) -> dict[str, int]:
    """How many boxes are in each state."""
    return {row.what: row.number for row in _rows(actor) if row.pk is None}


def bills_to_check(actor: Person) -> list[BillToCheck]:
    """The bills that this person has to hold against the channel, so that they can be entered; the oldest first."""
    found = [BillToCheck(row.pk, row.alliance, row.channel, row.title) for row in _rows(actor) if row.pk]
    return sorted(found, key=lambda bill: bill.pk)
