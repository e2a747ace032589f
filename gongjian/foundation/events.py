"""Facts that one module tells and others react to, in the same transaction: all or nothing."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

Fact = TypeVar("Fact")

_reactions: dict[type, list[Callable[[Any], object]]] = defaultdict(list)


def reacts_to(fact: type[Fact]) -> Callable[[Callable[[Fact], object]], Callable[[Fact], object]]:
    """Call the function whenever such a fact is published. Reactions run in the order of the modules."""

    def register(reaction: Callable[[Fact], object]) -> Callable[[Fact], object]:
        _reactions[fact].append(reaction)
        return reaction

    return register


def publish(fact: object) -> None:
    """Tell a fact to everyone who reacts to it, now; a reaction that fails takes the deed down with it."""
    for reaction in _reactions[type(fact)]:
        reaction(fact)


def reactions_to(fact: type) -> list[str]:
    """Who reacts, for docs/reference/events.md."""
    return [f"{reaction.__module__}.{reaction.__qualname__}" for reaction in _reactions[fact]]
