"""The share kept on time: docs/rules/reliability.md, row by row, and that it never flatters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.rulebook.reliability import FEWEST, kept_share, year_so_far
from tests.rulebook.examples import examples

COUNTS = some.integers(0, 10**6)


@pytest.mark.parametrize("row", examples("reliability", "year_so_far"), ids=str)
def test_the_days_that_are_over_are_counted(row):
    since, until = year_so_far(date.fromisoformat(row["今天"]))

    assert (since.isoformat(), until.isoformat()) == (row["从"], row["到"])


@pytest.mark.parametrize("row", examples("reliability", "kept_share"), ids=str)
def test_the_share_is_of_all_that_fell_due(row):
    share = kept_share(int(row["按时"]), int(row["补的"]), int(row["没办的"]))

    percent = None if row["百分比"] == "无" else int(row["百分比"])
    assert (share.in_time, share.fell_due, share.percent) == (int(row["按时的件数"]), int(row["共有"]), percent)


@given(COUNTS, COUNTS, COUNTS)
def test_only_all_of_them_are_a_hundred_per_cent(kept, made_up, still_open):
    share = kept_share(kept, made_up, still_open)

    assert (share.percent == 100) == (made_up + still_open == 0 and kept >= FEWEST)


@given(some.integers(0, 1000), some.integers(0, 1000), some.integers(0, 1000))
def test_making_up_for_it_late_is_never_worse_than_leaving_it(kept, made_up, still_open):
    done, left = kept_share(kept, made_up + 1, still_open), kept_share(kept, made_up, still_open + 1)

    assert done == left
