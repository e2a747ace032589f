"""Pages of the second step and of passkeys: the library's views with our forms and templates."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.account.views import ReauthenticateView
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.recovery_codes.internal.flows import can_generate_recovery_codes, generate_recovery_codes
from allauth.mfa.totp.internal import flows as totp_flows
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal import auth as webauthn_auth
from allauth.mfa.webauthn.internal import flows as webauthn_flows
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gongjian.foundation.account_pages.forms import (
    ActivateCodesForm,
    AddPasskeyForm,
    ConfirmByCodeForm,
    SecondFactorForm,
)
from gongjian.foundation.http import SignedInRequest

_SECURITY = reverse_lazy("accounts:security")


@method_decorator(login_not_required, name="dispatch")
class SecondFactor(AuthenticateView):
    """After the password: the number from the phone, a recovery code, or a passkey."""

    form_class = SecondFactorForm
    template_name = "accounts/second_factor.html"


@method_decorator(login_not_required, name="dispatch")
class SignInWithPasskey(LoginWebAuthnView):
    """Instead of name and password. Nothing can be guessed here, so nobody waits because of others."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:  # noqa: ARG002  Django's own signature
        """Back to the sign-in page, whatever was wrong with the key."""
        messages.error(self.request, _("没有登录成。请再试一次，或者用登录名和密码。"))
        return redirect("sign_in")


@method_decorator(never_cache, name="dispatch")
class ConfirmByPassword(ReauthenticateView):
    """It is really you: before something is changed, the password once more."""

    template_name = "accounts/confirm_password.html"


@method_decorator(never_cache, name="dispatch")
class ConfirmByCode(ReauthenticateByCodeView):
    """The same by number."""

    form_class = ConfirmByCodeForm
    template_name = "accounts/confirm_code.html"


@method_decorator(never_cache, name="dispatch")
class ConfirmByPasskey(ReauthenticateWebAuthnView):
    """The same by passkey."""

    template_name = "accounts/confirm_passkey.html"

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        """Here again, with a fresh question for the device."""
        messages.error(self.request, _("没有对上，请再试一次。"))
        return self.render_to_response(self.get_context_data(form=form))


@method_decorator(never_cache, name="dispatch")
class ActivateCodes(ActivateTOTPView):
    """A phone as the second step; the recovery codes are shown at once, and never again."""

    form_class = ActivateCodesForm
    template_name = "accounts/activate_codes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **named: Any) -> Any:  # noqa: ANN401  Django's own
        """Who has it already is on the wrong page."""
        if is_mfa_enabled(authenticated_user(request), [Authenticator.Type.TOTP]):
            return redirect(_SECURITY)
        return super().dispatch(request, *args, **named)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """From now on the number is asked for."""
        _totp, codes = totp_flows.activate_totp(self.request, form)
        messages.success(self.request, _("以后登录，填完密码还要填手机上的数字。"))
        return _codes_page(self.request, codes) if codes else redirect(_SECURITY)


@method_decorator(never_cache, name="dispatch")
class DeactivateCodes(DeactivateTOTPView):
    """The phone is no longer asked for."""

    template_name = "accounts/deactivate_codes.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:  # noqa: ARG002  Django's own signature
        """Off."""
        totp_flows.deactivate_totp(self.request, self.authenticator)
        messages.success(self.request, _("动态码已经停用。"))
        return redirect(_SECURITY)


@never_cache
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    """Ten codes for the day when the phone is gone; new ones make the old ones worthless."""
    raise_if_reauthentication_required(request, app="allauth.mfa")
    if not can_generate_recovery_codes(request.user):
        return redirect(_SECURITY)
    if request.method == "POST":
        return _codes_page(request, generate_recovery_codes(request))
    return render(request, "accounts/new_recovery_codes.html")


def _codes_page(request: Any, codes: Authenticator) -> HttpResponse:  # noqa: ANN401  the library's views type none
    shown = [f"{code[:4]} {code[4:]}" for code in RecoveryCodes(codes).get_unused_codes()]
    return render(request, "accounts/recovery_codes.html", {"codes": shown})


@method_decorator(never_cache, name="dispatch")
class AddPasskey(AddWebAuthnView):
    """A passkey on a device of the person: for signing in without a password, and as a second step."""

    form_class = AddPasskeyForm
    template_name = "accounts/add_passkey.html"

    def get_context_data(self, **more: Any) -> dict[str, Any]:  # noqa: ANN401  Django's own
        """Always one that the device keeps and asks a finger, a face or its number for."""
        options = webauthn_auth.begin_registration(authenticated_user(self.request), passwordless=True)
        return {"form": more.get("form") or self.get_form(), "js_data": options}

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Kept; who had no recovery codes gets them now."""
        _key, codes = webauthn_flows.add_authenticator(
            self.request, name=form.cleaned_data["name"], credential=form.cleaned_data["credential"]
        )
        messages.success(self.request, _("通行密钥加好了。下次登录，点“用通行密钥登录”就行。"))
        return _codes_page(self.request, codes) if codes else redirect(_SECURITY)


@method_decorator(never_cache, name="dispatch")
class RemovePasskey(RemoveWebAuthnView):
    """A passkey of a device that was sold or lost."""

    template_name = "accounts/remove_passkey.html"

    def form_valid(self, form: BaseForm) -> HttpResponse:  # noqa: ARG002  Django's own signature
        """Gone."""
        webauthn_flows.remove_authenticator(self.request, self.get_object())
        messages.success(self.request, _("这把通行密钥已经去掉，不能再用来登录。"))
        return redirect(reverse("accounts:security"))
