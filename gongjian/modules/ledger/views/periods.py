"""Pages of the months: which are closed, and closing by two."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import explain
from gongjian.foundation.forms import ConfirmForm
from gongjian.foundation.http import Door, SignedInRequest, deed_page, with_a_place
from gongjian.modules.ledger import actions
from gongjian.modules.ledger.forms import RefuseCloseForm
from gongjian.modules.ledger.queries import periods as queries
from gongjian.modules.ledger.queries import statements
from gongjian.modules.members.queries import workplace_of


@require_safe
@with_a_place
def periods(request: SignedInRequest) -> HttpResponse:
    """Which months are closed, and whose turn it is."""
    alliance = get_object_or_404(queries.with_turns(), pk__in=workplace_of(request.user))
    turn = queries.turn_of(alliance)
    context = {
        "turn": turn,
        "entries": queries.entries_of_month(alliance.pk, turn.month) if turn else 0,
        "periods": queries.period_rows(alliance.pk),
        "why_not": explain(request.user, "ledger.propose_close", alliance),
    }
    return render(request, "ledger/periods.html", context)


def propose_close(request: SignedInRequest) -> HttpResponse:
    """Propose to close the month whose turn it is."""
    alliance = get_object_or_404(queries.with_turns(), pk__in=workplace_of(request.user))
    turn = queries.turn_of(alliance)
    month = turn.month if turn else ""
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    door = Door("ledger.propose_close", alliance, reverse("ledger:periods"), _("提出了，等监督同意。"))
    rows = statements.holdings(alliance.pk, month) if month else []
    return deed_page(
        request,
        door,
        form,
        lambda: actions.propose_close(actor=request.user, alliance=alliance, month=month),
        month=month,
        turn=turn,
        rows=rows,
    )


def agree_close(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Close a month that somebody else proposed."""
    period = get_object_or_404(queries.periods_visible_to(request.user), pk=pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    door = Door("ledger.agree_close", period, reverse("ledger:periods"), _("结好了，这个月不能再记账。"))
    rows = statements.holdings(period.alliance_id, period.month)
    return deed_page(
        request, door, form, lambda: actions.agree_close(actor=request.user, period=period), period=period, rows=rows
    )


def refuse_close(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Leave a month open, and say why."""
    period = get_object_or_404(queries.periods_visible_to(request.user), pk=pk)
    form = RefuseCloseForm(request.POST if request.method == "POST" else None)
    door = Door("ledger.refuse_close", period, reverse("ledger:periods"), _("没有结账，出纳改好后会重新提出。"))
    return deed_page(
        request,
        door,
        form,
        lambda: actions.refuse_close(actor=request.user, period=period, reason=form.cleaned_data["reason"]),
        period=period,
    )
