"""Reminding whoever owes something."""

from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.access import require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.notices.outbox import tell
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.queries import holders_of
from gongjian.modules.promises import queries
from gongjian.modules.promises.events import PromiseNudged
from gongjian.modules.promises.models import Nudge, Promise
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.reminders import check_nudge


@deed("promises.nudge")
def nudge(*, actor: Person, promise: Promise) -> Nudge:
    """Remind whoever owes it, in fixed and friendly words; one reminder a day from the whole alliance is enough."""
    promise = locked(promise)
    require(actor, "promises.nudge", promise)
    if promise.state != Promise.State.OPEN:
        raise RuleBroken("promises.closed_already", state=promise.state)
    check_nudge(promise.due_on, clock.today(), nudged_today=queries.nudged_on(promise, clock.today()))

    reminded = Nudge.objects.create(
        alliance_id=promise.alliance_id, promise=promise, day=clock.today(), nudged_by=actor, at=clock.now()
    )

    record(actor, "promises.nudge", reminded, promise=str(promise.pk))
    publish(PromiseNudged(promise))
    _tell(promise)
    return reminded


def _tell(promise: Promise) -> None:
    """Each who holds the power there today: it stands on the desk, and in the next letter."""
    holders = holders_of(promise.alliance_id, promise.owed_by_id, promise.power)
    for person in Person.objects.filter(pk__in=holders, is_active=True).order_by("pk"):
        tell(
            to=person,
            alliance=promise.alliance_id,
            words="promises.nudged",
            facts={"due_on": promise.due_on.isoformat()},
            about=promise.ref,
            url=reverse("promises:promise", args=(promise.pk,)),
        )
