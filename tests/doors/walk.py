"""A walk to every address as everybody; each asks for himself, and what he does is undone before the next one asks."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from unittest.mock import patch
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.template import Context
from django.template.base import Template
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import instrumented_test_render
from django.urls import reverse
from django.utils.safestring import SafeString

from gongjian.config.api import api
from gongjian.foundation.access import permissions
from gongjian.foundation.accounts import tokens
from gongjian.foundation.accounts.models import Person
from tests.cast import ROLES, Cast
from tests.doors import hands, records
from tests.foundation.addresses import Address, every_address

SIGNED_OUT = "signed_out"
EVERYBODY = (*ROLES, SIGNED_OUT)

# How a door answers, in one word.
YES, WHY, NO, HIDDEN, SIGN_IN, CONFIRM = "yes", "why", "no", "hidden", "sign-in", "confirm"
# Words that no cell may hold: what was sent was not understood, or the door fell off.
UNREADABLE, BROKEN = "unreadable", "broken"

# How the tests' own Django writes a page, and tells what it was given.
_WRITTEN = instrumented_test_render

_WORDS = {401: "401", 403: NO, 404: HIDDEN, 405: "405", 400: UNREADABLE, 422: UNREADABLE}


@dataclass(frozen=True)
class Door:
    """One row of the table: an address, asked with one method."""

    method: str
    address: Address

    @property
    def row(self) -> tuple[str, str]:
        """How the table names it."""
        return self.method, self.address.name

    @property
    def path(self) -> str:
        """Where it is, when it needs no record."""
        return reverse(self.address.name)

    @property
    def is_deed(self) -> bool:
        """Whether it is the page or the operation of a deed, and not a page from which several can be done."""
        return self.address.name.replace(":", ".") in permissions()

    @property
    def has_record(self) -> bool:
        """Whether the address holds the id of a record."""
        return bool(self.address.parameters)


def every_door() -> list[Door]:
    """Every page with GET and POST, and every operation of the API with its method, in the order of the addresses."""
    told = hands.operations()
    found = []
    for address in every_address():
        operation = told.get(address.name.removeprefix("api:")) if address.is_api else None
        found += [Door(method, address) for method in ([operation[0]] if operation else ["GET", "POST"])]
    return found


@dataclass
class Visitor:
    """Somebody with a browser and a token; both stay as they are, whatever he is answered."""

    person: Person | None
    pages: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    session: str = ""
    token: str = ""

    def __post_init__(self) -> None:
        """Sign in, once."""
        if self.person is not None:
            self.pages.force_login(self.person)
            self.session = self.pages.cookies[settings.SESSION_COOKIE_NAME].value
            self.token = tokens.issue(self.person, "test")[1]

    def ask(self, door: Door, url: str, sent: Any = None) -> HttpResponse:
        """Knock: a page with the session, an operation with the token; each time with a new one-time key."""
        for file in _files(sent):
            file.seek(0)
        self.pages.cookies.clear()
        if door.address.is_api:
            return self._operation(door, url, sent)
        if self.session:
            self.pages.cookies[settings.SESSION_COOKIE_NAME] = self.session
        if door.method == "GET":
            return self.pages.get(url)
        return self.pages.post(url, {"one_time_key": str(uuid4()), **(sent or {})})

    def _operation(self, door: Door, url: str, sent: Any) -> HttpResponse:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if door.method == "GET":
            return self.pages.get(url, headers=headers)
        headers["Idempotency-Key"] = str(uuid4())
        if _files(sent):
            return self.pages.post(url, sent, headers=headers)
        told = json.dumps(sent or {})
        return self.pages.generic(door.method, url, told, content_type="application/json", headers=headers)


def _files(sent: Any) -> list[Any]:
    return [each for each in (sent or {}).values() if hasattr(each, "seek")]


def visitors(cast: Cast, roles: Collection[str] = EVERYBODY) -> dict[str, Visitor]:
    """Everybody with a session and a token of his own."""
    return {role: Visitor(getattr(cast, role, None)) for role in roles}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written meanwhile is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def word_for(door: Door, answer: HttpResponse) -> str:
    """A door's answer in one word of the table."""
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return BROKEN
    if answer.status_code == HTTPStatus.FOUND:
        for name, word in (("account_reauthenticate", CONFIRM), ("sign_in", SIGN_IN)):
            if answer["Location"].startswith(reverse(name)):
                return word
    if door.is_deed and answer.status_code == HTTPStatus.OK and _reasons(answer):
        return WHY
    return _WORDS.get(answer.status_code, YES)


