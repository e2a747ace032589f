"""Signing in as a test does it: with a password, with the number from a phone."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.test import Client
from django.urls import reverse

from gongjian.foundation.accounts.models import Person

PASSWORD = "a good long password"


def with_password(person: Person) -> Person:
    """Somebody who signs in by password."""
    person.set_password(PASSWORD)
    person.save()
    return person


def sign_in(username: str, password: str = PASSWORD, browser: Client | None = None):
    """The page's answer; its `client` goes on."""
    return (browser or Client()).post(reverse("sign_in"), {"login": username, "password": password})


def inside(person: Person) -> Client:
    """A browser in which the person signed in and confirmed just now that it is he."""
    browser = sign_in(with_password(person).username).client
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def number_of(secret: str, *, later: int = 0) -> str:
    """What a phone shows now, or some half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def activate_codes(browser: Client):
    """Take a phone as the second step: the answer shows the recovery codes."""
    secret = browser.get(reverse("accounts:activate_codes")).context["form"].secret
    return browser.post(reverse("accounts:activate_codes"), {"code": number_of(secret)})


def secret_of(person: Person) -> str:
    """The secret that the phone has."""
    return decrypt(Authenticator.objects.get(user=person, type="totp").data["secret"])
