"""The page of who gets in, and the pages of operators on a visit."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import explain
from gongjian.foundation.http import SignedInRequest, done
from gongjian.modules.entrance import actions, queries
from gongjian.modules.entrance.forms import AskVisitForm
from gongjian.modules.entrance.models import Visit

_PER_PAGE = 20
_LATELY = 10


@require_safe
def entrance(request: SignedInRequest) -> HttpResponse:
    """Slips, recoveries and visits: what is open, what was lately, and what was done to one's own account."""
    office = bool(queries.offices_here(request.user))
    slips, recoveries = queries.rows_with_names(
        queries.slips_visible_to(request.user)[:_LATELY] if office else [],
        queries.recoveries_visible_to(request.user)[:_LATELY],
    )
    context = {
        "office": office,
        "is_operator": request.user.is_superuser,
        "slips": slips,
        "recoveries": recoveries,
        "mine": [row for row in recoveries if queries.is_told(request.user, row.recovery)],
        "visits": queries.visits_visible_to(request.user)[:_LATELY],
    }
    return render(request, "entrance/entrance.html", context)


@require_safe
def visit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One visit, with every page that was opened."""
    found = _visible(request, pk)
    context = {
        "visit": found,
        "page": Paginator(found.pages.order_by("-at", "-id"), _PER_PAGE).get_page(request.GET.get("page")),
        "why_not_allow": explain(request.user, "entrance.allow_visit", found),
        "why_not_end": explain(request.user, "entrance.end_visit", found),
    }
    return render(request, "entrance/visit.html", context)


def ask_visit(request: SignedInRequest) -> HttpResponse:
    """Ask an alliance to be let in."""
    refused = not request.user.is_superuser
    offered = queries.alliances_to_visit()
    form = AskVisitForm(
        request.POST if request.method == "POST" else None, alliances=offered.none() if refused else offered
    )
    if form.is_valid() and done(form, lambda: actions.ask_visit(actor=request.user, **form.cleaned_data)):
        messages.success(request, _("已经告诉那边的书记，等他同意。"))
        return redirect("entrance:entrance")
    why_not = explain(request.user, "entrance.ask_visit", request.user) if refused else []
    return render(
        request, "entrance/ask_visit.html", {"form": form, "why_not": why_not}, status=403 if refused else 200
    )


def allow_visit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let the operator in for the hours that he asked for."""
    found = _visible(request, pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.allow_visit(actor=request.user, visit=found)):
        messages.success(request, _("已经让他进来看。到时间自己结束，随时可以提前结束。"))
        return redirect("entrance:visit", pk=found.pk)
    context = {"visit": found, "form": form, "why_not": explain(request.user, "entrance.allow_visit", found)}
    return render(request, "entrance/allow_visit.html", context)


def end_visit(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """End a visit, or say no."""
    found = _visible(request, pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.end_visit(actor=request.user, visit=found)):
        messages.success(request, _("来访已经结束，他什么都看不到了。"))
        return redirect("entrance:visit", pk=found.pk)
    context = {"visit": found, "form": form, "why_not": explain(request.user, "entrance.end_visit", found)}
    return render(request, "entrance/end_visit.html", context)


def _visible(request: SignedInRequest, pk: UUID) -> Visit:
    return get_object_or_404(queries.visits_visible_to(request.user), pk=pk)
