"""On which days a recurring duty is due: every week, month, quarter or year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from gongjian.rulebook.errors import RuleBroken

WEEKLY, MONTHLY, QUARTERLY, YEARLY = "weekly", "monthly", "quarterly", "yearly"
LAST_WORKDAY = 0
# Nothing recurring is opened longer ahead than this.
HORIZON_DAYS = 35

_WEEK = 7
_FRIDAY = 4
_DAYS = {WEEKLY: range(1, 8), MONTHLY: range(32), QUARTERLY: range(32), YEARLY: range(32)}
_MONTHS = {WEEKLY: range(1), MONTHLY: range(1), QUARTERLY: range(1, 4), YEARLY: range(1, 13)}


@dataclass(frozen=True)
class Rhythm:
    """How often and on which day.

    `day` is 1 to 7 from Monday for weeks, else the day of the month: what a month does not have is its last day, 0 its
    last workday (Monday to Friday; holidays are not known here). `month` is that of the year, or 1 to 3 of a quarter.
    """

    every: str
    day: int
    month: int = 0


def check_rhythm(rhythm: Rhythm, lead_days: int) -> None:
    """Refuse a rhythm that has no days, and a duty that would be opened further ahead than five weeks."""
    if rhythm.every not in _DAYS:
        raise RuleBroken("recurrence.every")
    if rhythm.day not in _DAYS[rhythm.every]:
        raise RuleBroken("recurrence.day", first=_DAYS[rhythm.every][0], last=_DAYS[rhythm.every][-1])
    if rhythm.month not in _MONTHS[rhythm.every]:
        raise RuleBroken("recurrence.month", first=_MONTHS[rhythm.every][0], last=_MONTHS[rhythm.every][-1])
    if lead_days not in range(HORIZON_DAYS + 1):
        raise RuleBroken("recurrence.lead_days", most=HORIZON_DAYS)


def days(rhythm: Rhythm, first: date, last: date) -> list[date]:
    """The days of a rhythm from `first` to `last`, both included, in their order."""
    if rhythm.every == WEEKLY:
        ahead = (rhythm.day - 1 - first.weekday()) % _WEEK
        return [first + timedelta(days=n) for n in range(ahead, (last - first).days + 1, _WEEK)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    found = [_day_of(number // 12, number % 12 + 1, rhythm.day) for number in months if _falls_in(rhythm, number % 12)]
    return [day for day in found if first <= day <= last]


def _falls_in(rhythm: Rhythm, month: int) -> bool:
    """Whether a month, counted from 0 for January, is one of the rhythm's."""
    if rhythm.every == QUARTERLY:
        return month % 3 + 1 == rhythm.month
    return rhythm.every == MONTHLY or month + 1 == rhythm.month


def _day_of(year: int, month: int, day: int) -> date:
    length = monthrange(year, month)[1]
    if day != LAST_WORKDAY:
        return date(year, month, min(day, length))
    last = date(year, month, length)
    return last - timedelta(days=max(0, last.weekday() - _FRIDAY))
