"""Pages of a person's own account: tokens, and how the person signs in."""

from uuid import UUID

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.account_pages.forms import ChangePasswordForm, NewPasswordForm, PhoneForm, TokenForm
from gongjian.foundation.accounts import limits, people, sessions, tokens
from gongjian.foundation.accounts.devices import BROWSER_WORDS, SYSTEM_WORDS
from gongjian.foundation.http import SignedInRequest, done

# What can be tried wrongly, and how it is told.
_TRIES = ("sign_in", "second_factor")


def personal_tokens(request: SignedInRequest) -> HttpResponse:
    """The person's tokens, and a new one, whose words are shown this once."""
    form, plain = TokenForm(request.POST or None), ""
    if form.is_valid():
        _row, plain = tokens.issue(request.user, form.cleaned_data["label"])
        form = TokenForm()
    context = {"form": form, "plain": plain, "tokens": tokens.tokens_of(request.user)}
    return render(request, "accounts/personal_tokens.html", context)


@require_POST
def revoke_token(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Stop one of the person's own tokens; another's is not there."""
    if not tokens.revoke(request.user, pk):
        raise Http404
    messages.success(request, _("这把密钥已经停用。"))
    return redirect("accounts:personal_tokens")


@never_cache
@require_safe
def security(request: SignedInRequest) -> HttpResponse:
    """How the person signs in, where the person is signed in, and what was tried wrongly."""
    person = request.user
    ways = [way.wrap() for way in Authenticator.objects.filter(user=person).order_by("created_at", "pk")]
    by_type = {way.instance.type: way for way in ways}
    codes = by_type.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "totp": by_type.get(Authenticator.Type.TOTP),
        "passkeys": [way for way in ways if way.instance.type == Authenticator.Type.WEBAUTHN],
        "second": any(kind != Authenticator.Type.RECOVERY_CODES for kind in by_type),
        "codes_left": len(codes.get_unused_codes()) if codes else 0,
        "devices": [
            (row, SYSTEM_WORDS.get(row.system, ""), BROWSER_WORDS.get(row.browser, ""))
            for row in sessions.open_sessions(person)
        ],
        "this_session": request.session.session_key,
        "failures": limits.failures_of(_TRIES, [*people.accounts_of(person), f"person:{person.pk}"])[:10],
        "tokens": tokens.tokens_of(person),
    }
    return render(request, "accounts/security.html", context)


@sensitive_post_parameters()
@never_cache
def change_password(request: SignedInRequest) -> HttpResponse:
    """A new password; all other devices are signed out."""
    person, typed = request.user, request.POST or None
    if person.has_usable_password():
        form: ChangePasswordForm | NewPasswordForm = ChangePasswordForm(person, typed, request=request)
    else:
        raise_if_reauthentication_required(request, app="allauth.mfa")
        form = NewPasswordForm(person, typed)
    if form.is_valid():
        sessions.change_password(request, person, form.cleaned_data["new_password1"])
        messages.success(request, _("密码换好了。别的设备都已经退出，要用新密码再登录。接口密钥照旧能用。"))
        return redirect("accounts:security")
    return render(request, "accounts/change_password.html", {"form": form})


@never_cache
def set_phone(request: SignedInRequest) -> HttpResponse:
    """The mobile number to sign in with."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
    person = request.user
    form = PhoneForm(request.POST or None, request=request, person=person)
    if form.is_valid() and done(form, lambda: people.set_phone(person, form.cleaned_data["phone"])):
        messages.success(request, _("以后登录，填手机号或者登录名都行。"))
        return redirect("accounts:security")
    return render(request, "accounts/set_phone.html", {"form": form, "phone": person.phone})


@require_POST
def remove_phone(request: SignedInRequest) -> HttpResponse:
    """Only the user name from now on."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
    people.remove_phone(request.user)
    messages.success(request, _("手机号已经去掉，以后用登录名登录。"))
    return redirect("accounts:security")


@require_POST
def end_session(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Sign out on one device; another's is not there."""
    if not sessions.end(request.user, pk):
        raise Http404
    messages.success(request, _("那台设备已经退出。"))
    return redirect("accounts:security")


@require_POST
def end_other_sessions(request: SignedInRequest) -> HttpResponse:
    """Sign out on every device but this one."""
    number = sessions.end_all(request.user, but=request.session.session_key or "")
    messages.success(
        request,
        ngettext("别的 %(number)s 台设备已经退出。", "别的 %(number)s 台设备已经退出。", number) % {"number": number},
    )
    return redirect("accounts:security")
