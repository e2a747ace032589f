"""Which device a request comes from: an address, a kind of device in words, and devices that people used before.

A device is known to a person by a signed cookie that a complete sign-in leaves behind. It opens nothing: it only
means that wrong tries on it are counted apart from those of strangers.
"""

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from secrets import token_urlsafe
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

_COOKIE = "gongjian_device"
_SALT = "gongjian.accounts.devices"
_AGE = 180 * 24 * 60 * 60
_PEOPLE = 8  # a shared computer of an office; whoever was longest ago is forgotten first
_IPV6_HOME = 64

# The first word that is found counts: every browser claims to be several others.
_SYSTEMS = (
    ("openharmony", "harmony"),
    ("harmonyos", "harmony"),
    ("android", "android"),
    ("iphone", "iphone"),
    ("ipad", "ipad"),
    ("windows", "windows"),
    ("mac os", "mac"),
    ("linux", "linux"),
)
_BROWSERS = (
    ("micromessenger", "wechat"),
    ("dingtalk", "dingtalk"),
    ("qqbrowser", "qq"),
    ("edg", "edge"),
    ("firefox", "firefox"),
    ("chrome", "chrome"),
    ("safari", "safari"),
)
SYSTEM_WORDS: dict[str, StrOrPromise] = {
    "harmony": _("鸿蒙设备"),
    "android": _("安卓手机或平板"),
    "iphone": _("苹果手机"),
    "ipad": _("苹果平板"),
    "windows": _("Windows 电脑"),
    "mac": _("苹果电脑"),
    "linux": _("Linux 电脑"),
    "": _("别的设备"),
}
BROWSER_WORDS: dict[str, StrOrPromise] = {
    "wechat": _("微信"),
    "dingtalk": _("钉钉"),
    "qq": _("QQ 浏览器"),
    "edge": _("Edge 浏览器"),
    "firefox": _("火狐浏览器"),
    "chrome": _("Chrome 浏览器"),
    "safari": _("Safari 浏览器"),
    "": _("别的浏览器"),
}


def kind_of(user_agent: str) -> tuple[str, str]:
    """The system and the browser that a device says it has, as codes; empty for what is not known."""
    told = user_agent.lower()
    system = next((code for word, code in _SYSTEMS if word in told), "")
    return system, next((code for word, code in _BROWSERS if word in told), "")


def address_of(request: HttpRequest) -> str:
    """Where a request comes from, for counting: of IPv6 the network of a household, whose machines change at will.

    Behind a proxy it is what the proxy wrote last; whatever stands before that was made up outside.
    """
    told = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        told = request.META.get("HTTP_X_FORWARDED_FOR", told).rsplit(",", 1)[-1].strip()
    try:
        address = ip_address(told)
    except ValueError:
        return ""
    return str(ip_network((address, _IPV6_HOME), strict=False)) if address.version == 6 else str(address)  # noqa: PLR2004


def known_device(request: HttpRequest, person: UUID | None) -> str:
    """The device of this request if this person signed in on it before, else nothing."""
    device, people = _read(request)
    return device if person is not None and _mark(person, device) in people else ""


class KnownDeviceMiddleware:
    """Leaves the cookie behind when somebody has signed in, whichever way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's own signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """On the way out only."""
        response = self.get_response(request)
        person = getattr(request, "just_signed_in", None)
        if isinstance(person, UUID):
            _remember(request, response, person)
        return response


def _remember(request: HttpRequest, response: HttpResponse, person: UUID) -> None:
    device, people = _read(request)
    device = device or token_urlsafe(16)
    mine = _mark(person, device)
    told = {"device": device, "people": [mine, *(each for each in people if each != mine)][:_PEOPLE]}
    response.set_cookie(
        _COOKIE,
        signing.dumps(told, salt=_SALT),
        max_age=_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    try:
        told = signing.loads(request.COOKIES.get(_COOKIE, ""), salt=_SALT, max_age=_AGE)
    except signing.BadSignature:
        return "", []
    return told["device"], told["people"]


def _mark(person: UUID, device: str) -> str:
    """So that a cookie does not tell who used the device."""
    return salted_hmac(_SALT, f"{device} {person}", algorithm="sha256").hexdigest()[:24]
