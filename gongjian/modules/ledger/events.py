"""The facts that this module tells."""

from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation.access import Actor
from gongjian.modules.ledger.models import Head, JournalEntry


@dataclass(frozen=True)
class EntryPosted:
    """Something was entered in the books."""

    entry: JournalEntry


@dataclass(frozen=True)
class ReversalAsked:
    """Somebody wants an entry taken back. Whoever built on it objects now, by raising, not when it is agreed."""

    entry: JournalEntry


@dataclass(frozen=True)
class EntryReversed:
    """An entry was taken back by a reversing entry: what came out of it has to begin again."""

    actor: Actor
    entry: JournalEntry
    reversal: JournalEntry


@dataclass(frozen=True)
class PeriodClosed:
    """A month of the books was closed by two; nothing is entered in it any more."""

    alliance: UUID
    month: str


@dataclass(frozen=True)
class HeadSigned:
    """What stands for the whole book of a day was signed, and is on its way to everybody."""

    head: Head
