"""What can be found: each module says it of its own records, in its findable.py."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django_stubs_ext import StrOrPromise

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.tenancy import AllianceOwned

Record = TypeVar("Record", bound=AllianceOwned)


@dataclass(frozen=True)
class CalledBy:
    """By what a record is found: its title first, then the rest; nothing sealed, no text that may be erased alone."""

    title: str
    more: Sequence[str] = ()
    day: date | None = None


@dataclass(frozen=True)
class Hit:
    """A record that was found, as it is shown: always from the record itself, never from the index."""

    title: str
    detail: str
    url: str


@dataclass(frozen=True)
class Findable(Generic[Record]):
    """One kind of record: by what it is found, who sees it, and how it is shown.

    `rows` fetches records with what `called` and `shown` need; `visible` is the query that the module's own pages go
    by, for the alliance worked in. `follows` says which records are written anew when another one was touched.
    """

    model: type[Record]
    label: StrOrPromise
    icon: str
    rows: Callable[[], QuerySet[Record]]
    called: Callable[[Record], CalledBy]
    visible: Callable[[Person], QuerySet[Record]]
    shown: Callable[[Sequence[Record]], Mapping[UUID, Hit]]
    follows: Mapping[type[Model], Callable[[Any], QuerySet[Record]]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Its name in the index."""
        return self.model._meta.label_lower


_known: dict[str, Findable[Any]] = {}


def findable(what: Findable[Any]) -> None:
    """Let records of a kind be found; on the page, kinds stand in the order of the modules, lower rooms first."""
    _known[what.kind] = what


def every_kind() -> dict[str, Findable[Any]]:
    """All kinds by their names."""
    return _known
