"""The book as text for beancount, an accounting program of others: it adds everything up once more, without us."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.db.models import F, Min, Sum

from gongjian.modules.ledger.models import MONEY, NOBODY, JournalLine, MonthlySum
from gongjian.modules.ledger.queries.exports import Book, Part, book_of
from gongjian.modules.ledger.queries.periods import closed_until
from gongjian.modules.ledger.queries.sealed import Sealed, sealed_entries
from gongjian.rulebook import ledger
from gongjian.rulebook.money import FEN_PER_YUAN

_ROOTS = {
    ledger.CASH: "Assets:Cash",
    ledger.BANK: "Assets:Bank",
    ledger.IN_TRANSIT: "Assets:InTransit",
    ledger.GOODS: "Assets:Goods",
    ledger.OWED_TO_CHARITIES: "Liabilities:Charities",
    ledger.UNRESTRICTED: "Equity:Unrestricted",
    ledger.RESTRICTED: "Equity:Restricted",
    ledger.DONATIONS: "Income:Donations",
    ledger.OTHER_INCOME: "Income:Other",
    ledger.AID: "Expenses:Aid",
    ledger.RUNNING_COSTS: "Expenses:Running",
}
_YUAN = "CNY"


class _Names:
    """How beancount calls our places: only capitals, figures and hyphens, and no two alike."""

    def __init__(self, book: Book) -> None:
        taken: set[str] = set()
        self._funds: dict[str, str] = {}
        for key, fund in book.funds.items():
            self._funds[key] = _free(re.sub("[^A-Z0-9-]", "-", fund.code.upper()).strip("-") or "FUND", taken)
        self._goods = {key: f"GOODS{number}" for number, key in enumerate(book.goods, start=1)}

    def account(self, part: Part) -> str:
        """Such as Assets:Cash:K01:YIRIJUAN."""
        held = [f"K{int(part.custodian):02d}"] if part.custodian else []
        return ":".join([_ROOTS[part.account], *held, self._funds[part.fund]])

    def amount(self, part: Part) -> str:
        """In yuan, or in pieces."""
        if part.goods:
            return f"{part.amount} {self._goods[part.goods]}"
        yuan, fen = divmod(abs(part.amount), FEN_PER_YUAN)
        return f"{'-' if part.amount < 0 else ''}{yuan}.{fen:02d} {_YUAN}"

    def unit(self, goods: str) -> str:
        """The commodity of some goods."""
        return self._goods[goods]


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    taken.add(name)
    return name


def public_books_beancount(alliance: UUID) -> Iterator[str]:
    """Accounts, entries, and what every account had at the end of each closed month."""
    book = book_of(alliance)
    names = _Names(book)
    yield f'option "title" {_text(book.alliance.name)}\noption "operating_currency" "{_YUAN}"\n\n'
    place = ("account", "fund", "custodian", "goods")
    lines = JournalLine.objects.filter(alliance=alliance).values_list(*place).annotate(first=Min("entry__booked_on"))
    places = [(_part(book.numbers, *where), first) for *where, first in lines]
    begins = min((first for _part, first in places), default=None)
    if begins is None:
        return
    yield from _commodities(book, names, begins)
    funds = {names.account(part): book.funds[part.fund].name for part, _first in places}
    yield from (f"{begins} open {account}\n  fund: {_text(fund)}\n" for account, fund in sorted(funds.items()))
    yield "\n"
    for entry in sealed_entries(alliance, until=book.entries):
        yield _transaction(book, names, entry)
    yield from _balances(book, names)


def _commodities(book: Book, names: _Names, begins: date) -> Iterator[str]:
    yield f"{begins} commodity {_YUAN}\n"
    for key, goods in book.goods.items():
        yield f"{begins} commodity {names.unit(key)}\n  name: {_text(goods.name)}\n  unit: {_text(goods.unit)}\n"
    yield "\n"


def _transaction(book: Book, names: _Names, entry: Sealed) -> str:
    leaf = entry.leaf
    said = f'{leaf.booked_on} * {_text(leaf.voucher)} {_text(entry.words or leaf.kind)}\n  seal: "{entry.seal}"\n'
    lines = (f"  {names.account(part)}  {names.amount(part)}\n" for part in book.parts(entry))
    return "".join([said, *lines, "\n"])


def _balances(book: Book, names: _Names) -> Iterator[str]:
    """To the fen: what a place had when a month was closed; without a row, the month before still holds."""
    closed = MonthlySum.objects.filter(alliance=book.alliance, month__lte=closed_until(book.alliance.pk))
    place = ("account", "fund", "custodian", "goods")
    rows = closed.order_by(*place, "month").values_list(*place, "month").annotate(change=Sum(F("debit") - F("credit")))
    for key, months in groupby(rows.iterator(), key=itemgetter(0, 1, 2, 3)):
        total = 0
        for *_place, month, change in months:
            total += change
            part = _part(book.numbers, *key)._replace(amount=total)
            number, unit = names.amount(part).split(" ")
            yield f"{_after(month)} balance {names.account(part)}  {number} ~ 0.00 {unit}\n"


def _part(numbers: dict[str, str], account: str, fund: UUID, custodian: UUID | None, goods: UUID | None) -> Part:
    held = numbers.get(custodian.hex, "") if custodian and custodian != NOBODY else ""
    return Part(account, fund.hex, held, goods.hex if goods and goods != MONEY else "", 0)


def _after(month: str) -> date:
    """The day after a month: beancount looks at the beginning of a day."""
    return (date.fromisoformat(f"{month}-28") + timedelta(days=4)).replace(day=1)


def _text(words: str) -> str:
    told = words.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + " ".join(told.split()) + '"'
