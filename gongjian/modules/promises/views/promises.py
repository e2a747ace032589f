"""The list of all promises, the page of one, and reminding of it."""

import csv
from urllib.parse import urlencode
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
from gongjian.modules.promises import actions
from gongjian.modules.promises.forms import WantedForm
from gongjian.modules.promises.models import Promise
from gongjian.modules.promises.queries import pages as queries
from gongjian.modules.promises.queries.routines import report_of

_PER_PAGE = 20
_DEEDS = ("nudge", "report_done", "waive_promise")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@require_safe
@with_a_place
def promises(request: SignedInRequest) -> HttpResponse:
    """What everybody in the alliance has promised, the latest day first."""
    form = _wanted(request)
    wanted = form.wanted()
    page = Paginator(queries.promises_wanted(request.user, wanted), _PER_PAGE).get_page(request.GET.get("page"))
    asked = {"q": wanted.words, "state": wanted.state, "organisation": wanted.organisation, "month": wanted.month}
    query = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "page": page,
        "rows": queries.rows_of(page.object_list),
        "form": form,
        "query": f"{query}&" if query else "",
    }
    return render_part(request, "promises/promises.html", context, parts=("promises",))


@require_safe
@with_a_place
def promises_csv(request: SignedInRequest) -> HttpResponse:
    """The same list as a table for Excel."""
    response = HttpResponse("\N{ZERO WIDTH NO-BREAK SPACE}", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="promises.csv"'
    told = csv.writer(response)
    told.writerow(
        map(str, (_("办什么"), _("说明"), _("谁该办"), _("期限"), _("状态"), _("哪天了结"), _("晚了几天"), _("原因")))
    )
    for row in queries.rows_of(queries.promises_wanted(request.user, _wanted(request).wanted())):
        promise = row.promise
        cells = (
            row.task.title,
            row.task.detail,
            promise.owed_by.name,
            promise.due_on.isoformat(),
            promise.get_state_display(),
            promise.closed_on.isoformat() if promise.closed_on else "",
            row.days_late or "",
            promise.reason,
        )
        told.writerow([_no_formula(str(cell)) for cell in cells])
    return response


@require_safe
def promise(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """All that is known of one promise."""
    found = _visible(request, pk)
    context = _about(found) | {
        "holders": queries.holders_of(found),
        "history": queries.history_of(found),
        "links": queries.links_of(found),
        "report": report_of(found) if found.evidence else None,
        "by_report": found.deed == "promises.report_done",
        "why_not": {deed: explain(request.user, f"promises.{deed}", found) for deed in _DEEDS},
    }
    return render(request, "promises/promise.html", context)


def nudge(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Remind whoever owes it."""
    found = _visible(request, pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.nudge(actor=request.user, promise=found)):
        messages.success(request, _("已提醒，对方在自己的工作台上看得到。"))
        return redirect("promises:promise", pk=found.pk)
    context = _about(found) | {"form": form, "why_not": explain(request.user, "promises.nudge", found)}
    return render(request, "promises/nudge.html", context)


def _wanted(request: SignedInRequest) -> WantedForm:
    return WantedForm(request.GET, organisations=queries.organisations_that_promised(request.user))


def _visible(request: SignedInRequest, pk: UUID) -> Promise:
    return get_object_or_404(queries.promises_visible_to(request.user), pk=pk)


def _about(found: Promise) -> dict[str, object]:
    return {"promise": found, "row": queries.rows_of([found])[0], "nudges": queries.nudges_of(found)}


def _no_formula(cell: str) -> str:
    """A cell that a table program would take for a formula is told to be a text."""
    return f"'{cell}" if cell.startswith(_STARTS_A_FORMULA) else cell