def _reasons(answer: HttpResponse) -> bool:
    """Whether a page says why this person may not do what it is about."""
    return bool((getattr(answer, "context", None) or {}).get("why_not"))


@dataclass
class Walk:
    """The table as it is: for each door and each visitor the word with which it answers."""

    cast: Cast
    visitors: dict[str, Visitor]
    # What happens between making the record and asking for it.
    meanwhile: Callable[[], AbstractContextManager[Any]] = nullcontext

    def row(self, door: Door, whose: Cast | None = None) -> dict[str, str]:
        """How one door answers everybody, about a record of the street or of `whose` street."""
        return {role: word_for(door, answer) for role, answer in self.answers(door, whose)}

    def answers(self, door: Door, whose: Cast | None = None) -> Iterator[tuple[str, HttpResponse]]:
        """Everybody's answer, one after the other; nobody meets what another one did."""
        with undone():
            street = whose or self.cast
            url = records.filled(door.address, street)
            sent = self._sent(door, url, street)
            for role, visitor in self.visitors.items():
                with undone(), self.meanwhile():
                    answer = visitor.ask(door, url, sent | self._own(door, url, visitor) if sent else sent)
                yield role, answer

    def _sent(self, door: Door, url: str, street: Cast) -> dict[str, Any]:
        verb = door.address.name.rpartition(":")[2]
        if door.method == "GET":
            return {}
        if door.address.is_api:
            _method, schema = hands.operations().get(verb, ("", {}))
            return hands.body(schema) | records.SAID.get(verb, lambda _cast: {})(street)
        return hands.typed(self._form(door, url, street)) | records.TYPED.get(verb, {})

    def _own(self, door: Door, url: str, visitor: Visitor) -> dict[str, Any]:
        """What the page of a whole alliance offers this person to choose from; that of a record offers all the same."""
        if door.has_record or door.address.is_api:
            return {}
        verb = door.address.name.rpartition(":")[2]
        return hands.typed(_form_of(visitor.ask(Door("GET", door.address), url))) | records.TYPED.get(verb, {})

    def _form(self, door: Door, url: str, street: Cast) -> Any:
        """The form of the page, as the first one sees it who is let in without a reason against it."""
        best = None
        for role in ROLES:
            with undone():
                answer = self._knows(role, street).ask(Door("GET", door.address), url)
            form = _form_of(answer)
            if answer.status_code == HTTPStatus.OK and (form is None or not _reasons(answer)):
                return form
            best = best or form
            if answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
                break
        return best

    def _knows(self, role: str, street: Cast) -> Visitor:
        if street is self.cast and role in self.visitors:
            return self.visitors[role]
        return Visitor(getattr(street, role))


def _form_of(answer: HttpResponse) -> Any:
    return (getattr(answer, "context", None) or {}).get("form")


@contextmanager
def quickly() -> Iterator[None]:
    """Pages are made and left empty: how a door answers stands in its status and in what the page is given."""
    described = api.get_openapi_schema()

    def given_and_not_written(page: Template, context: Context) -> SafeString:
        template_rendered.send(sender=page, template=page, context=context)
        return SafeString("")

    with (
        patch.object(Template, "_render", given_and_not_written),
        patch.object(api, "get_openapi_schema", lambda **_how: described),
    ):
        yield


@contextmanager
def written() -> Iterator[None]:
    """Pages are written out all the same, in the midst of a quick walk."""
    with patch.object(Template, "_render", _WRITTEN):
        yield
