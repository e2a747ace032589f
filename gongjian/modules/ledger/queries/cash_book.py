"""The cashier's books (日记账): a month of one place, day by day, with what was there after each line."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext as _

from gongjian.foundation import clock
from gongjian.foundation.sheets.written import Fen, Table, Written
from gongjian.modules.ledger.models import MONEY, NOBODY, Account, Balance, JournalEntry, JournalLine, MonthlySum
from gongjian.modules.members.models import Profile
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
    name = Profile.objects.filter(alliance=OuterRef("alliance"), person=OuterRef("custodian")).values("name")
    rows = Balance.objects.filter(alliance=alliance, account=ledger.CASH, goods=MONEY).exclude(custodian=NOBODY)
    people = rows.annotate(who=Subquery(name)).order_by("custodian").values_list("custodian", "who").distinct()
    own = [
        Purse(ledger.CASH, _("现金日记账 · %(who)s") % {"who": who or _("保管人")}, person) for person, who in people
    ]
    everything = [Purse(ledger.CASH, _("现金日记账 · 全部"))] if len(own) != 1 else []
    bank, in_transit = Purse(ledger.BANK, _("银行日记账")), Purse(ledger.IN_TRANSIT, _("在途资金日记账"))
    return [*everything, *own, bank, in_transit]


def months_of_purse(alliance: UUID, purse: Purse) -> dict[str, Sums]:
    """What came and went in each month in which anything was entered, and the one it is; the newest first."""
    own = Q(account=purse.account, goods=MONEY)
    if purse.custodian:
        own &= Q(custodian=purse.custodian)
    rows = MonthlySum.objects.filter(alliance=alliance).values_list("month")
    kept = rows.annotate(came=Sum("debit", filter=own, default=0), went=Sum("credit", filter=own, default=0))
    found = {closing.month_of(clock.today()): Sums()} | {month: Sums(came, went) for month, came, went in kept}
    return dict(sorted(found.items(), reverse=True))


def cash_book(alliance: UUID, purse: Purse, month: str, months: dict[str, Sums] | None = None) -> CashBook:
    """One month: what it began with out of the sums of the months before, then line after line."""
    known = months_of_purse(alliance, purse) if months is None else months
    before = [sums for name, sums in known.items() if name < month]
    opening = sum(sums.came - sums.went for sums in before)
    year = [sums for name, sums in known.items() if f"{month[:4]}-01" <= name <= month]
    of_year = Sums(sum(sums.came for sums in year), sum(sums.went for sums in year))
    lines = _lines(alliance, purse, month, opening)
    days = [Day(day, list(of_day)) for day, of_day in groupby(lines, key=lambda line: line.entry.booked_on)]
    return CashBook(purse, month, opening, days, known.get(month, Sums()), of_year)


def _lines(alliance: UUID, purse: Purse, month: str, balance: int) -> Iterator[Line]:
    """Every line of the entries that are about this purse, in one question; the others say what stands against it."""
    first = date.fromisoformat(f"{month}-01")
    booked = {"entry__booked_on__range": (first, closing.last_day_of(first)), "alliance": alliance}
    own = JournalLine.objects.filter(account=purse.account, goods=None, **booked)
    if purse.custodian:
        own = own.filter(custodian=purse.custodian)
    rows = JournalLine.objects.filter(entry__in=own.values("entry"), **booked)
    rows = rows.select_related("fund", "entry__memo", "entry__reverses", "entry__reversed_by")
    rows = rows.order_by("entry__booked_on", "entry__number", "position")
    for _entry, of_entry in groupby(rows, key=lambda row: row.entry_id):
        lines = list(of_entry)
        for row in lines:
            if row.account != purse.account or row.goods_id or purse.custodian not in {None, row.custodian_id}:
                continue
            balance += row.amount
            against = _against(row, lines)
            yield Line(row.entry, row.fund.name, against, max(row.amount, 0), max(-row.amount, 0), balance)


def _against(row: JournalLine, lines: list[JournalLine]) -> str:
    """The accounts on the other side, of the same fund (对方科目)."""
    other = (line for line in lines if line.fund_id == row.fund_id and (line.amount > 0) != (row.amount > 0))
    return _("、").join(dict.fromkeys(str(Account(line.account).label) for line in other))


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
