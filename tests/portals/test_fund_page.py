"""The public page of a fund: its figures equal a recount of the lines, and it names nobody."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.modules.ledger.models import Fund, JournalLine
from gongjian.modules.ledger.queries import public_fund
from tests import bookkeeping, given
from tests.harness.dice import Dice
from tests.modules.ledger.bookkeeping import Bookkeeper


@pytest.fixture
def books(cast):
    """Sixty entries of every kind, over three years."""
    keeper = Bookkeeper(cast.alliance, [cast.cashier, cast.organiser], Dice("fund page"))
    keeper.write([date(2024, 11, 1) + timedelta(days=12 * number) for number in range(60)])
    return cast


def page(fund, **asked):
    return Client().get(reverse("public_site:fund", args=[fund.pk]), asked)


def recounted(fund, *accounts, until=date.max):
    lines = JournalLine.objects.filter(fund=fund, goods=None, entry__booked_on__lte=until)
    return sum(line.amount for line in lines if line.account.startswith(accounts))


def test_its_figures_equal_a_recount(books):
    for fund in Fund.objects.filter(alliance=books.alliance):
        found = public_fund(books.alliance.pk, fund.pk)

        assert (found.income, found.expense) == (-recounted(fund, "4"), recounted(fund, "5"))
        assert found.allocated == -recounted(fund, "3")
        assert (found.cash, found.bank) == (recounted(fund, "1001"), recounted(fund, "1002"))
        assert (found.in_transit, found.owed) == (recounted(fund, "1101"), -recounted(fund, "2"))
        assert found.balance == found.lying - found.owed


def test_every_month_ends_with_what_a_recount_finds(books):
    for fund in Fund.objects.filter(alliance=books.alliance):
        for row in public_fund(books.alliance.pk, fund.pk).months:
            end = date.fromisoformat(f"{row.month}-28") + timedelta(days=4)
            until = end - timedelta(days=end.day)
            assert row.balance == -recounted(fund, "3", "4", "5", until=until)


def test_its_goods_equal_a_recount(books):
    for fund in Fund.objects.filter(alliance=books.alliance):
        pieces = Counter()
        for line in JournalLine.objects.filter(fund=fund, account="1201").select_related("goods"):
            pieces[line.goods.name] += line.amount

        assert {name: left for name, left, _unit in public_fund(books.alliance.pk, fund.pk).goods} == +pieces


def test_one_year_is_shown_at_a_time_the_newest_first(books):
    fund = Fund.objects.get(code="yirijuan")
    days = fund.lines.filter(goods=None).values_list("entry__booked_on", flat=True)
    years = sorted({str(day.year) for day in days}, reverse=True)

    shown = [page(fund, **asked).context["year"] for asked in ({}, {"year": years[-1]}, {"year": "1999"})]

    assert (len(years) > 1, shown) == (True, [years[0], years[-1], years[0]])
    months = [row.month for row in page(fund, year=years[-1]).context["months"]]
    assert {month[:4] for month in months} == {years[-1]}
    assert months == sorted(months, reverse=True)


def test_its_entries_are_turned_page_by_page_and_keep_the_year(books):
    fund = Fund.objects.get(code="yirijuan")
    for _time in range(5):
        bookkeeping.book(books, fund, given.TODAY)

    first, second = page(fund, year="2025"), page(fund, year="2025", page="2")

    wanted = set(fund.lines.values_list("entry__number", flat=True))
    numbers = [row.entry.number for each in (first, second) for row in each.context["page"]]
    assert (set(numbers), len(numbers)) == (wanted, len(wanted))
    assert "?year=2025&page=2" in first.content.decode()


def test_it_says_whether_it_is_for_one_purpose(books):
    words = [page(fund).content.decode() for fund in Fund.objects.order_by("restricted")]

    assert ["专款专用" in text for text in words] == [False, True, True]


def test_a_fund_without_an_entry_says_so(cast):
    fund = Fund.objects.create(alliance=cast.alliance, code="new", name="新的")

    assert "这项资金还没有入账" in page(fund).content.decode()


def test_the_fund_of_next_door_has_no_page(cast):
    given.next_doors_counted_box(cast)

    assert page(Fund.objects.get(alliance=cast.next_door)).status_code == 404


def test_it_names_nobody(books):
    texts = "".join(page(fund).content.decode() for fund in Fund.objects.all())

    assert [name for name in ("钱小清", "牵小头", str(books.cashier.pk)) if name in texts] == []


def test_the_ledger_and_the_first_page_lead_to_it(cast):
    given.counted_box(cast)
    address = reverse("public_site:fund", args=[Fund.objects.get().pk])

    assert [
        address in Client().get(reverse(f"public_site:{name}")).content.decode() for name in ("ledger", "home")
    ] == [
        True,
        True,
    ]
