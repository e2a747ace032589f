"""Every unsafe request carries a one-time key; here it is read and handed to the deed."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from gongjian.foundation.idempotency.deed import under_key

FIELD = "one_time_key"
HEADER = "Idempotency-Key"


class OneTimeKeyMiddleware:
    """Puts a form's `one_time_key` or an API call's `Idempotency-Key` where the outermost deed finds it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's own signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Hold the key for as long as the request lasts."""
        if request.method in {"GET", "HEAD", "OPTIONS", "TRACE"}:
            return self.get_response(request)
        with under_key(_key_of(request), asked_for=True):
            return self.get_response(request)


def _key_of(request: HttpRequest) -> UUID | None:
    typed = request.headers.get(HEADER, "")
    # The API reads its body itself, once; a form's fields are no place for its key.
    if not typed and not request.path.startswith("/api/"):
        typed = request.POST.get(FIELD, "")
    try:
        return UUID(typed)
    except ValueError:
        return None
