"""What anybody may hold against the books: the newest head, one entry with its proof, a head that was kept."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from gongjian.modules.ledger.models import Account, Alarm, Head, JournalEntry
from gongjian.modules.ledger.queries.checking import recomputed
from gongjian.modules.ledger.queries.entry_list import EntryRow, entry_row
from gongjian.modules.ledger.queries.heads import as_told, days_to_sign, last_head
from gongjian.modules.ledger.queries.sealed import Sealed, sealed_entries
from gongjian.rulebook import merkle, proof
from gongjian.rulebook.proof import Verdict


@dataclass(frozen=True)
class PublicHead:
    """A head: of which day, over how many entries, its eight characters, to how many organisations it went.

    `line` is all of it that the program for outsiders asks for.
    """

    day: date
    size: int
    short: str
    told_to: int
    line: str


def public_head(alliance: UUID) -> PublicHead | None:
    """The newest head, while it is true that the newest seal goes out every day: none waits, and nothing is wrong."""
    head = last_head(alliance)
    if head is None or not head.told_to or days_to_sign(alliance):
        return None
    if Alarm.objects.filter(alliance=alliance, explained_by=None).exists():
        return None
    return _public(head)


@dataclass(frozen=True)
class PublicLine:
    """A line of an entry: nobody by name, custodians by their number. In fen, or in pieces of a unit."""

    account: str
    account_name: str
    fund: str
    custodian: str
    debit: int
    credit: int
    goods: str
    unit: str


@dataclass(frozen=True)
class PublicEntry:
    """One entry, whole, with all that is needed to check it without us; `fits`: its proof leads to the head's root."""

    row: EntryRow
    lines: list[PublicLine]
    content: str
    seal_before: str
    head: PublicHead | None
    proof: list[str]
    fits: bool


def public_entry(alliance: UUID, number: int) -> PublicEntry | None:
    """An entry by its number, with the hashes that lead from it to the first head that stands over it."""
    entries = JournalEntry.objects.select_related("memo", "reverses", "reversed_by")
    entry = entries.filter(alliance=alliance, number=number).first()
    if entry is None:
        return None
    head = Head.objects.filter(alliance=alliance, size__gte=number).order_by("size", "day").first()
    first = 1 if head else number
    sealed = list(sealed_entries(alliance, after=first - 1, until=head.size if head else number))
    leaves, own = _leaves(sealed), sealed[number - first]
    hashes = merkle.inclusion_proof(leaves, number - 1) if head else []
    before = entries.filter(alliance=alliance, number=number - 1).values_list("seal", flat=True).first()
    root = merkle.root_from(leaves[number - first], number - 1, head.size, hashes) if head else None
    return PublicEntry(
        row=entry_row(entry),
        lines=_lines(entry, own),
        content=own.leaf.content.decode(),
        seal_before=before or proof.NO_SEAL.hex(),
        head=_public(head) if head else None,
        proof=[one.hex() for one in hashes],
        fits=bool(head and root and root.hex() == head.root),
    )


def _public(head: Head) -> PublicHead:
    return PublicHead(head.day, head.size, head.short, head.told_to, as_told(head).line)


def _leaves(sealed: list[Sealed]) -> list[bytes]:
    return [merkle.leaf_hash(one.leaf.content) for one in sealed]


def _lines(entry: JournalEntry, sealed: Sealed) -> list[PublicLine]:
    """The lines for reading; whose hands they are in is told by number, as in the sealed bytes (the third fact)."""
    lines = entry.lines.select_related("fund", "goods").order_by("position")
    return [
        PublicLine(
            account=line.account,
            account_name=str(Account(line.account).label),
            fund=line.fund.name,
            custodian=told[2] if sealed.leaf.format > 1 else "",
            debit=max(line.amount, 0),
            credit=max(-line.amount, 0),
            goods=line.goods.name if line.goods else "",
            unit=line.goods.unit if line.goods else "",
        )
        for line, told in zip(lines, sealed.leaf.lines, strict=True)
    ]


@dataclass(frozen=True)
class PublicComparison:
    """What the book of now says to a head that somebody kept, and the hashes that lead from it to the newest head."""

    day: date
    size: int
    fits: bool
    newest: PublicHead | None = None
    proof: tuple[str, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether there is a head of that day at all."""
        return self.size > 0


def public_comparison(alliance: UUID, day: date, short: str) -> PublicComparison:
    """Hold the eight characters that somebody kept of a day against the book as it is at this moment."""
    head, newest = Head.objects.filter(alliance=alliance, day=day).first(), last_head(alliance)
    if head is None or newest is None or head.short != short:
        return PublicComparison(day, head.size if head else 0, fits=False)
    found = recomputed(alliance, until=head.size)
    verdict = proof.compared(as_told(head), entries=found.number, root_then=found.peaks.root, seal_then=found.seal)
    if verdict is not Verdict.CONTINUED:
        return PublicComparison(day, head.size, fits=False)
    hashes = merkle.consistency_proof(_leaves(list(sealed_entries(alliance, until=newest.size))), head.size)
    older, newer = (merkle.Root(one.size, bytes.fromhex(one.root)) for one in (head, newest))
    fits = merkle.is_continued(older, newer, hashes)
    return PublicComparison(day, head.size, fits, _public(newest), tuple(one.hex() for one in hashes))
