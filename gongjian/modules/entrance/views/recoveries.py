"""Pages of letting somebody in again."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongjian.foundation.access import explain
from gongjian.foundation.http import SignedInRequest, done
from gongjian.modules.entrance import actions, queries
from gongjian.modules.entrance.forms import ProposeRecoveryForm
from gongjian.modules.entrance.models import Slip
from gongjian.modules.entrance.views.showing import shown_once
from gongjian.modules.members.queries.people import profiles_visible_to


def propose_recovery(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Propose to let a person in again."""
    profile = get_object_or_404(profiles_visible_to(request.user), pk=pk)
    form = ProposeRecoveryForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form, lambda: actions.propose_recovery(actor=request.user, profile=profile, **form.cleaned_data)
    ):
        messages.success(request, _("已经提出。要另一位书记、组织委员或者监督同意，才有纸条。"))
        return redirect("entrance:entrance")
    context = {
        "profile": profile,
        "form": form,
        "why_not": explain(request.user, "entrance.propose_recovery", profile),
    }
    return render(request, "entrance/propose_recovery.html", context)


@never_cache
def agree_recovery(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Agree as the second; the slip appears at once."""
    recovery = get_object_or_404(queries.recoveries_visible_to(request.user), pk=pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    made: list[Slip] = []
    if form.is_valid() and done(
        form, lambda: made.append(actions.agree_recovery(actor=request.user, recovery=recovery))
    ):
        return shown_once(request, made[0])
    context = {
        "row": queries.recovery_rows([recovery])[0],
        "form": form,
        "why_not": explain(request.user, "entrance.agree_recovery", recovery),
        "why_not_drop": explain(request.user, "entrance.drop_recovery", recovery),
    }
    return render(request, "entrance/agree_recovery.html", context)


def drop_recovery(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Let it be."""
    recovery = get_object_or_404(queries.recoveries_visible_to(request.user), pk=pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.drop_recovery(actor=request.user, recovery=recovery)):
        messages.success(request, _("这次找回不办了，什么都没有变。"))
        return redirect("entrance:entrance")
    context = {
        "row": queries.recovery_rows([recovery])[0],
        "form": form,
        "why_not": explain(request.user, "entrance.drop_recovery", recovery),
    }
    return render(request, "entrance/drop_recovery.html", context)
