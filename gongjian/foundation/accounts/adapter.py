"""How the sign-in library behaves in this house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.accounts import limits
from gongjian.foundation.accounts.devices import address_of
from gongjian.foundation.accounts.guarding import let_try, where
from gongjian.foundation.accounts.people import account_of, person_with
from gongjian.foundation.sealing import keys

# What codes and recovery codes are sealed as: the library keeps them inside a JSON column of its own.
SECRET = "mfa.authenticator.secret"  # noqa: S105  the name of a column

_WAYS = {
    "reauthenticate": _("再填一次密码"),
    "mfa_reauthenticate:webauthn": _("用通行密钥"),
    "mfa_reauthenticate": _("填手机上的数字或恢复码"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up by himself; tries are counted by us and not by the library, whose counting is not atomic."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": _("密码不对。请看看大小写，再填一次。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: str) -> AbstractBaseUser | None:
        """One try, under the limits; the answer is the same for known and unknown names."""
        typed = credentials.get("username", "")
        person = person_with(typed)
        place = where(request, account_of(typed), person.pk if person else None)
        let_try("sign_in", place)
        found = authenticate(request, **credentials)
        if found is None:
            limits.failed("sign_in", **place)
        else:
            limits.forget("sign_in", **place)
        return found

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:  # noqa: ARG002  theirs
        """As if the key were wrong."""
        messages.error(request, gettext("没有登录成。请再试一次，或者用登录名和密码。"))
        return redirect("sign_in")

    def add_message(
        self, request: HttpRequest, level: int, *_template: object, message: str | None = None, **_more: object
    ) -> None:
        """Only our own words: the library's come from templates that name people and mail addresses."""
        if message:
            super().add_message(request, level, message=message)

    def is_reauthentication_required(self, *, app: str, **_more: object) -> bool:  # noqa: ARG002  theirs
        """Before every change of how one signs in."""
        return True

    def get_reauthentication_methods(self, user: AbstractBaseUser | AnonymousUser) -> list[dict[str, Any]]:
        """In our words and our order: a code is typed off a phone or used up, so it comes last."""
        ways = sorted(super().get_reauthentication_methods(user), key=lambda way: list(_WAYS).index(way["id"]))
        return [{**way, "description": _WAYS[way["id"]]} for way in ways]

    def get_client_ip(self, request: HttpRequest) -> str:
        """As our own counting sees it."""
        return address_of(request)


class MFAAdapter(DefaultMFAAdapter):
    """Secrets are sealed with the keys of the house; passkeys and codes carry the street's name."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("没有对上。请看看手机上现在的数字，再填一次。"),
    }

    def encrypt(self, text: str) -> str:
        """Sealed under the newest key."""
        return keys.seal(text, SECRET)

    def decrypt(self, encrypted_text: str) -> str:
        """Opened, only to compare or to show once."""
        return keys.unseal(encrypted_text, SECRET)

    def get_totp_issuer(self) -> str:
        """What stands above the number on the phone."""
        return pgettext("issuer", "共建")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The site by its address, with a name that people know."""
        return {**super().get_public_key_credential_rp_entity(), "name": pgettext("issuer", "共建")}

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict[str, Any]:
        """The user name on both lines: the device shows it, and a person as text is an id."""
        return {**super().get_public_key_credential_user_entity(user), "display_name": user.get_username()}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002  theirs
        """Numbered, where the person gave no name."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("通行密钥 %(number)s") % {"number": number}
