"""When somebody who waits may remind, and when the program tells by itself of what can wait."""

from datetime import date, timedelta

from gongjian.rulebook.errors import RuleBroken

DAYS_AHEAD = 7
POST_ENDS_AHEAD = timedelta(days=30)


def check_nudge(due_on: date, today: date, *, nudged_today: bool) -> None:
    """Refuse to remind of what is not due for long, or a second time on one day."""
    days_left = (due_on - today).days
    if days_left > DAYS_AHEAD:
        raise RuleBroken("reminders.too_early", days_left=days_left, days=DAYS_AHEAD)
    if nudged_today:
        raise RuleBroken("reminders.nudged_today")


def is_told_again(last: date | None, today: date) -> bool:
    """Whether a month has begun since somebody was last told of what can wait."""
    return last is None or (last.year, last.month) < (today.year, today.month)


def post_ends_soon(ends_on: date | None, today: date) -> bool:
    """Whether the last day of a post is near, and not over; a post without a last day never ends by itself."""
    return ends_on is not None and today <= ends_on <= today + POST_ENDS_AHEAD
