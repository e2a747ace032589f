"""Pages of the heads of the books, and of the alarms."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import explain
from gongjian.foundation.forms import ConfirmForm
from gongjian.foundation.http import Door, SignedInRequest, deed_page, with_a_place
from gongjian.modules.ledger import actions
from gongjian.modules.ledger.forms import ExplainAlarmForm
from gongjian.modules.ledger.queries import heads as queries
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import workplace_of

_PER_PAGE = 20


@require_safe
@with_a_place
def heads(request: SignedInRequest) -> HttpResponse:
    """What was handed out each day, who has confirmed it, and what does not fit."""
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    page = Paginator(queries.head_rows(alliance.pk), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "alarms": queries.alarm_rows(alliance.pk)}
    return render(request, "ledger/heads.html", context)


@require_safe
def head(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One head, whole: what one keeps, and who keeps it."""
    found = get_object_or_404(queries.heads_visible_to(request.user), pk=pk)
    context = {
        "head": found,
        "line": queries.as_told(found).line,
        "confirmations": queries.confirmations_of(found),
        "kept": not queries.to_confirm_for(request.user, found),
        "why_not": explain(request.user, "ledger.confirm_head", found),
    }
    return render(request, "ledger/head.html", context)


def confirm_head(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say that one's organisation keeps it."""
    found = get_object_or_404(queries.heads_visible_to(request.user), pk=pk)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    back = reverse("ledger:head", args=[found.pk])
    door = Door("ledger.confirm_head", found, back, _("记下了，你们单位留了底。"))
    return deed_page(request, door, form, lambda: actions.confirm_head(actor=request.user, head=found), head=found)


def explain_alarm(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say what happened."""
    alarm = get_object_or_404(queries.alarms_visible_to(request.user), pk=pk)
    form = ExplainAlarmForm(request.POST if request.method == "POST" else None)
    door = Door("ledger.explain_alarm", alarm, reverse("ledger:heads"), _("写下了，这几句话会一直留着。"))
    return deed_page(
        request,
        door,
        form,
        lambda: actions.explain_alarm(actor=request.user, alarm=alarm, explanation=form.cleaned_data["explanation"]),
        alarm=alarm,
        explained_by=queries.explained_by(alarm),
    )
