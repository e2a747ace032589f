"""What this module adds to the desk: reversals that wait for the secretary's answer."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Task, tasks_from
from gongjian.modules.ledger import queries


@tasks_from
def reversals_to_answer(actor: Person, alliance: UUID) -> Iterator[Task]:
    """What a cashier asked and this person may answer."""
    for reversal in queries.reversals_waiting_for_answer(actor):
        if reversal.alliance_id != alliance:
            continue
        title = _("第 %(number)s 笔账要不要冲销") % {"number": reversal.entry.number}
        url = reverse("ledger:agree_reversal", args=[reversal.pk])
        # No rule gives a day for the answer: it waits every day, and is never late.
        yield Task(clock.today(), title, reversal.reason, _("去看看"), url, deed="ledger.agree_reversal")
