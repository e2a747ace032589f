"""Promises made freely, reported done, or waived by whoever leads."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from gongjian.foundation.access import explain
from gongjian.foundation.http import SignedInRequest, done
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import workplace_of
from gongjian.modules.promises import actions
from gongjian.modules.promises.forms.reports import MakePromiseForm, ReportDoneForm, WaivePromiseForm
from gongjian.modules.promises.models import Promise
from gongjian.modules.promises.queries import pages as queries
from gongjian.modules.promises.queries.routines import own_powers


def make_promise(request: SignedInRequest) -> HttpResponse:
    """Promise something for the own organisation."""
    alliance = worked_in(request)
    mine = own_powers(request.user, alliance.pk)
    form = MakePromiseForm(request.POST if request.method == "POST" else None, mine=mine)
    made: list[Promise] = []
    if form.is_valid() and done(
        form,
        lambda: made.append(actions.make_promise(actor=request.user, alliance=alliance, pledge=form.pledge())),
    ):
        messages.success(request, _("记下了，到期前会在工作台上。"))
        return redirect("promises:promise", pk=made[0].pk)
    context = {"form": form, "why_not": explain(request.user, "promises.make_promise", alliance)}
    return render(request, "promises/make_promise.html", context)


def report_done(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say what was done."""
    found = _visible(request, pk)
    form = ReportDoneForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.report_done(actor=request.user, promise=found, done=form.done())):
        messages.success(request, _("报好了，这件事了结了。"))
        return redirect("promises:promise", pk=found.pk)
    context = {
        "promise": found,
        "row": queries.rows_of([found])[0],
        "form": form,
        "why_not": explain(request.user, "promises.report_done", found),
    }
    return render(request, "promises/report_done.html", context)


def waive_promise(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Decide that it need not be done, for a reason."""
    found = _visible(request, pk)
    form = WaivePromiseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        lambda: actions.waive_promise(actor=request.user, promise=found, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("记下了，这件事不用办了。"))
        return redirect("promises:promise", pk=found.pk)
    context = {
        "promise": found,
        "row": queries.rows_of([found])[0],
        "form": form,
        "why_not": explain(request.user, "promises.waive_promise", found),
    }
    return render(request, "promises/waive_promise.html", context)


def worked_in(request: SignedInRequest) -> Alliance:
    """The alliance that somebody works in; without one there is nothing here."""
    return get_object_or_404(Alliance, pk__in=workplace_of(request.user))


def _visible(request: SignedInRequest, pk: UUID) -> Promise:
    return get_object_or_404(queries.promises_visible_to(request.user), pk=pk)
