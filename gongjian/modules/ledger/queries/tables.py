"""The book as tables for offices: CSV, and an Excel file of three sheets."""

import csv
from collections.abc import Iterator, Sequence
from typing import IO
from uuid import UUID

from django.db.models import Case, F, QuerySet, Sum, When
from django.utils.translation import gettext as _

from gongjian.foundation.sheets.written import Fen, Table, Written, written
from gongjian.modules.ledger.models import Account, JournalEntry, JournalLine
from gongjian.modules.ledger.queries.exports import Book, book_of
from gongjian.modules.ledger.queries.sealed import sealed_entries
from gongjian.rulebook.money import FEN_PER_YUAN

_BOM = "\ufeff"  # by which Excel in offices knows that it is UTF-8
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def public_books_csv(alliance: UUID) -> Iterator[str]:
    """One row for each line of each entry; amounts in yuan, goods in pieces."""
    writer = csv.writer(_Echo())
    yield _BOM + writer.writerow(_heads())
    for row in _rows(book_of(alliance)):
        yield writer.writerow([_cell(told) for told in row])


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, told: str) -> str:
        return told


def _cell(told: Written) -> str:
    """As a cell that no program takes for a formula."""
    if isinstance(told, Fen):
        yuan, fen = divmod(told.amount, FEN_PER_YUAN)
        return f"{yuan}.{fen:02d}"
    if told is None or isinstance(told, int):
        return "" if told is None else str(told)
    words = str(told)
    return f"'{words}" if words.startswith(_BEGINS_A_FORMULA) else words


def _heads() -> Sequence[str]:
    return (
        _("笔"),
        _("凭证号"),
        _("日期"),
        _("事项"),
        _("摘要"),
        _("科目"),
        _("科目名称"),
        _("资金"),
        _("保管人编号"),
        _("物资"),
        _("借方（元）"),
        _("贷方（元）"),
        _("收进（件）"),
        _("发出（件）"),
    )


def _rows(book: Book) -> Iterator[Sequence[Written]]:
    kinds = {str(kind.value): str(kind.label) for kind in JournalEntry.Kind}
    accounts = {str(account.value): str(account.label) for account in Account}
    for entry in sealed_entries(book.alliance.pk, until=book.entries):
        leaf = entry.leaf
        beginning = (leaf.number, leaf.voucher, leaf.booked_on, kinds.get(leaf.kind, leaf.kind), entry.words or "")
        for part in book.parts(entry):
            fund, goods = book.funds.get(part.fund), book.goods.get(part.goods)
            amount, none = abs(part.amount), None
            sides = (amount, none) if part.amount > 0 else (none, amount)
            figures = (none, none, *sides) if goods else (*map(_fen, sides), none, none)
            named = (part.account, accounts.get(part.account, ""), fund.name if fund else part.fund, part.custodian)
            yield (*beginning, *named, f"{goods.name}（{goods.unit}）" if goods else "", *figures)


def _fen(amount: int | None) -> Fen | None:
    return None if amount is None else Fen(amount)


def public_books_excel(alliance: UUID) -> IO[bytes]:
    """The same for offices: each fund, each line of each entry, and what every account came to."""
    book = book_of(alliance)
    return written(
        [
            Table(_("各项资金"), (_("资金"), _("专款专用"), _("物资"), _("结余（元）"), _("结余（件）")), _funds(book)),
            Table(_("每一笔"), _heads(), _rows(book)),
            Table(
                _("科目余额"),
                (_("科目"), _("科目名称"), _("资金"), _("保管人编号"), _("物资"), *_sides()),
                _accounts(book),
            ),
        ]
    )


def _sides() -> Sequence[str]:
    return (_("借方合计"), _("贷方合计"), _("余额"))


def _funds(book: Book) -> Iterator[Sequence[Written]]:
    """What is each fund's own: net assets and income less expenses."""
    sums = _lines(book).filter(account__gte="3").values_list("fund", "goods").annotate(total=Sum("amount"))
    own = {(fund, goods): -total for fund, goods, total in sums}
    for fund in book.funds.values():
        restricted = _("是") if fund.restricted else _("否")
        yield (fund.name, restricted, "", Fen(own.get((fund.pk, None), 0)), None)
        for goods in book.goods.values():
            if pieces := own.get((fund.pk, goods.pk)):
                yield (fund.name, restricted, goods.name, None, pieces)


def _lines(book: Book) -> QuerySet[JournalLine]:
    """Those of the entries that are meant: what is entered while the sheets are written is in none of them."""
    return JournalLine.objects.filter(alliance=book.alliance, entry__number__lte=book.entries)


def _accounts(book: Book) -> Iterator[Sequence[Written]]:
    """Every place that was ever used, with all that came and went."""
    place = ("account", "fund", "custodian", "goods")
    lines = _lines(book).values_list(*place)
    debit = Sum(Case(When(amount__gt=0, then=F("amount")), default=0))
    credit = Sum(Case(When(amount__lt=0, then=-F("amount")), default=0))
    numbers = book.numbers
    for account, fund, person, item, came, went in lines.annotate(came=debit, went=credit).order_by(*place):
        held = numbers.get(person.hex, "") if person else ""
        goods = book.goods[item.hex].name if item else ""
        figures: list[Written] = [came, went, came - went]
        if not item:
            figures = [Fen(came), Fen(went), Fen(came - went)]
        yield (account, str(Account(account).label), book.funds[fund.hex].name, held, goods, *figures)
