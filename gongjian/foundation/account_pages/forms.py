"""The forms of a person's own account: tokens, password, mobile number, codes and passkeys."""

import unicodedata
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.accounts.guarding import let_try, one_try, where
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.accounts.people import account_of
from gongjian.foundation.sentences import sentence
from gongjian.rulebook.contact import phone_number
from gongjian.rulebook.errors import RuleBroken

_MOBILE = 11
# A code holds for its own half minute and the ones beside it.
_CODE_HOLDS = 120


class TokenForm(forms.Form):
    """Where the token will be used."""

    label = forms.CharField(label=_("用在哪里"), max_length=60, help_text=_("例如：清点用的平板。停用时靠它认出来。"))


class PhoneForm(forms.Form):
    """The mobile number to sign in with."""

    phone = forms.CharField(
        label=_("手机号"),
        max_length=30,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "tel"}),
        help_text=_("十一位，中间有空格也行。只用来登录，不会给别人看。"),
    )

    def __init__(self, *args: Any, request: HttpRequest, person: Person, **more: Any) -> None:  # noqa: ANN401  Django's
        """Of the person who is signed in."""
        self.request, self.person = request, person
        super().__init__(*args, **more)

    def clean_phone(self) -> str:
        """The digits. Each number is a try: otherwise one could ask for whoever has which number."""
        try:
            number = phone_number(self.cleaned_data["phone"])
        except RuleBroken as broken:
            raise ValidationError(sentence(broken)) from broken
        if len(number) != _MOBILE or not number.startswith("1"):
            raise ValidationError(gettext("这里要填手机号，十一位，1 开头。"))
        let_try("phone", where(self.request, f"person:{self.person.pk}", None))
        return number


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # generic only for the checker
    """A first password, for somebody who came in without one."""


class ChangePasswordForm(PasswordChangeForm):
    """The old password once and the new one twice."""

    def __init__(self, user: Person, *args: Any, request: HttpRequest, **more: Any) -> None:  # noqa: ANN401  Django's
        """The request says from where the old one is tried."""
        self.request = request
        super().__init__(user, *args, **more)

    def clean_old_password(self) -> str:
        """A try like that of signing in: an open session is no way round the limits."""
        with one_try("sign_in", where(self.request, account_of(self.user.username), self.user.pk)):
            return super().clean_old_password()


class _Code(forms.Form):
    code = forms.CharField(
        label=_("六位数字"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
        help_text=_("手机应用上现在显示的数字。手机不在身边，填一个恢复码也行。"),
    )


class SecondFactorForm(_Code, AuthenticateForm):
    """The number from the phone, or a recovery code, when signing in."""

    def clean_code(self) -> str:
        """One try under the limits; a code that has been used does not hold again."""
        with one_try("second_factor", where(context.request, f"person:{self.user.pk}", self.user.pk)):
            self.cleaned_data["code"] = _digits(self.cleaned_data["code"])
            return _used_once(self.user, super().clean_code())


class ConfirmByCodeForm(_Code, ReauthenticateForm):
    """The same, before something is changed."""

    def clean_code(self) -> str:
        """One try under the limits."""
        with one_try("second_factor", where(context.request, f"person:{self.user.pk}", self.user.pk)):
            self.cleaned_data["code"] = _digits(self.cleaned_data["code"])
            return _used_once(self.user, super().clean_code())


class ActivateCodesForm(ActivateTOTPForm):
    """The first number shows that the phone has understood."""

    code = forms.CharField(
        label=_("手机上显示的六位数字"),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        """As the phone shows it, with or without a blank."""
        self.cleaned_data["code"] = _digits(self.cleaned_data["code"])
        return super().clean_code()


class AddPasskeyForm(AddWebAuthnForm):
    """A name for the passkey; the device fills in the rest."""

    name = forms.CharField(
        label=_("给它起个名字"), required=False, max_length=30, help_text=_("例如：我的手机。以后靠它认出来。")
    )
    passwordless = None  # type: ignore[assignment]  # how Django leaves a field of the parent out

    def clean(self) -> dict[str, Any]:
        """Only where the device asked for a finger, a face or its own number: it stands for the password too."""
        self.cleaned_data["passwordless"] = True
        return super().clean()


def _digits(typed: str) -> str:
    return "".join(unicodedata.normalize("NFKC", typed).split()).replace("-", "")


def _used_once(user: Person, code: str) -> str:
    if not cache.add(f"accounts.code:{user.pk}:{code}", "used", _CODE_HOLDS):
        raise get_adapter().validation_error("incorrect_code")
    return code
