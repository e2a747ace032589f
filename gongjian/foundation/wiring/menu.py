"""The menu of the work pages, and who is where: registered by modules, drawn by the layouts."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model
from django.urls import reverse
from django_stubs_ext import StrOrPromise

from gongjian.foundation.accounts.models import Person


@dataclass(frozen=True)
class Whereabouts:
    """A signed-in person's place: the alliance worked in, and the words for the corner of the page."""

    alliance: Model
    alliance_name: str
    name: str
    post: StrOrPromise


@dataclass(frozen=True)
class MenuEntry:
    """One line of the menu, with the number of things waiting behind it."""

    label: StrOrPromise
    icon: str
    url_name: str
    count: int = 0
    late: bool = False

    @property
    def url(self) -> str:
        """The address, in the language of the page."""
        return reverse(self.url_name)


@dataclass(frozen=True)
class MenuGroup:
    """Entries under one heading; the first group has none."""

    title: StrOrPromise
    entries: list[MenuEntry]


Waiting = Callable[[Person, UUID], tuple[int, bool]]


@dataclass(frozen=True)
class _Registered:
    order: int
    group: StrOrPromise
    label: StrOrPromise
    icon: str
    url_name: str
    waiting: Waiting


_entries: list[_Registered] = []
_finders: list[Callable[[Person], Whereabouts | None]] = []


def _nothing(_actor: Person, _alliance: UUID) -> tuple[int, bool]:
    return 0, False


def menu_entry(
    *,
    order: int,
    group: StrOrPromise,
    label: StrOrPromise,
    icon: str,
    url_name: str,
    waiting: Waiting = _nothing,
) -> None:
    """Add a line to the menu; `waiting` answers how many things wait behind it and whether one is late."""
    _entries.append(_Registered(order, group, label, icon, url_name, waiting))


def menu_for(actor: Person, alliance: UUID) -> list[MenuGroup]:
    """The menu as this person sees it."""
    groups: dict[str, MenuGroup] = {}
    for found in sorted(_entries, key=lambda each: each.order):
        group = groups.setdefault(str(found.group), MenuGroup(found.group, []))
        group.entries.append(MenuEntry(found.label, found.icon, found.url_name, *found.waiting(actor, alliance)))
    return list(groups.values())


def whereabouts_from(finder: Callable[[Person], Whereabouts | None]) -> Callable[[Person], Whereabouts | None]:
    """Let a module tell where a person is (the members module does)."""
    _finders.append(finder)
    return finder


def whereabouts(actor: Person) -> Whereabouts | None:
    """Where this person works today, or None for somebody without a place in any alliance."""
    return next((found for finder in _finders if (found := finder(actor))), None)
