"""What many tests begin with: made by the real actions once, and put back as rows for every further test."""

from collections.abc import Callable
from copy import deepcopy
from typing import TypeVar

from django.apps import apps
from django.db.models import Model

from gongjian.modules.ledger.models import JournalEntry

Made = TypeVar("Made")

_remembered: dict[str, tuple[object, list[list[Model]]]] = {}


def remembered(name: str, make: Callable[[], Made]) -> Made:
    """What `make` makes and answers, with all the rows that it added to what was there."""
    if name not in _remembered:
        before = {row.pk for rows in _tables() for row in rows}
        made = make()
        _remembered[name] = (made, [[row for row in rows if row.pk not in before] for rows in _tables()])
        return deepcopy(made)
    made, tables = _remembered[name]
    for rows in tables:
        if rows:
            type(rows[0])._default_manager.bulk_create(rows)
    return deepcopy(made)


def _tables() -> list[list[Model]]:
    """All rows of the house by table; the lines of an entry before the entry, which closes them."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("gongjian.")]
    ours.sort(key=lambda model: (model._meta.app_label == "campaigns", model is JournalEntry))
    return [list(model._default_manager.order_by("pk")) for model in ours]
