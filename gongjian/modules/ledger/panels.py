"""What this module adds to the desk, reversals that wait for an answer, and to each person's own page."""

from collections.abc import Iterator
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Kept, Task, keeps, tasks_from
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.models import JournalLine, Reversal


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


keeps(
    Kept(
        "cash_held",
        gettext_lazy("账上写着现金在我手里的"),
        JournalLine,
        ("custodian",),
        {
            "entry.voucher": gettext_lazy("凭证号"),
            "entry.booked_on": gettext_lazy("日期"),
            "amount": gettext_lazy("多少分"),
        },
        prepared=lambda rows: rows.select_related("entry"),
    ),
    Kept(
        "reversals",
        gettext_lazy("我提的、答复的冲销"),
        Reversal,
        ("asked_by", "answered_by"),
        {
            "entry.voucher": gettext_lazy("凭证号"),
            "get_state_display": gettext_lazy("办到哪一步"),
            "asked_at": gettext_lazy("什么时候"),
        },
        prepared=lambda rows: rows.select_related("entry"),
    ),
)
