"""Races are run on a database of their own, by processes of their own."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.harness.own_database import own_database


@pytest.fixture
def db(django_db_setup: None, django_db_blocker, tmp_path: Path) -> Iterator[None]:
    """In place of a transaction that is rolled back: a database that other processes can join."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Figures that are read also when all is well."""

    def aloud(words: str) -> None:
        with capfd.disabled():
            sys.stdout.write(f"\n{words}\n")

    return aloud
