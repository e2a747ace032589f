"""By when what people tell is answered: docs/rules/feedback.md, row by row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.rulebook.feedback import acknowledge_by, answer_by, check_crowd, check_passing_on
from tests.rulebook.examples import examples, verdict

KINDS = some.sampled_from(["suggestion", "complaint", "correction", "take_down"])
DAYS = some.dates(date(2020, 1, 1), date(2090, 1, 1))
SATURDAY = 5


def day(cell):
    return date.fromisoformat(cell)


@pytest.mark.parametrize("row", examples("feedback", "answer_by"), ids=str)
def test_an_answer_has_its_last_day(row):
    assert answer_by(row["要什么"], day(row["收到"])) == day(row["最晚答复"])


@pytest.mark.parametrize("row", examples("feedback", "acknowledge_by"), ids=str)
def test_a_word_that_it_has_arrived_has_its_last_day(row):
    assert acknowledge_by(row["要什么"], day(row["收到"])) == day(row["最晚受理"])


@pytest.mark.parametrize("row", examples("feedback", "passing_on"), ids=str)
def test_what_is_due_is_not_passed_on(row):
    assert verdict(lambda: check_passing_on(day(row["最晚答复"]), day(row["今天"]))) == row["结果"]


@pytest.mark.parametrize("row", examples("feedback", "crowd"), ids=str)
def test_so_many_and_no_more_come_in_an_hour(row):
    assert verdict(lambda: check_crowd(int(row["已经收到"]), int(row["最多"]))) == row["结果"]


@given(KINDS, DAYS)
def test_the_word_comes_after_the_day_it_was_sent_and_never_after_the_answer(kind, sent_on):
    assert sent_on < acknowledge_by(kind, sent_on) <= answer_by(kind, sent_on)
