"""The alliance that somebody works in just now, of those that he takes part in."""

from collections.abc import Callable
from contextvars import ContextVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse

_SESSION_KEY = "alliance"
_under_way: ContextVar[HttpRequest | None] = ContextVar("under_way", default=None)


def chosen() -> UUID | None:
    """The alliance that was chosen last; it says nothing about whether the person may be there.

    The session is opened only when this is asked, so that public pages stay the same for everybody and every cache.
    """
    request = _under_way.get()
    kept = request.session.get(_SESSION_KEY) if request else None
    return UUID(kept) if kept else None


def choose(request: HttpRequest, alliance: UUID) -> None:
    """Work in this alliance from the next page on."""
    request.session[_SESSION_KEY] = str(alliance)
    request.session.save()


class WorkplaceMiddleware:
    """Lets the choice be asked for the length of a request; the API has no session and so no choice."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's own signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing is read here."""
        before = _under_way.set(None if request.path.startswith("/api/") else request)
        try:
            return self.get_response(request)
        finally:
            _under_way.reset(before)
