"""Pages of the boxes: sealed, handed out, counted, entered, banked."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BoundField
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import explain
from gongjian.foundation.forms import ConfirmForm
from gongjian.foundation.http import SignedInRequest, done, render_part, with_a_place
from gongjian.modules.campaigns import actions, queries
from gongjian.modules.campaigns.forms import ALL, BankBoxForm, CashCountForm, HandOutBoxForm, SealBoxForm
from gongjian.modules.campaigns.models import Campaign, CashBox
from gongjian.modules.campaigns.queries.count_sheet import CountSheet, Row

_PER_PAGE = 20


@require_safe
@with_a_place
def cash_boxes(request: SignedInRequest) -> HttpResponse:
    """The boxes, by what has to be done with them."""
    shown = request.GET.get("state", "")
    boxes = queries.boxes_here(request.user)
    found = boxes.filter(state__in=queries.STATE_GROUPS[shown]) if shown in queries.STATE_GROUPS else boxes
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    campaign = queries.campaigns_open_for_boxes(request.user).first()
    context = {
        "page": page,
        "shown": shown,
        "groups": queries.boxes_by_group(request.user),
        "campaign": campaign,
        "why_not_seal": explain(request.user, "campaigns.seal_box", campaign) if campaign else [],
    }
    return render_part(request, "campaigns/cash_boxes.html", context, parts=("boxes",))


@require_safe
def cash_box(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One box: where it is, what the reader may see of its counts, and what to do next."""
    box = get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)
    context = {
        "box": box,
        "sheet": queries.sheet_for(request.user, box),
        "why_not": {
            "hand_out_box": explain(request.user, "campaigns.hand_out_box", box),
            "submit_count": queries.reasons_not_to_count(request.user, box),
            "close_box": explain(request.user, "campaigns.close_box", box),
            "bank_box": explain(request.user, "campaigns.bank_box", box),
        },
        "names": queries.handlers_of(box),
    }
    return render(request, "campaigns/cash_box.html", context)


@require_safe
def count_sheet(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The count sheet on paper: blank for counting by hand, filled in for the file when two people agreed."""
    box = get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)
    return render(request, "campaigns/count_sheet.html", {"box": box, "sheet": queries.sheet_for(request.user, box)})


def seal_box(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Seal an empty box for a campaign."""
    campaign = get_object_or_404(queries.campaigns_visible_to(request.user), pk=pk)
    form = SealBoxForm(request.POST or None)
    if form.is_valid() and done(form, lambda: _seal(request, campaign, form)):
        messages.success(request, _("已封箱，可以交出去了。"))
        return redirect("campaigns:cash_boxes")
    why_not = explain(request.user, "campaigns.seal_box", campaign)
    return render(request, "campaigns/seal_box.html", {"campaign": campaign, "form": form, "why_not": why_not})


def _seal(request: SignedInRequest, campaign: Campaign, form: SealBoxForm) -> CashBox:
    typed = form.cleaned_data
    return actions.seal_box(
        actor=request.user, campaign=campaign, place=typed["place"], seal_number=typed["seal_number"]
    )


def hand_out_box(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Give a sealed box out of the house."""
    box = get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)
    form = HandOutBoxForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.hand_out_box(actor=request.user, box=box, back_on=form.cleaned_data["back_on"])
    ):
        messages.success(request, _("箱子已交出。交回那天要两个人清点。"))
        return redirect("campaigns:cash_box", pk=box.pk)
    why_not = explain(request.user, "campaigns.hand_out_box", box)
    return render(request, "campaigns/hand_out_box.html", {"box": box, "form": form, "why_not": why_not})


def submit_count(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand in one's own count; the other's numbers are shown only when both are in."""
    box = get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)
    sheet = queries.sheet_for(request.user, box)
    again = frozenset(row.denomination for row in sheet.differing) if sheet.mine else frozenset()
    before = sheet.mine if again else None
    form = CashCountForm(request.POST or None, before=before, asked=again or ALL)
    if form.is_valid() and done(form, lambda: actions.submit_count(actor=request.user, box=box, count=form.counted)):
        messages.success(request, _("你的数已经交了。"))
        return redirect("campaigns:cash_box", pk=box.pk)
    context = {
        "box": box,
        "sheet": sheet,
        "form": form,
        "lines": _lines(sheet, form),
        "recount": bool(again),
        "why_not": queries.reasons_not_to_count(request.user, box),
    }
    return render(request, "campaigns/submit_count.html", context)


def _lines(sheet: CountSheet, form: CashCountForm) -> list[tuple[Row, BoundField | None]]:
    """Each denomination with the field to fill in, or without one where it need not be counted again."""
    names = [f"pieces_{row.denomination}" for row in sheet.rows]
    return [(row, form[name] if name in form.fields else None) for row, name in zip(sheet.rows, names, strict=True)]


def close_box(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Enter the agreed count in the books."""
    box = get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.close_box(actor=request.user, box=box)):
        messages.success(request, _("清点结果已记入公开账目。"))
        return redirect("campaigns:cash_box", pk=box.pk)
    context = {
        "box": box,
        "sheet": queries.sheet_for(request.user, box),
        "form": form,
        "why_not": explain(request.user, "campaigns.close_box", box),
    }
    return render(request, "campaigns/close_box.html", context)


def bank_box(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Note that the counted cash lies in the bank."""
    box = get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)
    form = BankBoxForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.bank_box(actor=request.user, box=box, deposit_slip=form.cleaned_data["deposit_slip"])
    ):
        messages.success(request, _("现金已存入银行，这件事办完了。"))
        return redirect("campaigns:cash_box", pk=box.pk)
    why_not = explain(request.user, "campaigns.bank_box", box)
    return render(request, "campaigns/bank_box.html", {"box": box, "form": form, "why_not": why_not})
