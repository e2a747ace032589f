"""The cashier's books: every line of a month, the balance after it, and totals that equal a recount of the lines."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from gongjian.modules.ledger.models import JournalLine
from gongjian.modules.ledger.queries.cash_book import Sums, cash_book, purses
from gongjian.modules.ledger.queries.statements import months_of
from gongjian.rulebook import closing, ledger
from tests import booking, bookkeeping, given
from tests.harness.dice import Dice
from tests.modules.ledger.bookkeeping import Bookkeeper

PAGE, FILE = reverse("ledger:cash_book"), reverse("ledger:take_cash_book")


@pytest.fixture
def books(cast):
    """Sixty entries of every kind over five months and two years, three custodians."""
    keeper = Bookkeeper(cast.alliance, [cast.cashier, cast.organiser, cast.school], Dice("cash book"))
    keeper.write([date(2025, 10, 3) + timedelta(days=2 * number) for number in range(60)])
    return cast


def lines_of(cast, purse, begin, end):
    """A recount from the lines themselves, one by one."""
    lines = JournalLine.objects.filter(alliance=cast.alliance, account=purse.account, goods=None)
    lines = lines.select_related("entry").order_by("entry__booked_on", "entry__number", "position")
    own = [line for line in lines if purse.custodian in {None, line.custodian_id}]
    return [line.amount for line in own if begin <= line.entry.booked_on <= end]


def both_sides(amounts):
    return Sums(sum(one for one in amounts if one > 0), -sum(one for one in amounts if one < 0))


def test_every_book_of_every_month_equals_a_recount(books):
    for purse in purses(books.alliance.pk):
        for month in months_of(books.alliance.pk):
            book = cash_book(books.alliance.pk, purse, month)

            first = date.fromisoformat(f"{month}-01")
            end = closing.last_day_of(first)
            of_month = lines_of(books, purse, first, end)
            assert book.opening == sum(lines_of(books, purse, date.min, first - timedelta(days=1)))
            assert [line.came - line.went for day in book.days for line in day.lines] == of_month
            assert book.of_month == both_sides(of_month)
            assert book.of_year == both_sides(lines_of(books, purse, first.replace(month=1), end))
            assert book.closing == sum(lines_of(books, purse, date.min, end))


def test_the_balance_runs_from_line_to_line(books):
    for purse in purses(books.alliance.pk):
        for month in months_of(books.alliance.pk):
            book = cash_book(books.alliance.pk, purse, month)

            balance = book.opening
            for day in book.days:
                for line in day.lines:
                    balance += line.came - line.went
                    assert line.balance == balance
                assert (day.balance, day.day) == (balance, day.lines[0].entry.booked_on)
            assert balance == book.closing


def test_a_month_begins_with_what_the_one_before_ended_with(books):
    months = months_of(books.alliance.pk)[::-1]
    for purse in purses(books.alliance.pk):
        found = [cash_book(books.alliance.pk, purse, month) for month in months]

        assert [book.opening for book in found[1:]] == [book.closing for book in found[:-1]]


def test_the_cash_of_all_is_that_of_each_together(books):
    found = [cash_book(books.alliance.pk, purse, "2026-01") for purse in purses(books.alliance.pk)]
    cash = [book for book in found if book.purse.account == ledger.CASH]

    assert len(cash) == 4
    assert cash[0].closing == sum(book.closing for book in cash[1:])


def test_whoever_alone_keeps_cash_has_the_only_book_of_it(cast):
    bookkeeping.entered(cast)

    assert [purse.name for purse in purses(cast.alliance.pk)] == [
        "现金日记账 · 钱小清",
        "银行日记账",
        "在途资金日记账",
    ]


def test_each_line_says_against_which_account_it_stands(cast):
    given.banked_box(cast)
    cash, bank = (cash_book(cast.alliance.pk, purse, "2026-11") for purse in purses(cast.alliance.pk)[:2])

    against = [[line.against for day in book.days for line in day.lines] for book in (cash, bank)]
    assert against == [["捐赠收入", "银行存款"], ["库存现金"]]


def test_a_book_reads_no_more_for_many_months_than_for_one(books):
    purse = purses(books.alliance.pk)[0]
    asked = []
    for month in ("2025-10", "2026-01"):
        with CaptureQueriesContext(connection) as queries:
            cash_book(books.alliance.pk, purse, month)
        asked.append(len(queries))

    assert asked == [2, 2]


def test_the_page_shows_the_book_and_month_that_are_asked_for(books, door):
    bank = next(purse for purse in purses(books.alliance.pk) if purse.account == ledger.BANK)

    answer = door(books.supervisor).get(f"{PAGE}?book={bank.key}&month=2026-01")

    book = answer.context["book"]
    assert (book.purse, book.month) == (bank, "2026-01")
    assert f"{FILE}?book=1002&amp;month=2026-01" in answer.content.decode()
    assert [word in answer.content.decode() for word in ("月初余额", "本月合计", "本年累计")] == [True] * 3


@pytest.mark.parametrize("question", ["", "?book=9&month=1999-01", "?book=%00&month=x"])
def test_a_strange_question_is_answered_with_the_first_book_and_the_newest_month(books, door, question):
    book = door(books.cashier).get(PAGE + question).context["book"]

    assert (book.purse, book.month) == (purses(books.alliance.pk)[0], "2026-11")


def test_a_month_in_which_nothing_moved_says_so(books, door):
    assert "这个月没有进出" in door(books.cashier).get(f"{PAGE}?month=2026-11").content.decode()


def test_before_the_first_entry_there_is_an_empty_book(cast, door):
    book = door(cast.cashier).get(PAGE).context["book"]

    assert (book.opening, book.days, book.closing) == (0, [], 0)


def test_whoever_holds_no_post_sees_no_book(books, door):
    asked = [door(person).get(url).status_code for person in (books.outsider, books.operator) for url in (PAGE, FILE)]

    assert asked == [403] * 4


def test_the_books_of_next_door_are_not_in_it(cast, door):
    given.next_doors_counted_box(cast)

    assert door(cast.cashier).get(PAGE).context["book"].closing == 0


def test_the_excel_file_has_the_same_lines_and_totals(books, door):
    purse = purses(books.alliance.pk)[0]
    book = cash_book(books.alliance.pk, purse, "2026-01")

    answer = door(books.cashier).get(f"{FILE}?book={purse.key}&month=2026-01")

    rows = list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))
    lines = [line for day in book.days for line in day.lines]
    assert answer["Content-Disposition"] == 'attachment; filename="cash-book-1001-2026-01.xlsx"'
    assert [round(row[7] * 100) for row in rows[1:]] == [
        book.opening,
        *(line.balance for line in lines),
        book.closing,
        book.closing,
    ]
    assert [row[2] for row in (rows[1], *rows[-2:])] == ["月初余额", "本月合计", "本年累计"]
    assert [round(one * 100) for one in rows[-2][5:7]] == [book.of_month.came, book.of_month.went]


def test_cash_that_changes_hands_stands_in_the_books_of_both(cast):
    entry = bookkeeping.entered(cast, given.TODAY)
    fund = str(entry.lines.first().fund_id)
    places = [ledger.Place(ledger.CASH, fund, str(person.pk)) for person in (cast.cashier, cast.organiser)]
    kind = ledger.EntryKind.CASH_HANDED
    booking.book(
        actor=cast.cashier,
        fund=entry.lines.first().fund,
        entry=ledger.moved(kind, given.TODAY, 40_00, to=places[1], out_of=places[0]),
    )

    found = {purse.name: cash_book(cast.alliance.pk, purse, "2026-11") for purse in purses(cast.alliance.pk)}

    assert {name: (book.of_month, book.closing) for name, book in found.items() if name.startswith("现金")} == {
        "现金日记账 · 全部": (Sums(140_00, 40_00), 100_00),
        "现金日记账 · 钱小清": (Sums(100_00, 40_00), 60_00),
        "现金日记账 · 牵小头": (Sums(40_00, 0), 40_00),
    }
