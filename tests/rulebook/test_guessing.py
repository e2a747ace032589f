"""How often one may try: docs/rules/guessing.md, row by row."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.rulebook import guessing
from gongjian.rulebook.guessing import ACCOUNT, ADDRESS, DEVICE, EVERYWHERE, pace, wait, wait_for_the_others
from tests.rulebook.examples import examples, listed

WHOSE = {"名字，陌生设备": ACCOUNT, "用过的设备": DEVICE, "网络地址，陌生设备": ADDRESS}
SHORTEST = ACCOUNT[0]
MOMENTS = some.lists(some.integers(0, 120), min_size=1, max_size=60).map(sorted)


def counted(cell):
    return {int(start): int(number) for start, number in (part.split("×") for part in listed(cell))}


def test_the_limits_are_those_of_the_page():
    told = [(row["算在谁头上"], int(row["几次"]), int(row["几分钟里"])) for row in examples("guessing", "limits")]

    assert told == [(who, limit.tries, limit.minutes) for who, limits in WHOSE.items() for limit in limits]


def test_by_both_names_together_nobody_tries_more_than_the_sources_allow():
    assert (2 * ACCOUNT[0].tries, 2 * ACCOUNT[-1].tries, DEVICE[-1].tries) == (10, 100, 100)


@pytest.mark.parametrize("row", examples("guessing", "wait"), ids=str)
def test_how_long_to_wait(row):
    assert wait(SHORTEST, int(row["现在"]), counted(row["错了几次"])) == int(row["再等几分钟"])


@pytest.mark.parametrize("row", examples("guessing", "pace"), ids=str)
def test_the_more_there_were_the_slower_it_goes(row):
    assert pace(int(row["上一小时"])) == int(row["每分钟"])


def test_a_strange_device_waits_a_minute_when_the_minute_is_full():
    busy = {0: 500, 30: 2}

    assert [wait_for_the_others(now, busy) for now in (30, 31, 200)] == [1, 0, 0]


@given(MOMENTS)
def test_no_span_ever_holds_more_than_allowed(moments):
    tries = Counter()
    let_in = []
    for now in moments:
        if wait(SHORTEST, now, tries) == 0:
            tries[SHORTEST.slice_of(now)] += 1
            let_in.append(now)

    assert all(
        sum(first <= each < first + SHORTEST.minutes for each in let_in) <= SHORTEST.tries for first in range(121)
    )


@given(MOMENTS)
def test_after_the_wait_that_was_told_one_may_try(moments):
    tries = Counter(SHORTEST.slice_of(now) for now in moments)
    now = moments[-1]

    assert wait(SHORTEST, now + wait(SHORTEST, now, tries), tries) == 0


def test_every_limit_counts_in_slices_that_fill_its_time():
    limits = [*ACCOUNT, *DEVICE, *ADDRESS, EVERYWHERE]

    assert [limit.minutes % limit.slice for limit in limits] == [0] * len(limits)
    assert guessing.ACCOUNT[0].oldest(60) == 40
