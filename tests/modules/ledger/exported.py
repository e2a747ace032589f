"""An exported book to be tampered with: forty entries with goods, reversals, an erased memo, and four heads."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from gongjian import verify_books
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.models import Head, Memo
from gongjian.modules.ledger.queries.heads import as_told
from tests.cast import Cast
from tests.harness.dice import Dice
from tests.modules.ledger.bookkeeping import Bookkeeper, signed_on

BEGIN = date(2025, 12, 29)  # so that the vouchers begin anew on the way
A_DAY, DAYS, ERASED = 8, 5, 7


@dataclass(frozen=True)
class Exported:
    """The file line by line, an older copy of it, and the newest head that somebody kept."""

    lines: list[str]
    older: list[str]
    kept: str

    @property
    def bytes(self) -> bytes:
        return "".join(self.lines).encode()

    def told(self, line: int) -> dict[str, Any]:
        """What a line says; the first is 1."""
        return json.loads(self.lines[line - 1])

    def of_kind(self, kind: str) -> list[int]:
        """The lines that are entries, or heads."""
        return [number for number, line in enumerate(self.lines, 1) if kind in json.loads(line)]


def exported(cast: Cast) -> Exported:
    """Made by the real queries. What was entered on the last day has no head yet."""
    keeper = Bookkeeper(cast.alliance, [cast.cashier, cast.organiser], Dice("exported"))
    days = [BEGIN + timedelta(days=number) for number in range(DAYS)]
    for day in days[:2]:
        keeper.write([day] * A_DAY)
        signed_on(day)
    older = list(queries.public_books(cast.alliance.pk))
    keeper.write([day for day in days[2:] for _ in range(A_DAY)])
    signed_on(days[-2])
    Memo.objects.filter(alliance=cast.alliance, entry__number=ERASED).update(words="", salt=b"")
    newest = Head.objects.filter(alliance=cast.alliance).latest("day")
    return Exported(list(queries.public_books(cast.alliance.pk)), older, as_told(newest).line)


def line_of(told: dict[str, Any]) -> str:
    """A line as the export writes it."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def sealed_anew(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What a forger does who can do sums: every seal computed anew."""
    seal, done = bytes(32), []
    for entry in entries:
        seal = sha256(seal + sha256(b"\x00" + entry["entry"].encode()).digest()).digest()
        done.append({**entry, "seal": seal.hex()})
    return done


def forged(first: dict[str, Any], entries: list[dict[str, Any]], heads: list[dict[str, Any]]) -> list[str]:
    """A file that is right in itself: seals and last line computed anew; only who has a head knows better."""
    entries = sealed_anew(entries)
    book = verify_books.Book()
    book.leaves = [sha256(b"\x00" + entry["entry"].encode()).digest() for entry in entries]
    plain = json.dumps(first, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    last = {"end": True, "entries": len(entries), "heads": len(heads), "root": book.root(0, len(entries)).hex()}
    last |= {"seal": entries[-1]["seal"], "first": sha256(plain.encode()).hexdigest()}
    return [line_of(told) for told in (first, *entries, *heads, last)]
