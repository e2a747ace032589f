"""Statements of a month and a year: every figure equals a recount, and those of a closed month never change."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from gongjian.foundation import clock
from gongjian.foundation.sheets.written import Fen
from gongjian.modules.ledger.actions import agree_close, propose_close
from gongjian.modules.ledger.models import Fund, Head, JournalLine
from gongjian.modules.ledger.queries import public_periods, public_statement
from gongjian.modules.ledger.queries.reports import as_excel, as_word
from gongjian.rulebook import closing
from tests import bookkeeping, given
from tests.foundation.test_word import parsed
from tests.harness.dice import Dice
from tests.modules.ledger.bookkeeping import Bookkeeper

PAGE, PUBLIC = reverse("ledger:statements"), reverse("public_site:statements")
EXCEL, WORD = reverse("ledger:statements_as_excel"), reverse("ledger:statements_as_word")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def books(cast):
    """Seventy entries of every kind over five months and two years, in three funds and two kinds of goods."""
    keeper = Bookkeeper(cast.alliance, [cast.cashier, cast.organiser], Dice("statements"))
    keeper.write([date(2025, 10, 3) + timedelta(days=2 * number) for number in range(70)])
    return cast


def days_of(name):
    """The first and the last day of a month or a year."""
    if len(name) == len("2026"):
        return date(int(name), 1, 1), date(int(name), 12, 31)
    first = date.fromisoformat(f"{name}-01")
    return first, closing.last_day_of(first)


class Recount:
    """The lines of a book, added up one by one."""

    def __init__(self, cast):
        lines = JournalLine.objects.filter(alliance=cast.alliance).select_related("entry", "fund", "goods")
        self.lines = list(lines)

    def of(self, begin, end, *accounts, **like):
        return -sum(
            line.amount
            for line in self.lines
            if begin <= line.entry.booked_on <= end and line.account.startswith(accounts)
            if line.goods == like.get("goods") and like.get("fund") in {None, line.fund}
            if like.get("restricted") in {None, line.fund.restricted}
        )


def figures(statement, place):
    """The figures of a table by the word in front of them."""
    return {
        row.cells[0]: [
            cell.amount if isinstance(cell, Fen) else cell for cell in row.cells[statement.tables[place].words :]
        ]
        for row in statement.tables[place].rows
    }


def every_statement(cast):
    return [public_statement(cast.alliance.pk, name) for name in public_periods(cast.alliance.pk)]


def test_there_is_a_statement_of_every_month_and_year_in_which_something_was_entered(books):
    assert public_periods(books.alliance.pk) == [
        "2026",
        "2026-11",
        "2026-02",
        "2026-01",
        "2025",
        "2025-12",
        "2025-11",
        "2025-10",
    ]


def test_income_and_expenses_equal_a_recount(books):
    recount = Recount(books)
    names = {"捐赠收入": ("4101", 1), "其他收入": ("4901", 1), "收入合计": ("4", 1), "业务活动成本": ("5101", -1)}
    names |= {"管理费用": ("5201", -1), "费用合计": ("5", -1), "划拨（转入为正）": ("3", 1)}
    for statement in every_statement(books):
        first, last = days_of(statement.span.name)
        begins = [first] if statement.span.is_year else [first, first.replace(month=1)]
        told = figures(statement, 0)
        for name, (account, sign) in names.items():
            assert told[name] == [
                sign * recount.of(begin, last, account, restricted=restricted)
                for begin in begins
                for restricted in (False, True, None)
            ]
        assert told["净资产增加"] == [a + b for a, b in zip(told["收入减费用"], told["划拨（转入为正）"], strict=True)]


def test_what_is_there_equals_a_recount_and_balances(books):
    recount = Recount(books)
    names = {"库存现金": "1001", "银行存款": "1002", "在途资金": "1101"}
    for statement in every_statement(books):
        first, last = days_of(statement.span.name)
        ends = [first.replace(month=1) - timedelta(days=1), last]
        told = figures(statement, 1)
        for name, account in names.items():
            assert told[name] == [-recount.of(date.min, end, account) for end in ends]
        assert told["应交慈善组织款"] == [recount.of(date.min, end, "2") for end in ends]
        for name, restricted in (("非限定性净资产", False), ("限定性净资产", True), ("净资产合计", None)):
            assert told[name] == [recount.of(date.min, end, "3", "4", "5", restricted=restricted) for end in ends]
        assert told["资产合计"] == told["负债和净资产合计"]


def test_each_fund_equals_a_recount(books):
    recount, funds = Recount(books), {fund.name: fund for fund in Fund.objects.filter(alliance=books.alliance)}
    for statement in every_statement(books):
        first, last = days_of(statement.span.name)
        told = figures(statement, 2)
        sums = told.pop("合计")
        for name, (opening, income, expense, allocated, ending) in told.items():
            of = {"fund": funds[name]}
            assert opening == recount.of(date.min, first - timedelta(days=1), "3", "4", "5", **of)
            assert (income, expense) == (recount.of(first, last, "4", **of), -recount.of(first, last, "5", **of))
            assert (allocated, ending) == (recount.of(first, last, "3", **of), opening + income - expense + allocated)
        assert sums == [sum(column) for column in zip(*told.values(), strict=True)]


def test_the_goods_equal_a_recount(books):
    recount = Recount(books)
    goods = {line.goods.name: line.goods for line in recount.lines if line.goods}
    for statement in every_statement(books):
        first, last = days_of(statement.span.name)
        for name, (opening, came, went, ending) in figures(statement, 3).items() if len(statement.tables) > 3 else ():
            of = {"goods": goods[name]}
            assert opening == -recount.of(date.min, first - timedelta(days=1), "1201", **of)
            assert (came, went) == (recount.of(first, last, "4", **of), -recount.of(first, last, "5", **of))
            assert ending == opening + came - went == -recount.of(date.min, last, "1201", **of)


def test_a_month_that_is_not_closed_says_that_its_figures_may_change(cast, door):
    bookkeeping.closed(cast)

    pages = [
        door(cast.cashier).get(f"{PAGE}?period={name}").content.decode() for name in ("2026-10", "2026-11", "2026")
    ]

    assert ["未结账，数字还会变" in page for page in pages] == [False, True, True]


def test_a_closed_month_never_changes(cast):
    bookkeeping.closed(cast)
    bookkeeping.signed_tonight(cast.alliance)
    before = public_statement(cast.alliance.pk, "2026-10")
    papers = as_word("联盟", before)

    with clock.set_to(bookkeeping.TOMORROW):
        Fund.objects.create(alliance=cast.alliance, code="a-new-one", name="新的一项")
        bookkeeping.book(cast, Fund.objects.get(code="a-new-one"), given.TODAY)
        given.reversed_entry(cast, given.entry(cast))
    with clock.set_to(given.NOON + timedelta(days=40)):
        bookkeeping.actions.sign_head(
            actor=bookkeeping.CLOCK, alliance=cast.alliance, day=given.TODAY + timedelta(days=1)
        )
        period = propose_close(actor=cast.cashier, alliance=cast.alliance, month="2026-11")
        agree_close(actor=cast.supervisor, period=period)

    assert Head.objects.count() == 2
    assert public_statement(cast.alliance.pk, "2026-10") == before
    assert as_word("联盟", public_statement(cast.alliance.pk, "2026-10")) == papers


def test_a_closed_month_names_the_first_head_over_all_of_it_and_an_open_one_the_newest(cast):
    bookkeeping.closed(cast)
    assert public_statement(cast.alliance.pk, "2026-10").day is None

    head = bookkeeping.signed_tonight(cast.alliance)

    told = [public_statement(cast.alliance.pk, name) for name in ("2026-10", "2026-11")]
    assert [(each.day, each.size, each.short) for each in told] == [(head.day, head.size, head.short)] * 2


@pytest.mark.parametrize("name", ["2025-11", "2026"])
def test_it_costs_the_same_few_questions_whatever_is_asked_for(books, name):
    with CaptureQueriesContext(connection) as asked:
        public_statement(books.alliance.pk, name)

    assert len(asked) == 3


def test_everybody_sees_the_same_tables_and_nobody_is_named(books, door):
    inside = door(books.cashier).get(f"{PAGE}?period=2026-01")
    outside = Client().get(f"{PUBLIC}?period=2026-01")

    assert inside.context["statement"] == outside.context["statement"]
    assert [name for name in ("钱小清", "牵小头", str(books.cashier.pk)) if name in outside.content.decode()] == []


@pytest.mark.parametrize("question", ["", "?period=1999-01", "?period=%00"])
def test_a_strange_question_is_answered_with_the_newest_month(books, door, question):
    found = [
        visit.get(url + question).context["statement"]
        for visit, url in ((door(books.school), PAGE), (Client(), PUBLIC))
    ]

    assert [each.span.name for each in found] == ["2026-11"] * 2


def test_before_the_first_entry_all_of_it_is_nothing(cast, door):
    statement = door(cast.cashier).get(PAGE).context["statement"]

    assert {
        cell.amount for table in statement.tables for row in table.rows for cell in row.cells if isinstance(cell, Fen)
    } == {0}


def test_whoever_holds_no_post_takes_no_file(books, door):
    asked = [
        door(person).get(url).status_code for person in (books.outsider, books.operator) for url in (PAGE, EXCEL, WORD)
    ]

    assert asked == [403] * 6


def test_the_excel_file_has_the_same_figures(books, door):
    statement = public_statement(books.alliance.pk, "2026-01")

    answer = door(books.cashier).get(f"{EXCEL}?period=2026-01")

    book = load_workbook(BytesIO(answer.content))
    assert answer["Content-Disposition"] == 'attachment; filename="statements-2026-01.xlsx"'
    assert book.sheetnames == ["收支表", "资产负债表", "资金变动表", "物资表", "说明"]
    for table in statement.tables:
        rows = list(book[table.name].iter_rows(min_row=2, values_only=True))
        wanted = [
            [cell.amount / 100 if isinstance(cell, Fen) else cell or None for cell in row.cells] for row in table.rows
        ]
        assert [[cell or None for cell in row] for row in rows] == [[cell or None for cell in row] for row in wanted]


def test_the_word_file_has_the_same_words_and_lines_to_sign_on(books, door):
    statement = public_statement(books.alliance.pk, "2026-01")

    answer = door(books.cashier).get(f"{WORD}?period=2026-01")

    body = parsed(ZipFile(BytesIO(answer.content)).read("word/document.xml"))[0]
    words = ["".join(each.itertext()) for each in body if each.tag == f"{W}p"]
    tables = [
        [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in body.iter(f"{W}tbl")
    ]
    assert answer["Content-Disposition"] == 'attachment; filename="statements-2026-01.docx"'
    assert tables == [[list(table.heads), *(row.said for row in table.rows)] for table in statement.tables]
    assert words[:3] == ["2026 年 1 月报表", books.alliance.name, "未结账，数字还会变"]
    assert [name in words[-1] for name in ("制表", "复核", "负责人")] == [True] * 3


def test_the_files_say_under_which_head_they_stand(cast):
    bookkeeping.closed(cast)
    short = bookkeeping.signed_tonight(cast.alliance).short
    statement = public_statement(cast.alliance.pk, "2026-10")

    with as_excel("联盟", statement) as file:
        about = [row[0] for row in load_workbook(file)["说明"].iter_rows(values_only=True)]
    document = ZipFile(BytesIO(as_word("联盟", statement))).read("word/document.xml").decode()

    assert (short in about[-1], short in document, about[3]) == (True, True, "已结账")
