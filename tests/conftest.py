"""What every test may ask for."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import translation

from gongjian.foundation import clock
from gongjian.foundation.accounts import tokens
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing import keys, witness
from tests import given
from tests.cast import Cast


@pytest.fixture(scope="session", autouse=True)
def _there_are_keys() -> None:
    keys.init()


@pytest.fixture(autouse=True)
def _chinese_first() -> Iterator[None]:
    """Whatever language the last request of another test was in."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(autouse=True)
def _the_clock_stands_still() -> Iterator[None]:
    with clock.set_to(given.NOON):
        yield


@pytest.fixture(autouse=True)
def _nothing_was_witnessed() -> Iterator[None]:
    """What another test handed out would be missed in the books of this one."""
    yield
    witness.path().unlink(missing_ok=True)


@pytest.fixture
def cast(db: None) -> Cast:
    """The street and everybody in it."""
    return given.cast()


class Door:
    """A person's way in: pages by session, the API by token; each unsafe request with a new one-time key."""

    def __init__(self, person: Person | None) -> None:
        """Nobody in particular when `person` is None."""
        self.pages, self.headers = Client(), {}
        if person is not None:
            self.pages.force_login(person)
            self.headers = {"Authorization": f"Bearer {tokens.issue(person, 'test')[1]}"}

    def get(self, url: str):
        """Open a page."""
        return self.pages.get(url)

    def post(self, url: str, key: str | None = None, **typed: object):
        """Send a page's form."""
        return self.pages.post(url, {"one_time_key": key or str(uuid4()), **typed})

    def api_get(self, path: str):
        """Ask the API."""
        return Client().get(f"/api{path}", headers=self.headers)

    def api_post(self, path: str, body: object = None, key: str | None = None):
        """Tell the API to do something."""
        headers = {**self.headers, "Idempotency-Key": key or str(uuid4())}
        return Client().post(f"/api{path}", body or {}, content_type="application/json", headers=headers)


@pytest.fixture
def door() -> type[Door]:
    """Let a person in: `door(cast.cashier).get(url)`."""
    return Door
