"""Closing a month: docs/rules/closing.md, row by row, and what holds on any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.rulebook import closing
from gongjian.rulebook.errors import RuleBroken
from tests.rulebook.examples import FINE, NONE, examples, listed, refusal, verdict

DAYS = some.dates(max_value=date(9998, 12, 31))


def told(cell):
    return "" if cell == NONE else cell


@pytest.mark.parametrize("row", examples("closing", "open"), ids=str)
def test_nothing_is_entered_in_a_closed_month(row):
    try:
        closing.check_open(date.fromisoformat(row["记在哪天"]), told(row["结到"]))
        said = FINE
    except RuleBroken as broken:
        said = f"{refusal(broken)} 最早 {broken.facts['open']}"

    assert said == row["结果"]


@pytest.mark.parametrize("row", examples("closing", "turn"), ids=str)
def test_the_first_open_month_with_an_entry_is_closed_next(row):
    months = listed(row["记了账的月份"])

    assert closing.next_to_close(months, told(row["结到"])) == told(row["轮到"])


@pytest.mark.parametrize("row", examples("closing", "close"), ids=str)
def test_a_month_is_closed_in_its_turn_and_when_it_is_over(row):
    turn, today = told(row["轮到"]), date.fromisoformat(row["今天"])

    assert verdict(lambda: closing.check_close(told(row["要结"]), turn=turn, today=today)) == row["结果"]


@pytest.mark.parametrize(
    ("ask", "facts"),
    [
        (lambda: closing.check_open(date(2026, 10, 31), "2026-10"), {"month": "2026-10", "open": "2026-11"}),
        (lambda: closing.check_close("2026-11", turn="2026-10", today=date(2027, 1, 1)), {"turn": "2026-10"}),
        (lambda: closing.check_close("2026-10", turn="2026-10", today=date(2026, 10, 31)), {"month": "2026-10"}),
    ],
)
def test_a_refusal_says_which_month_it_means(ask, facts):
    with pytest.raises(RuleBroken) as broken:
        ask()

    assert broken.value.facts == facts


@given(DAYS)
def test_a_day_can_be_entered_until_its_month_is_closed(day):
    month = closing.month_of(day)
    before = closing.month_of(day.replace(day=1) - timedelta(days=1)) if month > "0001-01" else ""

    assert [verdict(lambda until=until: closing.check_open(day, until)) for until in (before, month)] == [
        FINE,
        "`closing.month_closed`",
    ]


@given(DAYS)
def test_the_month_after_is_the_one_in_which_the_next_month_begins(day):
    month = closing.month_of(day)
    beginnings = (day + timedelta(days=days) for days in range(1, 32))
    next_month = next(closing.month_of(each) for each in beginnings if each.day == 1)

    assert closing.month_after(month) == next_month > month


@given(DAYS)
def test_the_last_day_of_a_month_is_followed_by_another_month(day):
    last = closing.last_day_of(day)

    assert closing.month_of(day) == closing.month_of(last) < closing.month_of(last + timedelta(days=1))


@given(some.lists(DAYS.map(closing.month_of)), DAYS.map(closing.month_of))
def test_months_have_their_turn_one_after_the_other_and_a_closed_one_never_again(months, closed_until):
    turns, last = [], closed_until
    while last := closing.next_to_close(months, last):
        turns.append(last)

    assert turns == sorted({month for month in months if month > closed_until})


@given(DAYS, DAYS)
def test_months_as_text_follow_each_other_as_days_do(one, other):
    earlier, later = sorted([one, other])

    assert closing.month_of(earlier) <= closing.month_of(later)
