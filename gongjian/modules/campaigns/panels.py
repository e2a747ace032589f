"""What this module adds to pages that it does not own: the desk, a voucher of the books, each person's own page."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Kept, PromiseWords, Task, keeps, page_of, panel, promise_words, tasks_from
from gongjian.modules.campaigns import queries
from gongjian.modules.campaigns.models import Bill, Campaign, CashBox, CashCount, Payment
from gongjian.modules.campaigns.queries import bills as of_bills
from gongjian.modules.campaigns.queries.at_hand import bills_to_check
from gongjian.rulebook.cash import Round

page_of("campaigns.campaign", "campaigns:campaign")
page_of("campaigns.bill", "campaigns:bill")
page_of("campaigns.cashbox", "campaigns:cash_box")

promise_words(
    "campaigns.close_box",
    PromiseWords(
        _("清点%(place)s募捐箱"), _("%(number)s · %(campaign)s · 要两个人各数一次"), _("去清点"), "campaigns:cash_box"
    ),
)
promise_words(
    "campaigns.bank_box",
    PromiseWords(
        _("把%(place)s募捐箱的现金存进银行"), _("%(number)s · %(campaign)s"), _("去存款"), "campaigns:bank_box"
    ),
)


@panel("ledger.entry")
def box_of_entry(request: HttpRequest, entry: Model) -> SafeString | None:
    """On a voucher: the box that its money came out of."""
    box = queries.boxes_of_entry(entry.pk).first()
    return render_to_string("campaigns/_box_of_entry.html", {"box": box}, request) if box else None


@panel("ledger.entry")
def bill_of_entry(request: HttpRequest, entry: Model) -> SafeString | None:
    """On a voucher: the bill that its money came out of."""
    bill = of_bills.bill_of_entry(entry.pk).first()
    return render_to_string("campaigns/_bill_of_entry.html", {"bill": bill}, request) if bill else None


@tasks_from
def bills_awaited(actor: Person, alliance: UUID) -> Iterator[Task]:
    """A bill that another person read, to be held against the channel."""
    for bill in bills_to_check(actor):
        if bill.alliance == alliance:
            title = gettext("核对一张%(channel)s账单") % {"channel": Bill.Channel(bill.channel).label}
            url = reverse("campaigns:bill", args=[bill.pk])
            yield Task(clock.today(), title, bill.title, _("去核对"), url, deed="campaigns.enter_bill")


@tasks_from
def counts_awaited(actor: Person, alliance: UUID) -> Iterator[Task]:
    """A recount of one's own box, or a third count that a supervisor is asked for."""
    for box, counting_round in queries.counts_awaited_from(actor, alliance):
        facts = {"place": box.place, "number": box.number}
        if counting_round is Round.RECOUNT:
            title, detail = gettext("复点%(place)s募捐箱"), gettext("%(number)s · 两个人数得不一样，一起再数一遍")
        else:
            title, detail = (
                gettext("第三次清点%(place)s募捐箱"),
                gettext("%(number)s · 两个人数了两次都不一样，请你独立数一遍"),
            )
        url = reverse("campaigns:submit_count", args=[box.pk])
        yield Task(
            clock.today(),
            title % facts,
            detail % facts,
            _("去数一遍"),
            url,
            deed="campaigns.submit_count",
            about=box.ref,
            step_of="campaigns.close_box",
        )


keeps(
    Kept(
        "campaigns",
        _("我负责的募捐"),
        Campaign,
        ("organiser",),
        {"title": _("名称"), "began_on": _("开始"), "ended_on": _("结束")},
    ),
    Kept(
        "bills",
        _("我传的、核对的账单"),
        Bill,
        ("read_by", "entered_by"),
        {"channel": _("渠道"), "read_at": _("什么时候传的"), "entered_at": _("什么时候入账的")},
    ),
    Kept(
        "judged_payments",
        _("我定过算不算的收款"),
        Payment,
        ("answered_by",),
        {
            "paid_at": _("什么时候"),
            "amount": _("多少分"),
            "number": _("交易单号"),
            "answer": _("算不算"),
            "reason": _("为什么"),
        },
    ),
    Kept(
        "cash_boxes",
        _("我封的、交出去的募捐箱"),
        CashBox,
        ("sealed_by", "handed_out_by"),
        {"number": _("清点单编号"), "sealed_at": _("什么时候封的"), "handed_out_at": _("什么时候交出去的")},
    ),
    Kept(
        "cash_counts",
        _("我数过的"),
        CashCount,
        ("counter",),
        {
            "box.number": _("清点单编号"),
            "submitted_at": _("什么时候"),
            "organisation.name": _("单位"),
            "pieces": _("张数"),
            "total": _("多少分"),
        },
        prepared=lambda rows: rows.select_related("box", "organisation"),
    ),
)
