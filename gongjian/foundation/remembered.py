"""Answers that hold for one page: asked by the menu, the desk and the page itself, looked up once.

Only while a page is drawn for reading. Deeds always ask afresh: what may be done is decided by how things are now.
"""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

Params = ParamSpec("Params")
Answer = TypeVar("Answer")

_answers: ContextVar[dict[Any, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """Remember the answers given inside, and forget them afterwards."""
    before = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(before)


def remembered(question: Callable[Params, Answer]) -> Callable[Params, Answer]:
    """Ask the question once a page and set of arguments; the answer must not be changed by whoever gets it."""

    @functools.wraps(question)
    def ask(*args: Params.args, **kwargs: Params.kwargs) -> Answer:
        answers = _answers.get()
        if answers is None:
            return question(*args, **kwargs)
        key = (question, args, tuple(sorted(kwargs.items())))
        if key not in answers:
            answers[key] = question(*args, **kwargs)
        answer: Answer = answers[key]
        return answer

    return ask


class RememberingMiddleware:
    """Each page that is only read is one page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's own signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing is remembered for a request that may change something."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with one_page():
            return self.get_response(request)
