"""Text to paste into the chat group of an alliance: modules contribute lines that name nobody."""

from collections.abc import Callable, Iterable
from uuid import UUID

from gongjian.foundation.accounts.models import Person

Lines = Callable[[Person, UUID], Iterable[str]]

_contributions: list[Lines] = []


def for_the_group(contribution: Lines) -> Lines:
    """Let a module add lines; it answers none to whoever does not speak for others. No line names a person."""
    _contributions.append(contribution)
    return contribution


def group_lines(actor: Person, alliance: UUID) -> list[str]:
    """The lines that this person may paste."""
    return [line for contribution in _contributions for line in contribution(actor, alliance)]
