"""How long what is kept about a person is needed: docs/rules/retention.md, row by row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.rulebook.retention import answer_by, check_posts_are_over, check_time_is_over, due_on
from tests.rulebook.examples import NONE, examples, verdict

DAYS = some.dates(date(2020, 1, 1), date(2090, 1, 1))


def day(cell):
    return None if cell == NONE else date.fromisoformat(cell)


@pytest.mark.parametrize("row", examples("retention", "due_on"), ids=str)
def test_a_time_ends_on_its_day(row):
    assert due_on(row["留多久"], day(row["用到哪天"])) == day(row["哪天起用不着"])


@pytest.mark.parametrize("row", examples("retention", "posts_are_over"), ids=str)
def test_who_holds_a_post_is_not_erased(row):
    assert verdict(lambda: check_posts_are_over(day(row["最后一个职务到"]), day(row["今天"]))) == row["结果"]


@pytest.mark.parametrize("row", examples("retention", "time_is_over"), ids=str)
def test_what_the_law_has_us_keep_is_not_erased(row):
    asked = (row["留多久"], day(row["用到哪天"]), day(row["今天"]))

    assert verdict(lambda: check_time_is_over(*asked)) == row["结果"]


@pytest.mark.parametrize("row", examples("retention", "answer_by"), ids=str)
def test_who_asks_is_answered_by_a_day(row):
    assert answer_by(day(row["申请"])) == day(row["最晚答复"])


@given(some.sampled_from(["post", "log", "books"]), DAYS)
def test_nothing_is_due_while_it_is_needed(keep, needed_until):
    assert due_on(keep, needed_until) > needed_until
