"""Pages of the entries, and of taking one back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import explain
from gongjian.foundation.forms import ConfirmForm
from gongjian.foundation.http import SignedInRequest, done, render_part, with_a_place
from gongjian.foundation.wiring import panels_for
from gongjian.modules.ledger import actions, queries
from gongjian.modules.ledger.forms import AskReversalForm
from gongjian.modules.ledger.queries import waiting
from gongjian.modules.ledger.queries.from_to import from_to_of, neighbours

_PER_PAGE = 20


@require_safe
@with_a_place
def entries(request: SignedInRequest) -> HttpResponse:
    """All entries, the newest first, and the requests that wait for an answer."""
    page = Paginator(queries.entry_rows(request.user), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "waiting": waiting.reversals_to_answer(request.user)}
    return render_part(request, "ledger/entries.html", context, parts=("entries",))


@require_safe
def entry(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One entry with its lines, as a voucher."""
    found = get_object_or_404(queries.entries_visible_to(request.user), pk=pk)
    reversal = queries.live_reversal(found)
    context = {
        "entry": found,
        "lines": queries.voucher_lines(found),
        "total": queries.amount_of(found),
        "reversal": reversal,
        "people": queries.people_of(reversal),
        "why_not": explain(request.user, "ledger.ask_reversal", found),
        "path": from_to_of(found),
        "neighbours": neighbours(found),
        "panels": panels_for("ledger.entry", request, found),
    }
    return render(request, "ledger/entry.html", context)


def ask_reversal(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Ask the secretary to reverse an entry."""
    found = get_object_or_404(queries.entries_visible_to(request.user), pk=pk)
    form = AskReversalForm(request.POST or None)
    if form.is_valid() and done(
        form, lambda: actions.ask_reversal(actor=request.user, entry=found, reason=form.cleaned_data["reason"])
    ):
        messages.success(request, _("已请书记看。书记同意后才会冲销。"))
        return redirect("ledger:entry", pk=found.pk)
    context = {
        "entry": found,
        "total": queries.amount_of(found),
        "goods": queries.goods_of(found),
        "form": form,
        "why_not": explain(request.user, "ledger.ask_reversal", found),
    }
    return render(request, "ledger/ask_reversal.html", context)


def agree_reversal(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Reverse an entry that the cashier asked to have reversed."""
    reversal = get_object_or_404(queries.reversals_visible_to(request.user), pk=pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.agree_reversal(actor=request.user, reversal=reversal)):
        messages.success(request, _("已冲销。原来那一笔和冲销的这一笔都一直看得见。"))
        return redirect("ledger:entry", pk=reversal.entry_id)
    context = {
        "reversal": reversal,
        "lines": queries.voucher_lines(reversal.entry),
        "total": queries.amount_of(reversal.entry),
        "goods": queries.goods_of(reversal.entry),
        "people": queries.people_of(reversal),
        "form": form,
        "why_not": explain(request.user, "ledger.agree_reversal", reversal),
    }
    return render(request, "ledger/agree_reversal.html", context)


def refuse_reversal(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Leave the entry as it is."""
    reversal = get_object_or_404(queries.reversals_visible_to(request.user), pk=pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.refuse_reversal(actor=request.user, reversal=reversal)):
        messages.success(request, _("没有冲销，账没有变。"))
        return redirect("ledger:entry", pk=reversal.entry_id)
    context = {
        "reversal": reversal,
        "total": queries.amount_of(reversal.entry),
        "goods": queries.goods_of(reversal.entry),
        "people": queries.people_of(reversal),
        "form": form,
        "why_not": explain(request.user, "ledger.refuse_reversal", reversal),
    }
    return render(request, "ledger/refuse_reversal.html", context)
