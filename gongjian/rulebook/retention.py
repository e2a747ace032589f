"""How long what is kept about a person is needed (docs/rules/retention.md)."""

from calendar import monthrange
from datetime import date, timedelta

from gongjian.rulebook.errors import RuleBroken

_HANDING_OVER = timedelta(days=30)
_ANSWER_WITHIN = timedelta(days=15)
_LOG_MONTHS = 6
_BOOKS_YEARS = 30
_DECEMBER = 12


def due_on(keep: str, needed_until: date | None) -> date | None:
    """The first day on which it is no longer needed; None as long as no end is known.

    `needed_until` is the last day of the last post, of the year's last entry, or of the logged moment. An account is
    kept until its last profile is erased, which no day foretells.
    """
    if needed_until is None or keep == "account":
        return None
    if keep == "log":
        return _months_later(needed_until, _LOG_MONTHS)
    if keep == "books":
        return date(needed_until.year + 1 + _BOOKS_YEARS, 1, 1)
    return needed_until + _HANDING_OVER


def check_time_is_over(keep: str, needed_until: date, today: date) -> None:
    """Refuse to erase what the law has us keep a while longer."""
    until = due_on(keep, needed_until)
    if until and today < until:
        raise RuleBroken("retention.kept_until", until=until.isoformat())


def check_posts_are_over(last_day: date | None, today: date) -> None:
    """Refuse to erase who holds a post today or later; `last_day` is date.max for a post without an end."""
    if last_day and last_day >= today:
        raise RuleBroken("retention.holds_a_post")


def answer_by(asked_on: date) -> date:
    """The last day for answering somebody who asks to be erased. Asked on 2026-11-23 → 2026-12-08."""
    return asked_on + _ANSWER_WITHIN


def _months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of that month. 2026-08-31 and six months → 2027-02-28."""
    years, month = divmod(day.month - 1 + months, _DECEMBER)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
