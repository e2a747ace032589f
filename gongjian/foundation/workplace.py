"""The alliance that somebody works in just now, of those that he takes part in."""

from collections.abc import Callable
from contextvars import ContextVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse

_SESSION_KEY = "alliance"
_chosen: ContextVar[UUID | None] = ContextVar("chosen", default=None)


def chosen() -> UUID | None:
    """The alliance that was chosen last; it says nothing about whether the person may be there."""
    return _chosen.get()


def choose(request: HttpRequest, alliance: UUID) -> None:
    """Work in this alliance from the next page on."""
    request.session[_SESSION_KEY] = str(alliance)


class WorkplaceMiddleware:
    """Remembers the choice for the length of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's own signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Public pages ask no session: it is looked at only where somebody is signed in."""
        if request.path.startswith("/api/") or "sessionid" not in request.COOKIES:
            return self.get_response(request)
        kept = request.session.get(_SESSION_KEY)
        before = _chosen.set(UUID(kept) if kept else None)
        try:
            return self.get_response(request)
        finally:
            _chosen.reset(before)
