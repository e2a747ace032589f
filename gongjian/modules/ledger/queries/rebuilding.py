"""The kept sums, added up once more from the lines themselves."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import connection

from gongjian.foundation.seals import month_of
from gongjian.modules.ledger.models import MONEY, NOBODY, Balance, MonthlySum
from gongjian.modules.ledger.queries.entries import last_entry
from gongjian.modules.ledger.queries.hands import in_order
from gongjian.modules.ledger.queries.sealed import Row, id_text, key

_AT_ONCE = 50_000  # entries
_PLACE = ("fund", "account", "custodian", "goods")

# Debit and credit of a place in a month; a place is fund, account, custodian and goods, ids as texts.
Months = dict[tuple[str, str, str, str, str], tuple[int, int]]


def add(months: Months, month: str, rows: Iterable[Row]) -> None:
    """Count the lines of an entry of this month too."""
    for _number, account, fund, custodian, goods, amount in rows:
        place = (fund, account, custodian, goods, month)
        came, went = months.get(place, (0, 0))
        months[place] = (came + amount, went) if amount > 0 else (came, went - amount)


def together(parts: Iterable[Months]) -> Months:
    """The months of all parts of a book."""
    months: Months = {}
    for part in parts:
        for place, (came, went) in part.items():
            before = months.get(place, (0, 0))
            months[place] = (before[0] + came, before[1] + went)
    return months


def rebuilt_months(alliance: UUID, hands: int = 1) -> Months:
    """The months as the lines themselves give them, added up by the database."""
    last = last_entry(alliance)
    end = last.number if last else 0
    parts = [(alliance, *part) for part in pairwise([*range(-1, end, _AT_ONCE), end])]
    return together(in_order(_months_of, parts, hands))


def wrong_sums(alliance: UUID, months: Months | None = None) -> Iterator[tuple[object, ...]]:
    """The places whose kept sum is another than that of the lines, and after them the places with a month."""
    rebuilt = _as_kept(rebuilt_months(alliance) if months is None else months)
    kept = Balance.objects.filter(alliance=alliance).values_list(*_PLACE, "amount")
    yield from _different({tuple(place): amount for *place, amount in kept}, _over_all_months(rebuilt))
    sums = MonthlySum.objects.filter(alliance=alliance).values_list(*_PLACE, "month", "debit", "credit")
    kept_months = {(*place, month): (came, went) for *place, month, came, went in sums}
    yield from _different(kept_months, rebuilt)


def rebuilt_balances(alliance: UUID) -> dict[tuple[object, ...], int]:
    """The balances as the lines themselves give them, to be compared with the kept ones."""
    return dict(_over_all_months(_as_kept(rebuilt_months(alliance))))


def _as_kept(months: Months) -> dict[tuple[object, ...], tuple[int, int]]:
    return {
        (UUID(fund), account, _id(custodian) or NOBODY, _id(goods) or MONEY, month): sums
        for (fund, account, custodian, goods, month), sums in months.items()
    }


def _id(told: str) -> UUID | None:
    return UUID(told) if told else None


def _different(kept: Mapping[Any, object], rebuilt: Mapping[Any, object]) -> Iterator[tuple[object, ...]]:
    """Where two tables of sums differ; one that is missing is nothing."""
    nothing = (None, 0, (0, 0))
    for place in kept.keys() | rebuilt.keys():
        one, other = kept.get(place), rebuilt.get(place)
        if one != other and not (one in nothing and other in nothing):
            yield place


def _over_all_months(months: Mapping[tuple[object, ...], tuple[int, int]]) -> Mapping[tuple[object, ...], int]:
    sums: Counter[tuple[object, ...]] = Counter()
    for (*place, _month), (came, went) in months.items():
        sums[tuple(place)] += came - went
    return sums


def _months_of(alliance: UUID, after: int, until: int) -> Months:
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, [key(alliance), after, until])
        return {tuple(place): (int(came), int(went)) for *place, came, went in cursor.fetchall()}


_MONTHS = f"""
    SELECT {id_text("l.fund_id")}, l.account, {id_text("l.custodian_id")}, {id_text("l.goods_id")},
        {month_of("e.booked_on")},
        SUM(CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END), SUM(CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END)
    FROM ledger_journalentry e JOIN ledger_journalline l ON l.alliance_id = e.alliance_id AND l.entry_id = e.id
    WHERE e.alliance_id = %s AND e.number > %s AND e.number <= %s GROUP BY 1, 2, 3, 4, 5
"""  # noqa: S608  names of our own tables
