"""Races are run on a database of their own, by processes of their own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.own_database import own_database


@pytest.fixture
def db(django_db_setup: None, django_db_blocker, tmp_path: Path) -> Iterator[None]:
    """In place of a transaction that is rolled back: a database that other processes can join."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield
