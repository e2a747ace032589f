"""Books of millions of lines, truly sealed, put into the database past the deeds as fast as it takes them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from secrets import token_bytes
from typing import Any, NamedTuple

from django.db import connection, transaction

from gongjian.foundation import rows
from gongjian.foundation.seals import install, month_of, new_id, remove
from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.ledger.models import MONEY, NOBODY, Custodian, Fund, Goods, JournalEntry, JournalLine, Memo
from gongjian.rulebook import ledger, merkle, proof
from gongjian.rulebook.ledger import EntryKind, Line
from gongjian.rulebook.proof import Leaf
from tests import given
from tests.cast import Cast

FUNDS, YEARS, AT_ONCE = 40, 5, 20_000
_LINES_AN_ENTRY = 2.7


class _Rows(NamedTuple):
    """The rows of an entry, in the order in which they are written."""

    lines: Sequence[tuple[object, ...]]
    entry: tuple[object, ...]
    memo: tuple[object, ...]


class LongBooks:
    """Five years of one alliance in as many lines as are asked for: money, goods, allocations, reversals."""

    def __init__(self, cast: Cast, lines: int) -> None:
        """Write them."""
        self.alliance = cast.alliance
        self._entries = int(lines / _LINES_AN_ENTRY)
        funds = [Fund(alliance=cast.alliance, code=f"long-{n}", name=f"长 {n} 项") for n in range(FUNDS)]
        self._funds = [fund.pk.hex for fund in Fund.objects.bulk_create(funds)]
        self._goods = Goods.objects.create(alliance=cast.alliance, name="长被子", unit="条").pk.hex
        self._custodian = Custodian.objects.create(alliance=cast.alliance, number=1, person=cast.cashier)
        remove()
        with _Unchecked():
            made = self._rows()
            while some := list(islice(made, AT_ONCE)):
                with transaction.atomic():
                    _put(JournalLine, [line for each in some for line in each.lines])
                    _put(JournalEntry, [each.entry for each in some])
                    _put(Memo, [each.memo for each in some])
        self._add_up()
        install()

    def _rows(self) -> Iterator[_Rows]:
        seal, number, own = proof.NO_SEAL, 0, self.alliance.pk.hex
        for number in range(1, self._entries + 1):
            kind, lines = self._what(number)
            entry, booked_on = _id(1, number), _day(number, self._entries)
            salt, words = token_bytes(32), f"第 {number} 句"
            commitment = proof.memo_commitment(words, salt)
            reverses = _id(1, number - 1) if kind == EntryKind.REVERSAL else ""
            told = [(one.account, one.fund, "1" if one.custodian else "", one.item, str(one.amount)) for one in lines]
            facts = (entry, f"{booked_on.year}-{number:07d}", booked_on.isoformat(), kind, f"bench:{number}", reverses)
            leaf = Leaf(proof.FORMAT, number, *facts, commitment, "", told)
            seal = proof.seal(seal, merkle.leaf_hash(leaf.content))
            sealed = (commitment, "", proof.FORMAT, seal.hex())
            at = f"{leaf.booked_on} 04:00:00{_ZONE}"
            row = (entry, own, number, *leaf[3:5], at, *leaf[5:7], reverses or None, *sealed)
            yield _Rows(list(_lines(own, entry, number, lines)), row, (_id(3, number), own, entry, words, salt))

    def _what(self, number: int) -> tuple[EntryKind, list[Line]]:
        """Mostly money that comes in; of a hundred entries one is goods, one an allocation, one a reversal."""
        fund, held, amount = self._funds[number % FUNDS], self._custodian.person_id.hex, 300 + number % 9973
        match number % 100:
            case 97:
                lines = [
                    Line(ledger.GOODS, fund, number % 7 + 1, held, self._goods),
                    Line(ledger.DONATIONS, fund, -(number % 7) - 1, "", self._goods),
                ]
                return EntryKind.GOODS_RECEIVED, lines
            case 98:
                other = self._funds[(number + 1) % FUNDS]
                lines = [Line(ledger.UNRESTRICTED, fund, 100), Line(ledger.BANK, fund, -100)]
                return EntryKind.ALLOCATED, [
                    *lines,
                    Line(ledger.BANK, other, 100),
                    Line(ledger.RESTRICTED, other, -100),
                ]
            case 99:
                _kind, lines = self._what(number - 1)
                return EntryKind.REVERSAL, [Line(a.account, a.fund, -a.amount) for a in lines]
            case _ if number % 3:
                lines = [Line(ledger.CASH, fund, amount - 100, held), Line(ledger.BANK, fund, 100)]
                return EntryKind.CASH_COUNTED, [*lines, Line(ledger.DONATIONS, fund, -amount)]
            case _:
                lines = [Line(ledger.CASH, fund, amount, held), Line(ledger.DONATIONS, fund, -amount)]
                return EntryKind.CASH_COUNTED, lines

    def _add_up(self) -> None:
        """The sums that the triggers would have kept."""
        month = month_of("e.booked_on")
        place = f"l.fund_id, l.account, COALESCE(l.custodian_id, '{NOBODY.hex}'), COALESCE(l.goods_id, '{MONEY.hex}')"
        came = "SUM(CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END)"
        went = "SUM(CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END)"
        with connection.cursor() as cursor:
            cursor.execute(f"""
                INSERT INTO ledger_monthlysum
                    (id, alliance_id, month, fund_id, account, custodian, goods, debit, credit)
                SELECT {new_id()}, l.alliance_id, {month}, {place}, {came}, {went} FROM ledger_journalline l
                JOIN ledger_journalentry e ON e.id = l.entry_id GROUP BY 2, 3, 4, 5, 6, 7
            """)  # noqa: S608  names of our own tables
            cursor.execute(f"""
                INSERT INTO ledger_balance (id, alliance_id, fund_id, account, custodian, goods, amount)
                SELECT {new_id()}, alliance_id, fund_id, account, custodian, goods, SUM(debit - credit)
                FROM ledger_monthlysum GROUP BY 2, 3, 4, 5, 6
            """)  # noqa: S608  the same


def _lines(own: str, entry: str, number: int, lines: Sequence[Line]) -> Iterator[tuple[object, ...]]:
    for position, one in enumerate(lines, start=1):
        place = (one.account, one.fund, one.custodian or None, one.item or None)
        yield (_id(2, number * 8 + position), own, entry, position, *place, one.amount)


_ZONE = "" if connection.vendor == "sqlite" else "+00"


class _Unchecked:
    """Without indexes that can be built afterwards, and on SQLite without waiting for the disk."""

    def __enter__(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA foreign_keys = OFF")
                cursor.execute("PRAGMA synchronous = OFF")
                cursor.execute("PRAGMA cache_size = -500000")
            cursor.execute(_INDEXES[connection.vendor])
            self._indexes = cursor.fetchall()
            for name, _made in self._indexes:
                cursor.execute(f'DROP INDEX "{name}"')

    def __exit__(self, *_failed: object) -> None:
        with connection.cursor() as cursor:
            for _name, made in self._indexes:
                cursor.execute(made)
            cursor.execute("ANALYZE")
        connection.close()


_TABLES = "('ledger_journalentry', 'ledger_journalline', 'ledger_memo')"
_INDEXES = {
    "sqlite": f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' AND tbl_name IN {_TABLES}",  # noqa: S608  the same
    "postgresql": f"""SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN {_TABLES}
        AND indexname NOT IN (SELECT conname FROM pg_constraint)""",  # noqa: S608  the same
}


def _put(model: type[AllianceOwned], some: list[tuple[Any, ...]]) -> None:
    rows.insert(model, [field.name for field in model._meta.local_fields], some)


def _id(kind: int, number: int) -> str:
    """Ids that rise as those of version 7 do."""
    return f"0190{kind:04x}{number:024x}"


def _day(number: int, entries: int) -> date:
    return given.TODAY - timedelta(days=YEARS * 365 - number * YEARS * 365 // entries)
