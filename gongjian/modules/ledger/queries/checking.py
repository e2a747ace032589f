"""Recomputing the books: each seal, each memo, each sum, and the first place where something does not fit."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from gongjian.modules.ledger.models import Balance
from gongjian.modules.ledger.queries.balances import rebuilt_balances
from gongjian.modules.ledger.queries.entries import last_entry
from gongjian.modules.ledger.queries.sealed import Sealed, sealed_entries
from gongjian.rulebook import merkle, proof
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.merkle import Peaks

_WITHOUT_GOODS = 4  # facts of a line in format 1


@dataclass
class Recomputed:
    """The books read from a place that is known to be right, up to the first one that is not."""

    number: int = 0
    seal: bytes = proof.NO_SEAL
    peaks: Peaks = field(default_factory=Peaks)
    first_broken: int | None = None


def recomputed(alliance: UUID, begin: Recomputed | None = None, until: int | None = None) -> Recomputed:
    """Recompute every entry after `begin`: its number, its seal, its memo, and that it balances."""
    found, leaves = begin or Recomputed(), list[bytes]()
    for entry in sealed_entries(alliance, after=found.number, until=until):
        leaf = _leaf_hash(entry)
        seal = leaf and proof.seal(found.seal, leaf)
        if not leaf or entry.leaf.number != found.number + 1 or entry.seal != seal.hex() or not _fits(entry):
            return Recomputed(found.number, found.seal, found.peaks.plus(leaves), found.number + 1)
        leaves.append(leaf)
        found = Recomputed(entry.leaf.number, seal, found.peaks)
    return Recomputed(found.number, found.seal, found.peaks.plus(leaves))


def _leaf_hash(entry: Sealed) -> bytes:
    """The leaf of an entry; nothing where it says something that could never have been sealed."""
    try:
        return merkle.leaf_hash(entry.leaf.content)
    except RuleBroken:
        return b""


def _fits(entry: Sealed) -> bool:
    """Whether the words are the ones that were sealed, and the lines balance in each fund and kind of goods."""
    if entry.words is None or not proof.memo_fits(entry.words, entry.salt, entry.leaf.memo_commitment):
        return False
    sums: dict[str, int] = {}
    for line in entry.leaf.lines:
        # Fund and goods: in the first format there were none.
        within = line[1] + line[3] if len(line) > _WITHOUT_GOODS else line[1]
        sums[within] = sums.get(within, 0) + int(line[-1])
    return len(entry.leaf.lines) > 1 and not any(sums.values())


def first_broken(alliance: UUID) -> int | None:
    """The number of the first entry whose seal does not fit what it says, its memo or what came before; or None."""
    return recomputed(alliance).first_broken


def wrong_sums(alliance: UUID) -> Iterator[tuple[object, ...]]:
    """The places whose kept sum is another than that of the lines."""
    kept: dict[tuple[object, ...], int] = {
        (fund, account, custodian, goods): amount
        for fund, account, custodian, goods, amount in Balance.objects.filter(alliance=alliance).values_list(
            "fund", "account", "custodian", "goods", "amount"
        )
    }
    rebuilt = rebuilt_balances(alliance)
    yield from (place for place in kept.keys() | rebuilt.keys() if kept.get(place, 0) != rebuilt.get(place, 0))


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
