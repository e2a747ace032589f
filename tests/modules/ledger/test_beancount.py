"""Beancount, which is not ours, reads five years of three alliances and comes to the same, to the fen and the piece."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from gongjian.modules.ledger import queries
from gongjian.modules.ledger.models import MONEY, NOBODY, Balance, Period
from gongjian.modules.members.models import Alliance
from tests.given import NOON
from tests.harness.dice import Dice
from tests.modules.ledger.beans import loaded
from tests.modules.ledger.bookkeeping import Bookkeeper

pytestmark = pytest.mark.slow

FUNDS = {"yirijuan": "YIRIJUAN", "general": "GENERAL", "a_b": "A-B"}
BEGIN, YEARS = date(2021, 1, 2), 5


def written(cast, place: int, entries: int) -> Alliance:
    """A book of five years, all but the last month closed."""
    alliance = Alliance.objects.create(slug=f"a-{place}", name=f"第 {place} 个联盟", short_name="联盟")
    keeper = Bookkeeper(alliance, [cast.cashier, cast.organiser, cast.school], Dice(f"alliance {place}"))
    step = timedelta(days=365 * YEARS) / entries
    keeper.write([BEGIN + step * number for number in range(entries)])
    for month in (f"{year}-{number:02d}" for year in range(2021, 2026) for number in range(1, 13)):
        if month < "2025-12":
            people = {"proposed_by": cast.cashier, "answered_by": cast.supervisor}
            times = {"proposed_at": NOON, "answered_at": NOON}
            Period.objects.create(alliance=alliance, month=month, state="shut", entries=0, **people, **times)
    return alliance


def ours(alliance: Alliance) -> dict[tuple[str, str], Decimal]:
    """What we keep, under the names that beancount has for it."""
    roots = {"1001": "Assets:Cash", "1002": "Assets:Bank", "1101": "Assets:InTransit", "1201": "Assets:Goods"}
    roots |= {"3101": "Equity:Unrestricted", "3102": "Equity:Restricted", "4101": "Income:Donations"}
    roots |= {"5101": "Expenses:Aid", "5201": "Expenses:Running"}
    numbers = queries.custodian_numbers(alliance.pk)
    goods = sorted(set(Balance.objects.filter(alliance=alliance).values_list("goods", flat=True)) - {MONEY})
    found: dict[tuple[str, str], Decimal] = {}
    for row in Balance.objects.filter(alliance=alliance).exclude(amount=0).select_related("fund"):
        held = [f"K{int(numbers[row.custodian.hex]):02d}"] if row.custodian != NOBODY else []
        account = ":".join([roots[row.account], *held, FUNDS[row.fund.code]])
        if row.goods == MONEY:
            found[account, "CNY"] = Decimal(row.amount) / 100
        else:
            found[account, f"GOODS{goods.index(row.goods) + 1}"] = Decimal(row.amount)
    return found


@pytest.mark.parametrize("entries", [200, pytest.param(3000, marks=pytest.mark.night)])
def test_beancount_and_ours_agree_to_the_fen_and_the_piece(cast, entries):
    for place in range(3):
        alliance = written(cast, place, entries)

        told = loaded("".join(queries.public_books_beancount(alliance.pk)))

        assert told.errors == []
        assert told.sums == ours(alliance)
        assert told.assertions > 100
