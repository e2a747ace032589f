"""The menu of the work pages, and who is where: registered by modules, drawn by the layouts."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from uuid import UUID

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import pgettext_lazy
from django_stubs_ext import StrOrPromise

from gongjian.foundation.accounts.models import Person


@dataclass(frozen=True)
class Whereabouts:
    """A signed-in person's place: the alliance worked in, the words for the corner of the page, what is unseen."""

    alliance: Model
    alliance_name: str
    name: str
    post: StrOrPromise
    unseen: int = 0


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu, with the number of things waiting behind it."""

    label: StrOrPromise
    icon: str
    url_name: str
    count: int = 0
    late: bool = False

    @cached_property  # a page asks several times: the menu stands on it twice
    def url(self) -> str:
        """The address, in the language of the page."""
        return reverse(self.url_name)


@dataclass(frozen=True)
class MenuGroup:
    """Entries under one heading; the first group has none."""

    title: StrOrPromise
    entries: list[MenuEntry]


Waiting = Callable[[Person, UUID], tuple[int, bool]]


def _nothing(_actor: Person, _alliance: UUID) -> tuple[int, bool]:
    return 0, False


class Group(Enum):
    """The headings of the menu, in their order."""

    DESK = ""
    MONEY = pgettext_lazy("menu", "资金")
    PEOPLE = pgettext_lazy("menu", "成员")


@dataclass(frozen=True)
class Place:
    """A place to go; `waiting` answers how many things wait behind it and whether one of them is late."""

    url_name: str
    label: StrOrPromise
    icon: str
    waiting: Waiting = _nothing


_places: dict[Group, list[Place]] = {group: [] for group in Group}
_finders: list[Callable[[Person], list[Whereabouts]]] = []


def add_to_menu(group: Group, *places: Place) -> None:
    """Add places under a heading; those of higher rooms, which register later, stand above those of lower ones."""
    _places[group] = [*places, *_places[group]]


def menu_for(actor: Person, alliance: UUID) -> list[MenuGroup]:
    """The menu as this person sees it."""
    return [
        MenuGroup(
            group.value,
            [MenuEntry(place.label, place.icon, place.url_name, *place.waiting(actor, alliance)) for place in places],
        )
        for group, places in _places.items()
        if places
    ]


def whereabouts_from(finder: Callable[[Person], list[Whereabouts]]) -> Callable[[Person], list[Whereabouts]]:
    """Let a module tell where a person may be (the members module does)."""
    _finders.append(finder)
    return finder


def whereabouts(actor: Person) -> Whereabouts | None:
    """Where this person works today, or None for somebody without a place in any alliance."""
    return next(iter(places(actor)), None)


def places(actor: Person) -> list[Whereabouts]:
    """Every alliance that this person takes part in, the one worked in first."""
    return [found for finder in _finders for found in finder(actor)]
