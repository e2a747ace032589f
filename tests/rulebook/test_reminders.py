"""When somebody may remind: docs/rules/reminders.md, row by row."""

from datetime import date

import pytest

from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.reminders import check_nudge, is_told_again, post_ends_soon
from tests.rulebook.examples import examples, verdict


@pytest.mark.parametrize("row", examples("reminders", "nudge"), ids=str)
def test_a_reminder_is_neither_early_nor_twice_a_day(row):
    due_on, today = date.fromisoformat(row["期限"]), date.fromisoformat(row["今天"])

    said = verdict(lambda: check_nudge(due_on, today, nudged_today=row["今天有人提醒过"] == "有"))

    assert said == row["结果"]


def test_a_refusal_says_how_long_it_is_until_then():
    with pytest.raises(RuleBroken) as refused:
        check_nudge(date(2026, 12, 3), date(2026, 11, 23), nudged_today=False)

    assert refused.value.facts == {"days_left": 10, "days": 7}


@pytest.mark.parametrize("row", examples("reminders", "again"), ids=str)
def test_what_can_wait_is_told_once_a_month(row):
    last = None if row["上次告诉"] == "没有" else date.fromisoformat(row["上次告诉"])

    assert is_told_again(last, date.fromisoformat(row["今天"])) == (row["结果"] == "告诉")


@pytest.mark.parametrize("row", examples("reminders", "post_ends"), ids=str)
def test_a_post_is_spoken_of_thirty_days_before_its_last_day(row):
    ends_on = None if row["最后一天"] == "没有" else date.fromisoformat(row["最后一天"])

    assert post_ends_soon(ends_on, date.fromisoformat(row["今天"])) == (row["结果"] == "告诉")
