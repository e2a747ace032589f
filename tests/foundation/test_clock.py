"""The only clock: aware, in UTC; a day is a day in Shanghai."""

import ast
from contextvars import Context
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from gongjian.foundation import clock
from tests.conventions.source import calls, expect_none, sources


def test_the_clock_tells_the_moment_it_is_set_to():
    moment = datetime(2018, 1, 20, 10, 0, tzinfo=clock.SHANGHAI)

    with clock.set_to(moment):
        told = clock.now()

    assert (told, told.tzinfo) == (moment, UTC)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 22, 15, 59, 59, tzinfo=UTC), date(2026, 11, 22)),
        (datetime(2026, 11, 22, 16, 0, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 12, 31, 23, 0, 0, tzinfo=timezone(timedelta(hours=-5))), date(2027, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_shanghai(moment, day):
    with clock.set_to(moment):
        assert (clock.today(), clock.local_day(moment)) == (day, day)


@pytest.mark.parametrize(
    ("day", "over"),
    [
        (date(2026, 11, 23), datetime(2026, 11, 23, 16, 0, tzinfo=UTC)),
        (date(2026, 2, 28), datetime(2026, 2, 28, 16, 0, tzinfo=UTC)),
        (date(2026, 12, 31), datetime(2026, 12, 31, 16, 0, tzinfo=UTC)),
    ],
)
def test_a_day_ends_when_the_next_one_begins_in_shanghai(day, over):
    assert clock.end_of(day) == over
    assert clock.local_day(over - timedelta(microseconds=1)) == day
    assert clock.local_day(over) == day + timedelta(days=1)


def test_the_time_before_comes_back_even_after_a_failure():
    before = clock.now()

    with pytest.raises(ZeroDivisionError), clock.set_to(datetime(2018, 1, 20, tzinfo=UTC)):
        _ = 1 / 0

    assert clock.now() == before


def test_settings_may_be_nested():
    first, second = datetime(2018, 1, 20, tzinfo=UTC), datetime(2019, 1, 20, tzinfo=UTC)

    with clock.set_to(first):
        with clock.set_to(second):
            inner = clock.now()
        assert (inner, clock.now()) == (second, first)


def test_the_clock_set_to_nothing_goes():
    nowhere = Context()

    first, second = nowhere.run(clock.now), nowhere.run(clock.now)

    assert first <= second
    assert abs(datetime.now(tz=UTC) - second) < timedelta(minutes=1)


def test_nobody_else_reads_the_time_and_only_the_demo_sets_it():
    read, set_by = [], []
    for source in sources(".py", "gongjian"):
        for call in calls(source.tree):
            words = ast.unparse(call.func)
            if words.endswith(("datetime.now", "date.today", "timezone.now", "time.time", "datetime.utcnow")):
                read.append(source.at(call, words))
            if words.endswith("clock.set_to"):
                set_by.append(source.path)

    expect_none(each for each in read if not each.startswith("gongjian/foundation/clock.py"))
    assert {path.rsplit("/", 1)[0] for path in set_by} == {"gongjian/config/demo"}
