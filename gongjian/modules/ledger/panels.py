"""What this module adds to the desk (what waits for an answer), and to each person's own page."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.words import notice_words
from gongjian.foundation.ui.words import iso
from gongjian.foundation.wiring import Kept, Task, keeps, panel, tasks_from
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.models import Alarm, BookingRequest, Confirmation, Custodian, JournalLine, Period, Reversal
from gongjian.modules.ledger.queries import bookings as of_bookings
from gongjian.modules.ledger.queries import waiting
from gongjian.modules.members.queries import workplace_of

notice_words(
    "ledger.head",
    title=gettext_lazy("新的总印"),
    text=gettext_lazy("到 %(day)s 一共 %(size)s 笔账，总印是 %(short)s。请留着：谁改了旧账，就和它对不上。"),
)
notice_words(
    "ledger.turned_down",
    title=gettext_lazy("你提的记账没有同意"),
    text=gettext_lazy("%(day)s，你提的一件记账申请没有同意。账没有变，请打开看看为什么。"),
)
notice_words(
    "ledger.alarm",
    title=gettext_lazy("账和以前的总印对不上"),
    text=gettext_lazy("核对 %(day)s 的总印时，发现账对不上。请马上打开看，再请系统管理员查。"),
)


@panel("paper")
def newest_head(request: HttpRequest, reader: Model) -> SafeString | None:
    """On every sheet of paper: the newest head, so that paper in a drawer is a witness of the books."""
    here = workplace_of(reader) if isinstance(reader, Person) else []
    head = queries.public_head(here[0]) if here else None
    return render_to_string("ledger/_paper_foot.html", {"head": head}, request) if head else None


@tasks_from
def reversals_to_answer(actor: Person, alliance: UUID) -> Iterator[Task]:
    """What a cashier asked and this person may answer."""
    for reversal in waiting.reversals_to_answer(actor):
        if reversal.alliance != alliance:
            continue
        title = _("第 %(number)s 笔账要不要冲销") % {"number": reversal.number}
        url = reverse("ledger:agree_reversal", args=[reversal.pk])
        # No rule gives a day for the answer: it waits every day, and is never late.
        yield Task(clock.today(), title, reversal.reason, _("去看看"), url, deed="ledger.agree_reversal")


@panel("ledger.entry")
def request_of_entry(request: HttpRequest, entry: Model) -> SafeString | None:
    """On a voucher: who asked for it and who agreed."""
    asked = BookingRequest.objects.filter(entry=entry.pk).first()
    rows = of_bookings.booking_rows([asked]) if asked else []
    return render_to_string("ledger/_request_of_entry.html", {"row": rows[0]}, request) if rows else None


@tasks_from
def bookings_to_answer(actor: Person, alliance: UUID) -> Iterator[Task]:
    """What a cashier asked to have entered, for whoever has to agree to it."""
    for asked in waiting.bookings_waiting_for_answer(actor):
        if asked.alliance_id != alliance:
            continue
        title = _("%(kind)s：要不要同意") % {"kind": asked.get_kind_display()}
        url = reverse("ledger:agree_booking", args=[asked.pk])
        yield Task(clock.today(), title, asked.words, _("去看看"), url, deed="ledger.agree_booking")


@tasks_from
def closings_to_answer(actor: Person, alliance: UUID) -> Iterator[Task]:
    """The months that a cashier proposed to close, for whoever may agree."""
    for period in waiting.closings_waiting_for_answer(actor):
        if period.alliance_id != alliance:
            continue
        title = _("%(month)s 要不要结账") % {"month": period.month}
        detail = _("这个月记了 %(number)s 笔，结了就不再打开") % {"number": period.entries}
        url = reverse("ledger:agree_close", args=[period.pk])
        yield Task(clock.today(), title, detail, _("去看看"), url, deed="ledger.agree_close")


@tasks_from
def month_to_close(actor: Person, alliance: UUID) -> Iterator[Task]:
    """A month that is over and whose turn it is. No rule says by when: it waits, and is never late."""
    for turn in waiting.months_to_close(actor):
        if turn.alliance != alliance:
            continue
        title = _("轮到 %(month)s 结账") % {"month": turn.month}
        left_open = _("上次没结成：%(reason)s") % {"reason": turn.left_open}
        detail = left_open if turn.left_open else _("点清现金、对过银行再提")
        url = reverse("ledger:propose_close")
        yield Task(clock.today(), title, detail, _("去结账"), url, deed="ledger.propose_close")


@tasks_from
def alarms_to_explain(actor: Person, alliance: UUID) -> Iterator[Task]:
    """Books that do not fit what was handed out: late from the day on which they should have, until explained."""
    for alarm in waiting.alarms_to_explain(actor):
        if alarm.alliance_id != alliance:
            continue
        detail = f"{alarm.get_kind_display()} · {iso(alarm.day)}"
        url = reverse("ledger:explain_alarm", args=[alarm.pk])
        yield Task(alarm.day, _("账和以前的总印对不上"), detail, _("马上看"), url, deed="ledger.explain_alarm")


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
    Kept(
        "booking_requests",
        gettext_lazy("我提的、答复的、要我接手的记账申请"),
        BookingRequest,
        ("asked_by", "answered_by", "receiver"),
        {
            "get_kind_display": gettext_lazy("什么事"),
            "get_state_display": gettext_lazy("办到哪一步"),
            "asked_at": gettext_lazy("什么时候"),
        },
    ),
    Kept(
        "custodian_number",
        gettext_lazy("账上用几号代表我"),
        Custodian,
        ("person",),
        {"number": gettext_lazy("保管人编号")},
    ),
    Kept(
        "closings",
        gettext_lazy("我提的、答复的结账"),
        Period,
        ("proposed_by", "answered_by"),
        {
            "month": gettext_lazy("月份"),
            "get_state_display": gettext_lazy("办到哪一步"),
            "proposed_at": gettext_lazy("什么时候"),
        },
    ),
    Kept(
        "heads_confirmed",
        gettext_lazy("我替单位留底的总印"),
        Confirmation,
        ("confirmed_by",),
        {"head.day": gettext_lazy("哪天的总印"), "confirmed_at": gettext_lazy("什么时候")},
        prepared=lambda rows: rows.select_related("head"),
    ),
    Kept(
        "alarms_explained",
        gettext_lazy("我说明过的账本警报"),
        Alarm,
        ("explained_by",),
        {
            "get_kind_display": gettext_lazy("什么警报"),
            "explanation": gettext_lazy("怎么回事"),
            "explained_at": gettext_lazy("什么时候"),
        },
    ),
)
