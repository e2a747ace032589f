"""Pages of paper slips."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from gongjian.foundation.access import SystemActor, explain
from gongjian.foundation.accounts.devices import address_of
from gongjian.foundation.http import SignedInRequest, done
from gongjian.modules.entrance import actions, queries
from gongjian.modules.entrance.forms import CodeForm, LoginForm
from gongjian.modules.entrance.models import Slip
from gongjian.modules.entrance.permissions import HOLDER
from gongjian.modules.entrance.views.showing import shown_once
from gongjian.modules.members.queries.people import profiles_visible_to


@never_cache
def hand_out_slip(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand a slip to somebody who has never signed in."""
    profile = get_object_or_404(profiles_visible_to(request.user), pk=pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    made: list[Slip] = []
    if form.is_valid() and done(form, lambda: made.append(actions.hand_out_slip(actor=request.user, profile=profile))):
        return shown_once(request, made[0])
    context = {
        "profile": profile,
        "form": form,
        "before": queries.open_slip_of(profile.alliance_id, profile.person_id),
        "why_not": explain(request.user, "entrance.hand_out_slip", profile),
    }
    return render(request, "entrance/hand_out_slip.html", context)


def withdraw_slip(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Make a slip worthless."""
    slip = get_object_or_404(queries.slips_visible_to(request.user), pk=pk)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.withdraw_slip(actor=request.user, slip=slip)):
        messages.success(request, _("纸条已经作废，捡到的人也用不了。"))
        return redirect("entrance:entrance")
    context = {
        "slip": slip,
        "name": queries.name_of(slip),
        "form": form,
        "why_not": explain(request.user, "entrance.withdraw_slip", slip),
    }
    return render(request, "entrance/withdraw_slip.html", context)


@login_not_required
@never_cache
@sensitive_post_parameters()
def use_slip(request: HttpRequest) -> HttpResponse:
    """Type the code of a slip, then choose what to sign in with. Codes that open nothing are all answered alike."""
    form: forms.Form = CodeForm(request.POST if request.method == "POST" else None)
    found: list[Slip] = []
    context: dict[str, object] = {}
    if form.is_valid():
        code = form.cleaned_data["code"]
        if done(form, lambda: found.append(queries.slip_with(code, address_of(request)))):
            slip = found[0]
            chosen = LoginForm(request.POST if "password" in request.POST else None, slip=slip, code=code)
            if chosen.is_valid() and done(
                chosen,
                lambda: actions.use_slip(actor=SystemActor(HOLDER), slip=slip, login=chosen.login()),
            ):
                return _signed_in(request, slip)
            form, context = chosen, {"slip": slip, "name": queries.name_of(slip)}
    return render(request, "entrance/use_slip.html", {"form": form, **context})


def _signed_in(request: HttpRequest, slip: Slip) -> HttpResponse:
    slip.person.refresh_from_db()
    login(request, slip.person, backend=settings.AUTHENTICATION_BACKENDS[0])
    if slip.recovery_id:
        messages.success(request, _("新密码可以用了。以前的登录、验证器和接口密钥都停了，要用请重新设。"))
        return redirect("entrance:entrance")
    messages.success(request, _("登录名和密码可以用了，纸条可以撕掉。"))
    return redirect(settings.LOGIN_REDIRECT_URL)
