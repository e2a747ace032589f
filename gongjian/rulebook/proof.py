"""What shows that the books were not altered: seals, heads, and what comparing two heads tells (docs/rules/proof.md).

Each entry has canonical bytes. The seal chains them: one altered entry, and every seal after it is another. The head of
a day binds all in one root (`merkle`), is signed, and handed to people: whoever keeps one notices an altered past.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from hmac import digest as hmac
from typing import NamedTuple, cast

from gongjian.rulebook.errors import RuleBroken

FORMATS = {1: "gongjian-entry-1", 2: "gongjian-entry-2"}
FORMAT = 2  # in which new entries are written; old ones keep theirs
_FACTS = {1: 9, 2: 10}  # lines before those of the booking
_CELLS = {1: 4, 2: 5}  # of a line
HEAD_FORMAT = "gongjian-head-1"
NO_SEAL = bytes(32)  # what the first entry of a book stands on


def memo_commitment(memo: str, salt: bytes) -> str:
    """A fingerprint that binds the memo without telling it: with the salt erased nothing leads back to the words."""
    return hmac(salt, memo.encode(), "sha256").hex()


def memo_fits(memo: str, salt: bytes, commitment: str) -> bool:
    """Whether these are the words that were sealed. Erased ones leave neither words nor salt, and that fits too."""
    return memo_commitment(memo, salt) == commitment if salt else memo == ""


class Leaf(NamedTuple):
    """All of a posted entry that its seal covers: ids, days, codes, amounts, commitments; never a name or a text.

    `lines` are account, fund, custodian, goods (since format 2) and amount, each as text.
    """

    format: int
    number: int
    entry: str
    voucher: str
    booked_on: str
    kind: str
    source: str
    reverses: str
    memo_commitment: str
    gifts_root: str
    lines: Sequence[Sequence[str]]

    @property
    def content(self) -> bytes:
        """The canonical bytes: one fact a line, then the lines with tabs.

        No two different entries have the same bytes: raises `proof.unsealable` for a fact with a line break or a tab,
        and for one that the format does not know.
        """
        form = self.format
        # The first format knew neither gifts nor goods: an entry of it that tells of them was never sealed.
        if form not in FORMATS or any(self[_FACTS[form] : -1]) or {*map(len, self.lines)} - {_CELLS[form]}:
            raise RuleBroken("proof.unsealable")
        facts = cast(Sequence[str], self[2 : _FACTS[form]])
        text = "\n".join([FORMATS[form], str(self.number), *facts, *map("\t".join, self.lines), ""])
        return canonical(text, len(self.lines), form)


def canonical(text: str, lines: int, form: int = FORMAT) -> bytes:
    """The bytes of an entry that is told as text, with as many lines as the entry has.

    Raises `proof.unsealable` where a fact holds a line break or a tab: then another entry could have the same bytes.
    """
    if (text.count("\n"), text.count("\t")) != (_FACTS[form] + lines, lines * (_CELLS[form] - 1)):
        raise RuleBroken("proof.unsealable")
    return text.encode()


def seal(previous: bytes, leaf: bytes) -> bytes:
    """The seal of an entry: SHA-256 over the seal before it and its own leaf hash (`merkle.leaf_hash` of its bytes)."""
    return sha256(previous + leaf).digest()


def short_seal(seal_hex: str) -> str:
    """The eight characters people compare: "7c3f-a91e"."""
    return f"{seal_hex[:4]}-{seal_hex[4:8]}"


@dataclass(frozen=True)
class Head:
    """What stands for the whole book on a day: how many entries, the root over them and the seal of the last."""

    book: str
    day: date
    size: int
    root: bytes
    seal: bytes

    @property
    def content(self) -> bytes:
        """What is signed, in format gongjian-head-1: one fact a line."""
        facts = [HEAD_FORMAT, self.book, self.day.isoformat(), str(self.size), self.root.hex(), self.seal.hex()]
        return "\n".join([*facts, ""]).encode()

    @property
    def line(self) -> str:
        """The same on one line, as it is noted where heads are kept."""
        return self.content.decode().strip().replace("\n", " ")

    @classmethod
    def from_line(cls, line: str) -> "Head":
        """A head that was noted; raises ValueError for anything else."""
        _format, book, day, size, root, seal = line.split(" ")
        head = cls(book, date.fromisoformat(day), int(size), bytes.fromhex(root), bytes.fromhex(seal))
        if head.line != line:
            raise ValueError(line)
        return head

    @property
    def short(self) -> str:
        """The eight characters of the root that people compare."""
        return short_seal(self.root.hex())


class Verdict(StrEnum):
    """What the book of today says to a head that somebody kept."""

    CONTINUED = "continued"
    ROLLED_BACK = "rolled_back"
    REWRITTEN = "rewritten"


def compared(kept: Head, *, entries: int, root_then: bytes, seal_then: bytes) -> Verdict:
    """Hold a head that somebody kept against the book as it is now.

    `root_then` and `seal_then` are recomputed over as many of today's entries as the head stands for. Fewer entries
    than then: the newest were cut off, or an old copy was put back. Another root or seal: something before was altered.
    """
    if entries < kept.size:
        return Verdict.ROLLED_BACK
    return Verdict.CONTINUED if (root_then, seal_then) == (kept.root, kept.seal) else Verdict.REWRITTEN


def days_without_head(busy: Sequence[date], signed: Sequence[date], today: date) -> list[date]:
    """The days before today on which something was entered, and for which no head was ever made, the oldest first."""
    return sorted(day for day in set(busy) - set(signed) if day < today)
