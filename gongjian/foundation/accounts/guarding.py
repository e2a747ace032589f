"""One try of a password or a code under the limits, as a form sees it: refused, wrong, or right and forgotten."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypedDict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from gongjian.foundation.accounts import limits
from gongjian.foundation.accounts.devices import address_of, known_device
from gongjian.foundation.sentences import sentence
from gongjian.rulebook.errors import RuleBroken

TOO_OFTEN = "too_often"


class Where(TypedDict):
    """From where a try comes."""

    account: str
    address: str
    device: str


def where(request: HttpRequest, account: str, person: UUID | None) -> Where:
    """A try of an account, known or not, on the device of this request."""
    return Where(account=account, address=address_of(request), device=known_device(request, person))


def let_try(kind: str, place: Where) -> None:
    """Count a try, or say in the form that it has to wait."""
    try:
        limits.check(kind, **place)
    except RuleBroken as broken:
        raise ValidationError(sentence(broken), code=TOO_OFTEN) from broken


@contextmanager
def one_try(kind: str, place: Where) -> Iterator[None]:
    """What happens inside is one try; a `ValidationError` out of it is a wrong one."""
    let_try(kind, place)
    try:
        yield
    except ValidationError:
        limits.failed(kind, **place)
        raise
    limits.forget(kind, **place)
