"""The cashier's books (日记账): a month of one place, day by day, with what was there after each line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import F, Prefetch, Q, Sum
from django.utils.translation import gettext as _

from gongjian.foundation.sheets.written import Fen, Table, Written
from gongjian.modules.ledger.models import MONEY, NOBODY, Account, Balance, JournalEntry, JournalLine, MonthlySum
from gongjian.modules.members.queries import names_of
from gongjian.rulebook import closing, ledger


@dataclass(frozen=True)
class Purse:
    """Whose book is kept: an account, and of cash also that of one custodian."""

    account: str
    name: str
    custodian: UUID | None = None

    @property
    def key(self) -> str:
        """How an address names it."""
        return f"{self.account}-{self.custodian}" if self.custodian else self.account


@dataclass(frozen=True)
class Sums:
    """What came and what went, in fen."""

    came: int = 0
    went: int = 0


@dataclass(frozen=True)
class Line:
    """A line of the book: the entry, the fund, where it came from or went to, and what was there afterwards."""

    entry: JournalEntry
    fund: str
    against: str
    came: int
    went: int
    balance: int


@dataclass(frozen=True)
class Day:
    """A day on which something came or went (本日合计)."""

    day: date
    lines: list[Line]

    @property
    def sums(self) -> Sums:
        """What the day came to."""
        return Sums(sum(line.came for line in self.lines), sum(line.went for line in self.lines))

    @property
    def balance(self) -> int:
        """What was there in the evening."""
        return self.lines[-1].balance


@dataclass(frozen=True)
class CashBook:
    """A month of a book; the totals of the month and of the year until its end come out of the kept sums."""

    purse: Purse
    month: str
    opening: int
    days: list[Day]
    of_month: Sums
    of_year: Sums

    @property
    def closing(self) -> int:
        """What was there at the end of the month."""
        return self.opening + self.of_month.came - self.of_month.went


def purses(alliance: UUID) -> list[Purse]:
    """The books that are kept: cash in whose hands it ever lay, all cash, the bank, what is on its way."""
    rows = Balance.objects.filter(alliance=alliance, account=ledger.CASH, goods=MONEY).exclude(custodian=NOBODY)
    people = list(rows.order_by("custodian").values_list("custodian", flat=True).distinct())
    names = names_of(alliance, people)
    own = [
        Purse(ledger.CASH, _("现金日记账 · %(who)s") % {"who": names.get(person, _("保管人"))}, person)
        for person in people
    ]
    everything = [Purse(ledger.CASH, _("现金日记账 · 全部"))] if len(own) != 1 else []
    bank, in_transit = Purse(ledger.BANK, _("银行日记账")), Purse(ledger.IN_TRANSIT, _("在途资金日记账"))
    return [*everything, *own, bank, in_transit]


def cash_book(alliance: UUID, purse: Purse, month: str) -> CashBook:
    """One month: what it began with out of the sums of the months before, then line after line."""
    kept = MonthlySum.objects.filter(alliance=alliance, account=purse.account, goods=MONEY, month__lte=month)
    if purse.custodian:
        kept = kept.filter(custodian=purse.custodian)
    here, this_year = Q(month=month), Q(month__gte=f"{month[:4]}-01")
    sums = kept.aggregate(
        opening=Sum(F("debit") - F("credit"), filter=~here, default=0),
        came=Sum("debit", filter=here, default=0),
        went=Sum("credit", filter=here, default=0),
        came_in_year=Sum("debit", filter=this_year, default=0),
        went_in_year=Sum("credit", filter=this_year, default=0),
    )
    lines = _lines(alliance, purse, month, sums["opening"])
    days = [Day(day, list(of_day)) for day, of_day in groupby(lines, key=lambda line: line.entry.booked_on)]
    of_month, of_year = Sums(sums["came"], sums["went"]), Sums(sums["came_in_year"], sums["went_in_year"])
    return CashBook(purse, month, sums["opening"], days, of_month, of_year)


def _lines(alliance: UUID, purse: Purse, month: str, balance: int) -> Iterator[Line]:
    first = date.fromisoformat(f"{month}-01")
    others = Prefetch("entry__lines", JournalLine.objects.order_by("position"))
    rows = JournalLine.objects.filter(
        alliance=alliance,
        account=purse.account,
        goods=None,
        entry__booked_on__range=(first, closing.last_day_of(first)),
    )
    if purse.custodian:
        rows = rows.filter(custodian=purse.custodian)
    rows = rows.select_related("fund", "entry__memo", "entry__reverses", "entry__reversed_by").prefetch_related(others)
    for row in rows.order_by("entry__booked_on", "entry__number", "position"):
        balance += row.amount
        against = _against(row, list(row.entry.lines.all()))
        yield Line(row.entry, row.fund.name, against, max(row.amount, 0), max(-row.amount, 0), balance)


def _against(row: JournalLine, lines: list[JournalLine]) -> str:
    """The accounts on the other side, of the same fund (对方科目)."""
    other = (line for line in lines if line.fund_id == row.fund_id and (line.amount > 0) != (row.amount > 0))
    return "、".join(dict.fromkeys(str(Account(line.account).label) for line in other))


def sheet_of(book: CashBook) -> Table:
    """The same for Excel: the balance brought forward, every line, the month, the year."""
    heads = (_("日期"), _("凭证号"), _("摘要"), _("资金"), _("对方科目"), _("收入"), _("支出"), _("结余"))
    # Without a name of a person: Excel takes neither every letter nor more than thirty-one of them.
    return Table(f"{Account(book.purse.account).label} {book.month}", heads, _rows(book))


def _rows(book: CashBook) -> Iterator[tuple[Written, ...]]:
    opening: tuple[Written, ...] = (None, None, _("月初余额"), None, None, None, None, Fen(book.opening))
    yield opening
    for day in book.days:
        for line in day.lines:
            entry = line.entry
            words = entry.memo.words or str(entry.get_kind_display())
            figures = (*(Fen(amount) if amount else None for amount in (line.came, line.went)), Fen(line.balance))
            yield (entry.booked_on, entry.voucher, words, line.fund, line.against, *figures)
    for name, sums in ((_("本月合计"), book.of_month), (_("本年累计"), book.of_year)):
        yield (None, None, name, None, None, Fen(sums.came), Fen(sums.went), Fen(book.closing))
