"""What the foundation asks about people without knowing where it is kept: addresses and names."""

from collections.abc import Callable, Collection
from uuid import UUID

from gongjian.foundation.accounts.models import Person

AddressFinder = Callable[[Person, UUID], str]
NameFinder = Callable[[UUID, list[UUID]], dict[UUID, str]]

_addresses: list[AddressFinder] = []
_names: list[NameFinder] = []


def addresses_from(finder: AddressFinder) -> AddressFinder:
    """Let a module tell to which address somebody is written in an alliance (the members module does)."""
    _addresses.append(finder)
    return finder


def address_for(person: Person, alliance: UUID) -> str:
    """Where to write to somebody about an alliance's things; empty when there is no address. For sending only."""
    return next((found for finder in _addresses if (found := finder(person, alliance))), "")


def names_from(finder: NameFinder) -> NameFinder:
    """Let a module tell what people are called in an alliance (the members module does)."""
    _names.append(finder)
    return finder


def names_in(alliance: UUID, people: Collection[UUID]) -> dict[UUID, str]:
    """What these people are called in the alliance."""
    if not people:
        return {}
    return {person: name for finder in _names for person, name in finder(alliance, list(people)).items()}
