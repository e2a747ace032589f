"""Closing the books of a month, and what may still be entered afterwards (docs/rules/closing.md).

A month is told as text, 2026-11: it sorts as it follows. Closed months are one stretch from the first on, so one of
them says it all: the last.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from gongjian.rulebook.errors import RuleBroken


def month_of(day: date) -> str:
    """The month in which a day lies."""
    return day.isoformat()[:7]


def month_after(month: str) -> str:
    """The next one."""
    first = date.fromisoformat(f"{month}-01")
    return month_of(first + timedelta(days=31))


def last_day_of(day: date) -> date:
    """The last day of the month in which a day lies."""
    return date.fromisoformat(f"{month_after(month_of(day))}-01") - timedelta(days=1)


def check_open(booked_on: date, closed_until: str) -> None:
    """Nothing is entered in a closed month; what was wrong there is put right in an open one.

    `closed_until` is the last closed month, or empty. Raises `closing.month_closed` with the first open month.
    Source: 《会计基础工作规范》 on closing, and 红字更正: what is closed is never opened again.
    """
    if month_of(booked_on) <= closed_until:
        raise RuleBroken("closing.month_closed", month=month_of(booked_on), open=month_after(closed_until))


def next_to_close(months: Iterable[str], closed_until: str) -> str:
    """The month whose turn it is: of those in which something was entered, the first after the closed ones; or empty.

    Months without an entry are closed with the next one that has some: years may lie between two collections.
    """
    return min((month for month in months if month > closed_until), default="")


def check_close(month: str, *, turn: str, today: date) -> None:
    """A month is closed when it is over, and after the one before it.

    `turn` is what `next_to_close` says. Raises `closing.nothing_entered`, `closing.not_its_turn`, `closing.not_over`.
    """
    if not turn:
        raise RuleBroken("closing.nothing_entered")
    if month != turn:
        raise RuleBroken("closing.not_its_turn", turn=turn)
    if month >= month_of(today):
        raise RuleBroken("closing.not_over", month=month)
