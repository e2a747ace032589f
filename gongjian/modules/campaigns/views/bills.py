"""Pages of the payment bills: read, checked, entered by another."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import explain
from gongjian.foundation.forms import ConfirmForm
from gongjian.foundation.http import Door, SignedInRequest, deed_page, done, with_a_place
from gongjian.modules.campaigns import actions, queries
from gongjian.modules.campaigns.forms import JudgePaymentForm, ReadBillForm
from gongjian.modules.campaigns.models import Bill
from gongjian.modules.campaigns.queries import bills as of_bills
from gongjian.modules.members.queries import names_of

_PER_PAGE = 20


@require_safe
@with_a_place
def bills(request: SignedInRequest) -> HttpResponse:
    """Every bill that was read, the newest first."""
    page = Paginator(of_bills.bills_here(request.user), _PER_PAGE).get_page(request.GET.get("page"))
    campaigns = queries.campaigns_open_for_boxes(request.user)
    why_not = [] if not campaigns else explain(request.user, "campaigns.read_bill", campaigns[0])
    return render(request, "campaigns/bills.html", {"page": page, "campaigns": campaigns, "why_not": why_not})


def read_bill(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Upload the file as WeChat or Alipay gives it; what it says is shown before anything is entered."""
    campaign = get_object_or_404(queries.campaigns_visible_to(request.user), pk=pk)
    sent = request.method == "POST"
    form = ReadBillForm(request.POST if sent else None, request.FILES if sent else None)
    read: list[Bill] = []
    if form.is_valid() and done(
        form, lambda: read.append(actions.read_bill(actor=request.user, campaign=campaign, told=form.told))
    ):
        return redirect("campaigns:bill", pk=read[0].pk)
    why_not = explain(request.user, "campaigns.read_bill", campaign)
    return render(request, "campaigns/read_bill.html", {"campaign": campaign, "form": form, "why_not": why_not})


@require_safe
def bill(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One bill: what it comes to, what is in doubt, what does not count, and every gift on it."""
    found = get_object_or_404(of_bills.bills_visible_to(request.user), pk=pk)
    plan = of_bills.plan_of(found)
    context = {
        "bill": found,
        "plan": plan,
        "page": Paginator(plan.rows, _PER_PAGE).get_page(request.GET.get("page")),
        "names": names_of(found.alliance_id, [each for each in (found.read_by_id, found.entered_by_id) if each]),
        "why_not": {
            "judge_payment": explain(request.user, "campaigns.judge_payment", found),
            "enter_bill": explain(request.user, "campaigns.enter_bill", found),
            "drop_bill": explain(request.user, "campaigns.drop_bill", found),
        },
    }
    return render(request, "campaigns/bill.html", context)


def judge_payment(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Decide whether a payment counts."""
    payment = get_object_or_404(of_bills.payments_visible_to(request.user), pk=pk)
    form = JudgePaymentForm(request.POST if request.method == "POST" else None, payment=payment)
    door = Door("campaigns.judge_payment", payment, _page_of(payment.bill), _("记下了，这张账单可以接着核对。"))
    return deed_page(
        request,
        door,
        form,
        lambda: actions.judge_payment(actor=request.user, payment=payment, **form.cleaned_data),
        payment=payment,
    )


def enter_bill(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Agree to what another person read: it is entered."""
    found = get_object_or_404(of_bills.bills_visible_to(request.user), pk=pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.enter_bill(actor=request.user, bill=found)):
        messages.success(request, _("核对过了，已经记到账上。"))
        return redirect("campaigns:bill", pk=found.pk)
    why_not = explain(request.user, "campaigns.enter_bill", found)
    context = {
        "bill": found,
        "plan": of_bills.plan_of(found),
        "form": form,
        "back": _page_of(found),
        "why_not": why_not,
    }
    return render(request, "campaigns/enter_bill.html", context)


def drop_bill(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Put a bill aside that was only read."""
    found = get_object_or_404(of_bills.bills_visible_to(request.user), pk=pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    door = Door("campaigns.drop_bill", found, reverse("campaigns:bills"), _("放在一边了，账没有变。"))
    return deed_page(request, door, form, lambda: actions.drop_bill(actor=request.user, bill=found), bill=found)


def _page_of(found: Bill) -> str:
    return reverse("campaigns:bill", args=[found.pk])
