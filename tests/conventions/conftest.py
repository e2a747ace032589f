"""The house rules read text: one database is enough for all that do not ask for a database."""

from pathlib import Path

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        asks_database = item.get_closest_marker("django_db") or "db" in getattr(item, "fixturenames", ())
        if here in item.path.parents and not asks_database:
            item.add_marker(pytest.mark.once)
