"""Requests with a known person, pages that are whole or a part, and refusals told where they happened."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views import defaults
from django_stubs_ext import StrOrPromise

from gongjian.foundation import disk
from gongjian.foundation.access import NotPermitted, explain
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sentences import sentence
from gongjian.foundation.wiring import whereabouts
from gongjian.rulebook.errors import RuleBroken

P = ParamSpec("P")


class SignedInRequest(HttpRequest):
    """A request whose person is known: LoginRequiredMiddleware let it through."""

    user: Person


def with_a_place(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponse],
) -> Callable[Concatenate[SignedInRequest, P], HttpResponse]:
    """A list of an alliance's work: whoever holds no post anywhere today reads what to do about it, with 403.

    An empty list would say that there is nothing, and 404 that there is no such page.
    """

    @wraps(view)
    def asked(request: SignedInRequest, /, *args: P.args, **named: P.kwargs) -> HttpResponse:
        if whereabouts(request.user) is None:
            return render(request, "no_place.html", status=403)
        return view(request, *args, **named)

    return asked


def render_part(
    request: HttpRequest, page: str, context: dict[str, Any], *, parts: tuple[str, ...] = ()
) -> HttpResponse:
    """The whole page, or for an htmx request the part of it that has the target's name.

    Only a name among the page's own `parts` becomes a template name: HX-Target comes from outside.
    """
    target = request.headers.get("HX-Target", "")
    response = render(request, f"{page}#{target}" if target in parts else page, context)
    response.headers["Vary"] = "HX-Request, HX-Target, Cookie"
    return response


def done(form: BaseForm, act: Callable[[], object]) -> bool:
    """Do the deed; where a rule or the disk says no, tell it in the form, which keeps what was typed."""
    try:
        with disk.told():
            act()
    except RuleBroken as broken:
        form.add_error(None, sentence(broken))
        return False
    return True


@dataclass(frozen=True)
class Door:
    """The page of a deed: to what it is done, where it leads back to, and what is said when it is done."""

    deed: str
    subject: Model
    back: str
    said: str


def deed_page(
    request: SignedInRequest, door: Door, form: BaseForm, act: Callable[[], object], **context: object
) -> HttpResponse:
    """The page named like the deed: ask, and when the answer is whole, do it and lead back.

    Who may not do it reads why instead of the form. A rule that says no is told in the
    form, which keeps what was typed.
    """
    if form.is_valid() and done(form, act):
        messages.success(request, door.said)
        return redirect(door.back)
    why_not = explain(request.user, door.deed, door.subject)
    page = f"{door.deed.replace('.', '/')}.html"
    return render(request, page, {"form": form, "back": door.back, "why_not": why_not, **context})


class SignInRequired(LoginRequiredMiddleware):
    """Pages ask people to sign in; the API answers 401 by itself, where a redirect would help no program."""

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: tuple[Any, ...], named: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Everything needs a signed-in person unless its view opts out visibly."""
        # Asked before the person is: a public page does not depend on who looks, and says so to caches.
        if request.path.startswith("/api/") or not getattr(view, "login_required", True):
            return None
        return super().process_view(request, view, args, named)


class RefusalMiddleware:
    """A refusal that no form took up becomes a page that says why."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's own signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A form that tells what the disk refused looks like any other; its status says it to programs."""
        with disk.listening() as refused:
            response = self.get_response(request)
        if refused and response.status_code == HTTPStatus.OK:
            response.status_code = disk.STATUS[refused[-1].code]
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """403 for what this person may not do, 409 for what a rule forbids now, 507 or 503 for a disk."""
        if isinstance(error, NotPermitted):
            return _refused(request, 403, error.reasons)
        broken = error if isinstance(error, RuleBroken) else disk.refusal(error)
        if broken:
            return _refused(request, disk.STATUS.get(broken.code, 409), [sentence(broken)])
        return None


def _refused(request: HttpRequest, status: int, reasons: list[StrOrPromise]) -> HttpResponse:
    return render(request, f"{status}.html", {"reasons": reasons}, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for what goes wrong around the views: a disk that takes nothing, or a mistake of ours."""
    broken = disk.refusal(sys.exception())
    if broken:
        return _refused(request, disk.STATUS[broken.code], [sentence(broken)])
    return defaults.server_error(request)


def csrf_failure(request: HttpRequest, **_reason: str) -> HttpResponse:
    """The page for a form that was too old, or came from elsewhere; the reason is for developers only."""
    return render(request, "403_csrf.html", status=403)
