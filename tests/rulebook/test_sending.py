"""When a letter may go, and when it is tried again: docs/rules/sending.md, row by row."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from gongjian.rulebook.sending import QuietHours, after_quiet, next_try
from tests.rulebook.examples import NONE, examples

SHANGHAI = ZoneInfo("Asia/Shanghai")
BEGAN = datetime(2026, 11, 23, 12, 0, tzinfo=SHANGHAI)


def moment(cell):
    return datetime.strptime(f"2026-{cell}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def minutes(cell):
    return timedelta(minutes=int(cell.removesuffix(" 分钟")))


@pytest.mark.parametrize("row", examples("sending", "quiet"), ids=str)
def test_nobody_is_written_to_in_quiet_hours(row):
    quiet = QuietHours(time.fromisoformat(row["安静从"]), time.fromisoformat(row["到"]))

    assert after_quiet(moment(row["想发的时候"]), quiet) == moment(row["发的时候"])


@pytest.mark.parametrize("row", examples("sending", "retry"), ids=str)
def test_what_failed_is_tried_again_more_and_more_slowly(row):
    now = BEGAN + minutes(row["离第一次"])

    again = next_try(int(row["第几次没成"]), BEGAN, now)

    assert again == (None if row["再过多久"] == NONE else now + minutes(row["再过多久"]))
