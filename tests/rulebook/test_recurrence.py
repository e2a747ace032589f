"""On which days a recurring duty is due: docs/rules/recurrence.md, row by row, and what always holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.rulebook.recurrence import MONTHLY, QUARTERLY, WEEKLY, YEARLY, Rhythm, check_rhythm, days
from tests.rulebook.examples import examples, listed, verdict

DAYS = some.dates(date(2020, 1, 1), date(2040, 12, 31))
RHYTHMS = some.one_of(
    some.builds(Rhythm, some.just(WEEKLY), some.integers(1, 7)),
    some.builds(Rhythm, some.just(MONTHLY), some.integers(0, 31)),
    some.builds(Rhythm, some.just(QUARTERLY), some.integers(0, 31), some.integers(1, 3)),
    some.builds(Rhythm, some.just(YEARLY), some.integers(0, 31), some.integers(1, 12)),
)


def rhythm_of(row):
    return Rhythm(row["多久一次"], int(row["哪天"]), int(row["哪个月"]))


@pytest.mark.parametrize("row", examples("recurrence", "days"), ids=str)
def test_a_rhythm_falls_on_its_days(row):
    found = days(rhythm_of(row), date.fromisoformat(row["从"]), date.fromisoformat(row["到"]))

    assert [day.isoformat() for day in found] == listed(row["是这几天"])


@pytest.mark.parametrize("row", examples("recurrence", "refused"), ids=str)
def test_a_rhythm_without_days_is_refused(row):
    assert verdict(lambda: check_rhythm(rhythm_of(row), int(row["提前几天"]))) == row["结果"]


@given(RHYTHMS, DAYS, some.integers(0, 1500), some.integers(0, 1500))
def test_days_follow_each_other_inside_the_range_and_none_is_lost_where_it_is_cut(rhythm, first, length, cut):
    last = first + timedelta(days=length)
    middle = first + timedelta(days=min(cut, length))

    found = days(rhythm, first, last)

    assert found == sorted(set(found))
    assert all(first <= day <= last for day in found)
    assert days(rhythm, first, middle) + days(rhythm, middle + timedelta(days=1), last) == found
    assert found or length < 366
