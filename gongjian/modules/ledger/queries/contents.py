"""What seals cover, put together by the database itself: the quick way to read a book that is only recomputed.

That these texts are the canonical ones of the rulebook is tested for entries of every kind; a wrong one fits no seal.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from gongjian.modules.ledger.queries.sealed import Sealed, day_text, id_text, key, sealed_entries
from gongjian.rulebook import proof
from gongjian.rulebook.errors import RuleBroken

_CELLS = 5  # of a line, in the newest format


class Content(NamedTuple):
    """An entry for recomputing: its bytes (none where it could never have been sealed), and what must fit them.

    `lines` are fund, goods and amount of each line.
    """

    number: int
    content: bytes
    lines: Sequence[tuple[str, str, str]]
    seal: str
    commitment: str
    words: str | None
    salt: bytes


def contents(alliance: UUID, after: int, until: int) -> Iterator[Content]:
    """The entries with a number above `after` and up to `until`, in their order, all read at once."""
    with connection.cursor() as cursor:
        cursor.execute(_CONTENTS, [key(alliance), after, until])
        rows = cursor.fetchall()
    # Old formats are told the long way.
    if any(row[0] != proof.FORMAT for row in rows):
        return map(_told_long, sealed_entries(alliance, after=after, until=until))
    return map(_told, rows)


def _told(row: tuple[Any, ...]) -> Content:
    _format, number, facts, told, seal, commitment, words, salt = row
    many, _break, lines = told.partition("\n")
    cells = lines.replace("\n", "\t").split("\t")
    parts = list(zip(cells[1::_CELLS], cells[3::_CELLS], cells[4::_CELLS], strict=False))
    try:
        content = proof.canonical(facts + lines, int(many))
    except RuleBroken:
        content = b""
    return Content(number, content, parts, seal, commitment, words, salt)


def _told_long(entry: Sealed) -> Content:
    leaf = entry.leaf
    parts = [(line[1], "".join(line[3:-1]), line[-1]) for line in leaf.lines]
    try:
        content = leaf.content
    except RuleBroken:
        content = b""
    return Content(leaf.number, content, parts, entry.seal, leaf.memo_commitment, entry.words, entry.salt)


def _form(*told: str, between: str, end: str) -> str:
    """SQL for these texts one after the other, nothing where one is NULL; quicker than `||`."""
    form = between.join(["%%s"] * len(told)) + end
    return f"{'printf' if connection.vendor == 'sqlite' else 'format'}('{form}', {', '.join(told)})"


_FACTS = _form(
    f"'{proof.FORMATS[proof.FORMAT]}'",
    "e.number",
    id_text("e.id"),
    "e.voucher",
    day_text("e.booked_on"),
    "e.kind",
    "e.source",
    id_text("e.reverses_id"),
    "e.memo_commitment",
    "e.gifts_root",
    between="\n",
    end="\n",
)
_NUMBER = """(SELECT CAST(c.number AS text) FROM ledger_custodian c
    WHERE c.alliance_id = l.alliance_id AND c.person_id = l.custodian_id)"""
_LINE = _form(
    "l.account",
    id_text("l.fund_id"),
    f"COALESCE({_NUMBER}, {id_text('l.custodian_id')})",
    id_text("l.goods_id"),
    "l.amount",
    between="\t",
    end="\n",
)
_TOGETHER = "group_concat" if connection.vendor == "sqlite" else "string_agg"
_CONTENTS = f"""
    SELECT e.format, e.number, {_FACTS}, (
        SELECT COUNT(*) || '\n' || COALESCE({_TOGETHER}({_LINE}, ''), '') FROM (
            SELECT alliance_id, account, fund_id, custodian_id, goods_id, amount FROM ledger_journalline
            WHERE alliance_id = e.alliance_id AND entry_id = e.id ORDER BY position
        ) l
    ), e.seal, e.memo_commitment, m.words, m.salt
    FROM ledger_journalentry e LEFT JOIN ledger_memo m ON m.entry_id = e.id
    WHERE e.alliance_id = %s AND e.number > %s AND e.number <= %s ORDER BY e.number
"""  # noqa: S608  names of our own tables
