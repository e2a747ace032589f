"""A page that takes nothing in says so: what is sent to it is refused with 405, not answered as if it had been read."""

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tests.doors.table import declared
from tests.foundation.addresses import Address, every_address


def reads_only(view: Callable[..., Any]) -> bool:
    """Whether a view of ours never looks at what is sent; those of a library, which are classes, know it themselves."""
    inner = inspect.unwrap(view)
    if not inspect.isfunction(inner) or "." in inner.__qualname__:
        return False
    return "POST" not in inspect.getsource(inner)


PAGES = [address for address in every_address() if not address.is_api]
READING = [address for address in PAGES if reads_only(address.view)]


def only_shows(_request: HttpRequest) -> HttpResponse:
    """A page that takes nothing in."""
    return HttpResponse()


def takes_in(request: HttpRequest) -> HttpResponse:
    """A page with a form."""
    return HttpResponse(request.POST.get("words", ""))


def refuses_what_is_sent(view: Callable[..., Any]) -> bool:
    """Whether a request that sends something comes back as 405 before the view looks at anything."""
    request = HttpRequest()
    request.method = "POST"
    try:
        answer = view(request)
    except (AttributeError, TypeError):  # the view itself was reached, without person or record
        return False
    return bool(answer.status_code == 405)


@pytest.mark.parametrize("address", READING, ids=lambda address: address.name)
def test_a_page_that_takes_nothing_in_refuses_what_is_sent(address: Address) -> None:
    assert refuses_what_is_sent(address.view)


def test_the_table_of_addresses_says_the_same_of_everybody() -> None:
    reading = {address.name for address in READING}
    answered = {
        row["address"]: set(row.values()) - {"POST", row["address"]}
        for row in declared()
        if row["method"] == "POST" and row["address"] in reading
    }

    assert {name: words - {"405", "sign-in"} for name, words in answered.items()} == {name: set() for name in reading}


def test_a_page_without_the_mark_is_found_and_one_with_it_is_not() -> None:
    assert [reads_only(view) for view in (only_shows, require_safe(only_shows), takes_in)] == [True, True, False]
    assert [refuses_what_is_sent(view) for view in (only_shows, require_safe(only_shows))] == [False, True]


def test_there_are_such_pages_and_others() -> None:
    assert len(READING) > 40
    assert len(PAGES) - len(READING) > 60
