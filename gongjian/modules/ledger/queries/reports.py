"""The statements of a month or a year (月报年报): one set of tables for the page, for Excel, Word and paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from gongjian.foundation.sheets.word import Grid, Paper, paper
from gongjian.foundation.sheets.written import Fen, Table, Written, written
from gongjian.foundation.ui.words import iso, yuan
from gongjian.modules.ledger.models import Account, Head, JournalEntry, Period
from gongjian.modules.ledger.queries.position import (
    Figures,
    Span,
    Which,
    after,
    before,
    before_year,
    figures_of,
    within,
    within_year,
)
from gongjian.modules.ledger.queries.statements import months_of
from gongjian.modules.members.models import Alliance
from gongjian.rulebook import closing, ledger

_INCOME = (ledger.DONATIONS, ledger.OTHER_INCOME)
_EXPENSES = (ledger.AID, ledger.RUNNING_COSTS)
_ASSETS = (ledger.CASH, ledger.BANK, ledger.IN_TRANSIT)
_OWN = ("3", "4", "5")


@dataclass(frozen=True)
class Row:
    """What stands in a row; a sum is written strong."""

    cells: tuple[Written, ...]
    is_sum: bool = False

    @property
    def said(self) -> list[str]:
        """As people read it."""
        return [yuan(cell.amount) if isinstance(cell, Fen) else str(cell) for cell in self.cells]


@dataclass(frozen=True)
class PublicTable:
    """One table of a statement."""

    name: str
    heads: Sequence[str]
    rows: list[Row]
    words: int = 1  # so many columns at the beginning are no figures

    def shown(self) -> Iterator[tuple[Row, list[str], list[tuple[str, str]]]]:
        """Each row: what it is called, and each figure with the head of its column."""
        for row in self.rows:
            figures = list(zip(self.heads, row.said, strict=True))[self.words :]
            yield row, row.said[: self.words], figures


@dataclass(frozen=True)
class PublicStatement:
    """The statements of a month or a year, and whether their figures may still change. Nobody is named."""

    span: Span
    is_closed: bool
    tables: list[PublicTable]
    # The head over everything that is in it: of an open one the newest.
    day: date | None
    size: int
    short: str


def public_periods(alliance: UUID) -> list[str]:
    """The months and the years of which there are statements, the newest first, the year before its months."""
    months = months_of(alliance)
    return sorted({*months, *(month[:4] for month in months)}, key=lambda name: (name[:4], -len(name), name))[::-1]


def public_statement(alliance: UUID, name: str) -> PublicStatement:
    """The statements of a month (2026-11) or a year (2026)."""
    span = Span(name)
    figures = figures_of(alliance, span)
    is_closed, head = _closing(alliance, span)
    tables = [_activities(figures, span), _position(figures, span), _of_funds(figures)]
    if figures.items:
        tables.append(_of_goods(figures))
    told = (head.day, head.size, head.short) if head else (None, 0, "")
    return PublicStatement(span, is_closed, tables, *told)


def _closing(alliance: UUID, span: Span) -> tuple[bool, Head | None]:
    """Whether it is closed, and the head that stands over it: of a closed one always the first over all its entries."""
    until = closing.last_day_of(date.fromisoformat(f"{span.last}-01"))
    here = {"alliance": OuterRef("pk")}
    last = JournalEntry.objects.filter(booked_on__lte=until, **here).order_by("-number").values("number")
    closed = Period.objects.filter(state=Period.State.CLOSED, **here).order_by("-month").values("month")
    asked = Alliance.objects.annotate(last=Subquery(last[:1]), closed=Subquery(closed[:1]))
    number, closed_until = asked.values_list("last", "closed").get(pk=alliance)
    heads = Head.objects.filter(alliance=alliance)
    if (closed_until or "") < span.last:
        return False, heads.order_by("-day").first()
    return True, heads.filter(size__gte=number or 0).order_by("size", "day").first()


def _activities(figures: Figures, span: Span) -> PublicTable:
    """收支表: by kind, free and restricted apart, in the period and in the year until then."""
    free, bound, both = _("非限定性"), _("限定性"), _("合计")
    of = [(_("本年"), within)] if span.is_year else [(_("本月"), within), (_("本年累计"), within_year)]
    heads = [_("项目"), *(f"{when} · {kind}" for when, _which in of for kind in (free, bound, both))]
    whiches = [which for _when, which in of]

    def row(name: str, accounts: tuple[str, ...], sign: int = 1, *, is_sum: bool = False) -> Row:
        return Row((name, *_by_kind(figures, accounts, whiches, sign)), is_sum)

    rows = [
        *(row(str(Account(account).label), (account,)) for account in _INCOME),
        row(_("收入合计"), ("4",), is_sum=True),
        *(row(str(Account(account).label), (account,), -1) for account in _EXPENSES),
        row(_("费用合计"), ("5",), -1, is_sum=True),
        row(_("收入减费用"), ("4", "5"), is_sum=True),
        row(_("划拨（转入为正）"), ("3",)),
        row(_("净资产增加"), _OWN, is_sum=True),
    ]
    return PublicTable(_("收支表"), heads, rows)


def _by_kind(figures: Figures, accounts: tuple[str, ...], whiches: Sequence[Which], sign: int) -> list[Fen]:
    kinds: tuple[bool | None, ...] = (False, True, None)
    return [
        Fen(sign * figures.money(accounts, which, restricted=restricted)) for which in whiches for restricted in kinds
    ]


def _position(figures: Figures, span: Span) -> PublicTable:
    """资产负债表: what is there, what of it is owed, and whose the rest is."""

    def row(name: str, amounts: list[int], *, is_sum: bool = False) -> Row:
        return Row((name, *map(Fen, amounts)), is_sum)

    def at(accounts: tuple[str, ...], *, restricted: bool | None = None, sign: int = 1) -> list[int]:
        return [sign * figures.money(accounts, which, restricted=restricted) for which in (before_year, after)]

    owed = (ledger.OWED_TO_CHARITIES,)
    rows = [
        *(row(str(Account(account).label), at((account,), sign=-1)) for account in _ASSETS),
        row(_("资产合计"), at(_ASSETS, sign=-1), is_sum=True),
        row(str(Account.OWED_TO_CHARITIES.label), at(owed)),
        row(str(Account.UNRESTRICTED.label), at(_OWN, restricted=False)),
        row(str(Account.RESTRICTED.label), at(_OWN, restricted=True)),
        row(_("净资产合计"), at(_OWN), is_sum=True),
        row(_("负债和净资产合计"), at((*owed, *_OWN)), is_sum=True),
    ]
    return PublicTable(_("资产负债表"), [_("项目"), _("年初数"), _("年末数") if span.is_year else _("月末数")], rows)


def _of_funds(figures: Figures) -> PublicTable:
    """资金变动表: each fund from the beginning to the end."""
    heads = [_("资金"), _("性质"), _("期初"), _("收入"), _("支出"), _("划拨"), _("期末")]
    rows = []
    for fund in figures.funds:
        told = [
            figures.of_fund(fund, _OWN, before),
            figures.of_fund(fund, ("4",), within),
            -figures.of_fund(fund, ("5",), within),
            figures.of_fund(fund, ("3",), within),
            figures.of_fund(fund, _OWN, after),
        ]
        rows.append(Row((fund.name, _("限定性") if fund.restricted else _("非限定性"), *map(Fen, told))))
    columns = list(zip(*(row.cells[2:] for row in rows), strict=True)) or [()] * 5
    sums = (Fen(sum(cell.amount for cell in column if isinstance(cell, Fen))) for column in columns)
    return PublicTable(_("资金变动表"), heads, [*rows, Row((_("合计"), "", *sums), is_sum=True)], 2)


def _of_goods(figures: Figures) -> PublicTable:
    """物资表: in pieces; what went from one hand to another neither came nor went."""
    rows = []
    for item in figures.items:
        opening, ending = (-figures.pieces(item, ledger.GOODS, which) for which in (before, after))
        given = -figures.pieces(item, "5", within)
        rows.append(Row((item.name, item.unit, opening, ending - opening + given, given, ending)))
    return PublicTable(_("物资表"), [_("物资"), _("单位"), _("期初"), _("收进"), _("发出"), _("期末")], rows, 2)


def public_title_of(statement: PublicStatement) -> str:
    """2026 年 10 月报表."""
    if statement.span.is_year:
        return _("%(year)s 年报表") % {"year": statement.span.year}
    return _("%(year)s 年 %(month)s 月报表") % {
        "year": statement.span.year,
        "month": int(statement.span.last[-2:]),
    }


def _said(alliance: str, statement: PublicStatement) -> list[str]:
    state = _("已结账") if statement.is_closed else _("未结账，数字还会变")
    return [alliance, state, _("金额单位：元")]


def _foot(statement: PublicStatement) -> list[str]:
    if not statement.day:
        return []
    facts = {"day": iso(statement.day), "size": statement.size, "short": statement.short}
    return [_("账本总印 %(day)s，到第 %(size)s 笔：%(short)s") % facts]


def as_excel(alliance: str, statement: PublicStatement) -> IO[bytes]:
    """A sheet for each table, and one that says what they are."""
    about = [(line,) for line in (public_title_of(statement), *_said(alliance, statement), *_foot(statement))]
    tables = [Table(table.name, table.heads, [row.cells for row in table.rows]) for table in statement.tables]
    return written([*tables, Table(_("说明"), (_("说明"),), about)])


def as_word(alliance: str, statement: PublicStatement) -> bytes:
    """To be signed by three."""
    grids = [
        Grid(
            table.name,
            table.heads,
            [row.said for row in table.rows],
            frozenset(place for place, row in enumerate(table.rows) if row.is_sum),
            table.words,
        )
        for table in statement.tables
    ]
    signatures = (_("制表"), _("复核"), _("负责人"))
    return paper(Paper(public_title_of(statement), _said(alliance, statement), grids, _foot(statement), signatures))
