"""Recomputing the books: each seal, each memo, each sum, and the first place where something does not fit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from gongjian.modules.ledger.models import JournalEntry
from gongjian.modules.ledger.queries.entries import last_entry
from gongjian.modules.ledger.queries.hands import in_order
from gongjian.modules.ledger.queries.rebuilding import Months, add
from gongjian.modules.ledger.queries.sealed import Row, Sealed, sealed_entries
from gongjian.rulebook import merkle, proof
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.merkle import Peaks

_AT_ONCE = 8192
_LONG = 4 * _AT_ONCE


@dataclass(frozen=True)
class Recomputed:
    """The books read from a place that is known to be right, up to the first one that is not.

    `moved` is what came and went in each place and month since the last stop, as the lines say it.
    """

    number: int = 0
    seal: bytes = proof.NO_SEAL
    peaks: Peaks = field(default_factory=Peaks)
    first_broken: int | None = None
    moved: Months = field(default_factory=dict)


def recomputed(alliance: UUID, begin: Recomputed | None = None, until: int | None = None) -> Recomputed:
    """Recompute every entry after `begin`: its number, its seal, its memo, and that it balances."""
    *_before, found = recomputing(alliance, begin or Recomputed(), until)
    return found


def recomputing(
    alliance: UUID, begin: Recomputed, until: int | None = None, *, stops: Iterable[int] = (), hands: int = 1
) -> Iterator[Recomputed]:
    """What was recomputed at the beginning, at each stop (numbers of entries), somewhere between, and at the end."""
    found, last = begin, last_entry(alliance)
    end = max(begin.number, min(last.number if last else 0, until if until is not None else 2**63))
    cuts = {*range(begin.number, end, _AT_ONCE), *(stop for stop in stops if begin.number < stop < end), end}
    # A short book is read before a second process has begun, however many heads cut it.
    hands = hands if end - begin.number > _LONG else 1
    yield found
    for stretch in in_order(_stretch, [(alliance, *part) for part in pairwise(sorted(cuts))], hands):
        # The links between stretches: each begins where the one before it ended.
        fits = (stretch.after, stretch.before) == (found.number, found.seal)
        right = stretch.leaves if fits else []
        broken = found.number + len(right) + 1 if not (fits and stretch.is_right) else None
        seal = stretch.seal if fits else found.seal
        found = Recomputed(found.number + len(right), seal, found.peaks.plus(right), broken, stretch.moved)
        yield found
        if broken:
            return


class _Stretch(NamedTuple):
    """Some entries, recomputed from the seal that the database has for the one before them, up to one that is wrong."""

    after: int
    before: bytes
    leaves: list[bytes]
    seal: bytes
    is_right: bool
    moved: Months


def _stretch(alliance: UUID, after: int, until: int) -> _Stretch:
    before = seal = _seal_of(alliance, after)
    leaves, moved = list[bytes](), Months()
    for entry in sealed_entries(alliance, after=after, until=until):
        leaf = _leaf_hash(entry)
        own = proof.seal(seal, leaf)
        if (entry.leaf.number, entry.seal) != (after + len(leaves) + 1, own.hex()) or not _fits(entry):
            return _Stretch(after, before, leaves, seal, is_right=False, moved=moved)
        leaves.append(leaf)
        seal = own
        add(moved, entry.leaf.booked_on[:7], entry.rows)
    return _Stretch(after, before, leaves, seal, is_right=True, moved=moved)


def _leaf_hash(entry: Sealed) -> bytes:
    """Over the canonical bytes; nothing that fits any seal where the entry could never have been sealed."""
    try:
        return merkle.leaf_hash(entry.leaf.content)
    except RuleBroken:
        return b""


def _seal_of(alliance: UUID, number: int) -> bytes:
    """The seal of an entry as it stands; of one that is missing or has none, nothing that fits."""
    if number == 0:
        return proof.NO_SEAL
    seal = JournalEntry.objects.filter(alliance=alliance, number=number).values_list("seal", flat=True).first()
    try:
        return bytes.fromhex(seal or "")
    except ValueError:
        return b""


def _fits(entry: Sealed) -> bool:
    """Whether the words are the ones that were sealed, and the lines balance in each fund and kind of goods."""
    if entry.words is None or not proof.memo_fits(entry.words, entry.salt, entry.leaf.memo_commitment):
        return False
    return len(entry.rows) > 1 and _balances(entry.rows)


def _balances(rows: Sequence[Row]) -> bool:
    sums: dict[str, int] = {}
    for _number, _account, fund, _person, goods, amount in rows:
        within = fund + goods
        sums[within] = sums.get(within, 0) + amount
    return not any(sums.values())


def first_broken(alliance: UUID) -> int | None:
    """The number of the first entry whose seal does not fit what it says, its memo or what came before; or None."""
    return recomputed(alliance).first_broken


@dataclass(frozen=True)
class PublicCheck:
    """What came of recomputing every seal: of how many entries, and the number of the first that does not fit."""

    entries: int
    first_broken: int | None
    newest_seal: str


def public_check(alliance: UUID) -> PublicCheck:
    """The books, recomputed at this moment."""
    last = last_entry(alliance)
    return PublicCheck(last.number if last else 0, first_broken(alliance), last.short_seal if last else "")
