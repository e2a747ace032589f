"""What is kept about a person: each room tells which of its records are somebody's, and how they are told to him.

The person's own page, what he takes along and what is emptied when he is erased all go by this list.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django_stubs_ext import StrOrPromise

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing.fields import Sealed
from gongjian.foundation.tenancy import AllianceOwned

Rows = QuerySet[Model]


def _as_they_are(rows: Rows) -> Rows:
    return rows


@dataclass(frozen=True)
class Kept:
    """One kind of record about a person.

    `mine` names the lookups that lead to the person (to his reference with `by_ref`), `shows` the attributes that he
    is shown with their words. A `listed` kind stands on the page row by row, any other as a number. What policies mark
    as `blank` is emptied at erasure, unless the record is about somebody else (`blanks` is False).
    """

    code: str
    title: StrOrPromise
    model: type[Model]
    mine: tuple[str, ...]
    shows: Mapping[str, StrOrPromise]
    listed: bool = False
    blanks: bool = True
    by_ref: bool = False
    prepared: Callable[[Rows], Rows] = _as_they_are

    @property
    def of_an_alliance(self) -> bool:
        """Whether each alliance keeps its own."""
        return issubclass(self.model, AllianceOwned)

    def alliance_of(self, row: Model) -> UUID | None:
        """Which alliance keeps a record; None for what no alliance does."""
        return row.alliance_id if isinstance(row, AllianceOwned) else None

    def rows(self, person: Person) -> Rows:
        """The person's own records of this kind, whatever alliance keeps them."""
        wanted, found = person.ref if self.by_ref else person.pk, Q()
        for lookup in self.mine:
            found |= Q(**{lookup: wanted})
        return self.model._default_manager.filter(found)

    def rows_in(self, person: Person, alliance: UUID) -> Rows:
        """Those of one alliance."""
        return self.rows(person).filter(alliance=alliance)

    def told(self, row: Model, *, full: bool) -> dict[str, str]:
        """A record in words; what is sealed shows its mask unless all of it is asked for."""
        return {str(label): _words(_found(row, path), full=full) for path, label in self.shows.items()}


_kept: list[Kept] = []


def keeps(*kinds: Kept) -> None:
    """Tell which records of a room are somebody's."""
    _kept.extend(kinds)


def every_kind() -> list[Kept]:
    """All kinds that any room has told of."""
    return list(_kept)


def _found(row: Model, path: str) -> object:
    found: Any = row
    for name in path.split("."):
        found = getattr(found, name, None)
        if callable(found):
            found = found()
    return cast("object", found)


def _words(value: object, *, full: bool) -> str:
    if isinstance(value, Sealed):
        return value.opened() if full else str(value)
    if isinstance(value, datetime):
        return value.astimezone(clock.SHANGHAI).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)
