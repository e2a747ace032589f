"""The street that all doors of a file are asked about."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gongjian.foundation import clock
from tests import given
from tests.doors.table import a_street
from tests.doors.walk import Walk


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever walks to every door takes minutes, and meets the same rules whatever the database is."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "street" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
            item.add_marker(pytest.mark.once)


@pytest.fixture(scope="module")
def db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """One transaction for a whole file, taken back at its end."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="module")
def street(db: None) -> Iterator[Walk]:
    """Everybody at the doors of one street; whatever somebody does is taken back before the next one asks."""
    with clock.set_to(given.NOON), a_street() as walk:
        yield walk
