"""Visits: an operator without a post may read one alliance's pages for some hours; each is told before it opens.

Who may visit is decided above; here is only for whom and until when, for the length of one page that is read.
"""

from collections.abc import Callable
from contextvars import ContextVar, Token
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.events import publish


@dataclass(frozen=True)
class Visiting:
    """Somebody is let in to read until a moment; `record` is the row of the module that let him in."""

    person: UUID
    alliance: UUID
    until: datetime
    record: Model


@dataclass(frozen=True)
class PageVisited:
    """A page is about to be opened during a visit."""

    visiting: Visiting
    operator: Person
    path: str


Finder = Callable[[Person], Visiting | None]

_finders: list[Finder] = []
_visiting: ContextVar[Visiting | None] = ContextVar("visiting", default=None)


def visits_from(finder: Finder) -> Finder:
    """Let a module tell who is on a visit."""
    _finders.append(finder)
    return finder


def current_visit() -> Visiting | None:
    """The visit during which this page is read."""
    return _visiting.get()


def visit_of(actor: Person) -> Visiting | None:
    """The visit during which this page is read, if it is this person's."""
    visiting = _visiting.get()
    return visiting if visiting and visiting.person == actor.pk else None


class VisitMiddleware:
    """Opens a visit for pages that are only read: whatever may change something finds the operator without a place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's own signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing stays open after the page."""
        before: Token[Visiting | None] = _visiting.set(None)
        try:
            return self.get_response(request)
        finally:
            _visiting.reset(before)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        _args: tuple[Any, ...],
        _named: dict[str, Any],
    ) -> None:
        """Told before the page is drawn: what could not be written down is not shown. Public pages ask nothing."""
        if request.method not in {"GET", "HEAD"} or request.path.startswith("/api/"):
            return
        if not getattr(view, "login_required", True):
            return
        person = request.user
        if not isinstance(person, Person) or not person.is_superuser:
            return
        visiting = next((found for finder in _finders if (found := finder(person))), None)
        if visiting:
            publish(PageVisited(visiting, person, request.path))
            _visiting.set(visiting)
