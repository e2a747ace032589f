"""What is owed again and again: the list, and the deeds."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import explain
from gongjian.foundation.http import SignedInRequest, done, with_a_place
from gongjian.modules.members.queries.people import members_today
from gongjian.modules.promises import actions
from gongjian.modules.promises.forms.routines import SetRoutineForm, StopRoutineForm
from gongjian.modules.promises.queries import routines as queries
from gongjian.modules.promises.views.reports import worked_in

_PER_PAGE = 20


@require_safe
@with_a_place
def routines(request: SignedInRequest) -> HttpResponse:
    """All routines of the alliance."""
    alliance = worked_in(request)
    page = Paginator(queries.routines_visible_to(request.user), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "why_not": explain(request.user, "promises.set_routine", alliance)}
    return render(request, "promises/routines.html", context)


def set_routine(request: SignedInRequest) -> HttpResponse:
    """Set what an organisation owes again and again."""
    alliance = worked_in(request)
    form = SetRoutineForm(request.POST if request.method == "POST" else None, offered=members_today(alliance.pk))
    if form.is_valid() and done(
        form, lambda: actions.set_routine(actor=request.user, alliance=alliance, duty=form.duty())
    ):
        messages.success(request, _("定好了，到日子会自己摆上工作台。"))
        return redirect("promises:routines")
    context = {"form": form, "why_not": explain(request.user, "promises.set_routine", alliance)}
    return render(request, "promises/set_routine.html", context)


def stop_routine(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let a routine end."""
    routine = get_object_or_404(queries.routines_visible_to(request.user), pk=pk)
    form = StopRoutineForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        lambda: actions.stop_routine(actor=request.user, routine=routine, ends_on=form.cleaned_data["ends_on"]),
    ):
        messages.success(request, _("记下了最后一天。"))
        return redirect("promises:routines")
    context = {
        "routine": routine,
        "form": form,
        "why_not": explain(request.user, "promises.stop_routine", routine),
    }
    return render(request, "promises/stop_routine.html", context)
