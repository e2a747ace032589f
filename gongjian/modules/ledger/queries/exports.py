"""The whole book to take along and check without us: "gongjian-books-1", one line at a time (docs/guides/大家.md)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef

from gongjian.foundation import clock
from gongjian.modules.ledger.models import Account, Custodian, Fund, Goods, Head, JournalLine
from gongjian.modules.ledger.queries.entries import last_entry
from gongjian.modules.ledger.queries.heads import as_told
from gongjian.modules.ledger.queries.sealed import Sealed, sealed_entries
from gongjian.modules.members.models import Alliance
from gongjian.rulebook import merkle
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.merkle import Peaks

_AT_ONCE = 1000


class Part(NamedTuple):
    """A line of an entry with everything named: ids as they stand in the book, amounts in fen or pieces."""

    account: str
    fund: str
    custodian: str
    goods: str
    amount: int


@dataclass(frozen=True)
class Book:
    """What the lines of a book refer to, and how many of its entries are meant: what is entered later is not."""

    alliance: Alliance
    entries: int
    funds: dict[str, Fund]
    goods: dict[str, Goods]
    # The numbers of the custodians by their ids (32 characters).
    numbers: dict[str, str]
    # The same of those whom entries of format 1 name, by their ids as these have them. It tells nothing about a person.
    custodians: dict[str, str]

    def parts(self, entry: Sealed) -> list[Part]:
        """The lines of an entry, in both formats alike."""
        return [
            Part(account, fund.replace("-", ""), self.custodians.get(held, held), "".join(rest[:-1]), int(rest[-1]))
            for account, fund, held, *rest in entry.leaf.lines
        ]


def book_of(alliance: UUID) -> Book:
    """The book as it is at this moment."""
    last = last_entry(alliance)
    named = JournalLine.objects.filter(alliance=alliance, custodian=OuterRef("person"), entry__format=1)
    held = Custodian.objects.filter(alliance=alliance).annotate(named=Exists(named))
    custodians = list(held.order_by("number").values_list("person", "number", "named"))
    return Book(
        Alliance.objects.get(pk=alliance),
        last.number if last else 0,
        {fund.pk.hex: fund for fund in Fund.objects.filter(alliance=alliance).order_by("code")},
        {goods.pk.hex: goods for goods in Goods.objects.filter(alliance=alliance).order_by("pk")},
        {person.hex: str(number) for person, number, _named in custodians},
        {str(person): str(number) for person, number, named in custodians if named},
    )


def public_books(alliance: UUID) -> Iterator[str]:
    """Every entry as it was sealed, every head, and what is needed to read them; each is one line of JSON."""
    book = book_of(alliance)
    first = _first(book)
    yield _line(first)
    peaks, leaves, seal = Peaks(), list[bytes](), "00" * 32
    for entry in sealed_entries(alliance, until=book.entries):
        content, seal = _content(entry), entry.seal
        leaves.append(merkle.leaf_hash(content))
        if len(leaves) == _AT_ONCE:
            peaks, leaves = peaks.plus(leaves), []
        yield _line({"entry": content.decode(), "seal": seal, "memo": entry.words or "", "salt": entry.salt.hex()})
    heads, root = 0, peaks.plus(leaves).root.hex()
    for head in _heads(book):
        heads += 1
        yield _line({"head": as_told(head).content.decode(), "signature": head.signature, "key": head.signed_by})
    last = {"end": True, "entries": book.entries, "heads": heads, "root": root, "seal": seal}
    yield _line({**last, "first": sha256(_plain(first).encode()).hexdigest()})


def _content(entry: Sealed) -> bytes:
    """What was sealed. Nothing for what never could have been: whoever checks is to find it, and not to get no file."""
    try:
        return entry.leaf.content
    except RuleBroken:
        return b""


def _heads(book: Book) -> Iterator[Head]:
    heads = Head.objects.filter(alliance=book.alliance, size__lte=book.entries)
    return heads.order_by("day").iterator(_AT_ONCE)


def _first(book: Book) -> dict[str, object]:
    return {
        "gongjian-books": 1,
        "book": book.alliance.pk.hex,
        "name": book.alliance.name,
        "made_at": clock.now().isoformat(timespec="seconds"),
        "accounts": {str(account.value): str(account.label) for account in Account},
        "funds": {
            key: {"code": fund.code, "name": fund.name, "restricted": fund.restricted}
            for key, fund in book.funds.items()
        },
        "goods": {key: {"name": goods.name, "unit": goods.unit} for key, goods in book.goods.items()},
        "custodians": book.custodians,
    }


def _plain(told: Mapping[str, object]) -> str:
    """In one way only, so that it has one fingerprint."""
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _line(told: Mapping[str, object]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"
