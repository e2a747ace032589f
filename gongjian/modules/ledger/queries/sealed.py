"""The entries as their seals cover them, read in two streams side by side: no query an entry, whatever the size."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from gongjian.modules.ledger.models import Custodian, JournalEntry
from gongjian.rulebook import ledger
from gongjian.rulebook.proof import FORMAT, Leaf

_AT_ONCE = 5000


# A line as it lies in the database: the entry's number, account, fund, person, goods (ids as texts), amount.
Row = tuple[int, str, str, str, str, int]


class Sealed(NamedTuple):
    """An entry as it lies in the database: what its seal covers, the seal, and the words beside it (None: no memo)."""

    leaf: Leaf
    seal: str
    words: str | None
    salt: bytes
    rows: Sequence[Row]


def sealed_entries(alliance: UUID, *, after: int = 0, until: int | None = None) -> Iterator[Sealed]:
    """The entries of a book in their order, those with a number above `after` and up to `until`."""
    numbers = custodian_numbers(alliance)
    last = until if until is not None else _last_number(alliance)
    for start in range(after, last, _AT_ONCE):
        yield from _chunk(alliance, start, min(start + _AT_ONCE, last), numbers)


def custodian_numbers(alliance: UUID) -> dict[str, str]:
    """The number under which the books know each custodian, by the id of the person (32 characters)."""
    rows = Custodian.objects.filter(alliance=alliance).values_list("person", "number")
    return {person.hex: str(number) for person, number in rows}


def leaf_of(entry: JournalEntry, lines: Sequence[ledger.Line], numbers: Mapping[str, str]) -> Leaf:
    """What the seal of an entry that is being written covers; `numbers` are those of the custodians."""
    told = [
        (one.account, _hex(one.fund), numbers.get(_hex(one.custodian), ""), _hex(one.item), str(one.amount))
        for one in lines
    ]
    return Leaf(
        format=FORMAT,
        number=entry.number,
        entry=entry.pk.hex,
        voucher=entry.voucher,
        booked_on=entry.booked_on.isoformat(),
        kind=entry.kind,
        source=entry.source,
        reverses=entry.reverses_id.hex if entry.reverses_id else "",
        memo_commitment=entry.memo_commitment,
        gifts_root=entry.gifts_root,
        lines=told,
    )


def _hex(told: str) -> str:
    return told.replace("-", "")


def _last_number(alliance: UUID) -> int:
    last = JournalEntry.objects.filter(alliance=alliance).order_by("-number").values_list("number", flat=True).first()
    return last or 0


def _chunk(alliance: UUID, start: int, end: int, numbers: dict[str, str]) -> Iterator[Sealed]:
    """Entries and lines side by side, both in the order of the numbers: each row is read once."""
    span = [key(alliance), start, end]
    with connection.cursor() as cursor:
        cursor.execute(_LINES, span)
        lines: list[Row] = cursor.fetchall()
        cursor.execute(_ENTRIES, span)
        entries = cursor.fetchall()
    begin = end = 0
    for row in entries:
        number = row[1]
        while end < len(lines) and lines[end][0] == number:
            end += 1
        yield _sealed(row, lines[begin:end], numbers)
        begin = end


def _sealed(row: tuple[Any, ...], rows: list[Row], numbers: dict[str, str]) -> Sealed:
    form, number, entry, voucher, day, kind, source, reverses, memo, gifts, seal, words, salt = row
    lines: list[tuple[str, ...]]
    if form == 1:
        entry, reverses = _long(entry), _long(reverses)
        # That format knew no goods: where some were written in afterwards, no seal fits.
        lines = [
            (a, _long(fund), _long(person), *filter(None, [goods]), str(amount))
            for _n, a, fund, person, goods, amount in rows
        ]
    else:
        lines = [
            (a, fund, numbers.get(person, person), goods, str(amount)) for _n, a, fund, person, goods, amount in rows
        ]
    leaf = Leaf(form, number, entry, voucher, day, kind, source, reverses, memo, gifts, lines)
    return Sealed(leaf, seal, words, bytes(salt or b""), rows)


def _long(told: str) -> str:
    """An id as format 1 writes it, with hyphens."""
    return str(UUID(told)) if told else ""


def key(alliance: UUID) -> UUID | str:
    """An id as a parameter of our own SQL."""
    return alliance.hex if connection.vendor == "sqlite" else alliance


def id_text(column: str) -> str:
    """SQL for an id of 32 characters, or nothing. Django's own way costs a Python object for each."""
    told = column if connection.vendor == "sqlite" else f"replace(CAST({column} AS text), '-', '')"
    return f"COALESCE({told}, '')"


def day_text(column: str) -> str:
    """SQL for a day as text; on SQLite it is one, but its column would be read as a date."""
    return f"{column} || ''" if connection.vendor == "sqlite" else f"to_char({column}, 'YYYY-MM-DD')"


_ENTRIES = f"""
    SELECT e.format, e.number, {id_text("e.id")}, e.voucher, {day_text("e.booked_on")}, e.kind, e.source,
        {id_text("e.reverses_id")}, e.memo_commitment, e.gifts_root, e.seal, m.words, m.salt
    FROM ledger_journalentry e LEFT JOIN ledger_memo m ON m.entry_id = e.id
    WHERE e.alliance_id = %s AND e.number > %s AND e.number <= %s ORDER BY e.number
"""  # noqa: S608  names of our own tables
_LINES = f"""
    SELECT e.number, l.account, {id_text("l.fund_id")}, {id_text("l.custodian_id")}, {id_text("l.goods_id")}, l.amount
    FROM ledger_journalentry e JOIN ledger_journalline l ON l.alliance_id = e.alliance_id AND l.entry_id = e.id
    WHERE e.alliance_id = %s AND e.number > %s AND e.number <= %s ORDER BY e.number, l.position
"""  # noqa: S608  names of our own tables
