"""When somebody who waits may remind: not long before the day, and once a day for all together."""

from datetime import date

from gongjian.rulebook.errors import RuleBroken

DAYS_AHEAD = 7


def check_nudge(due_on: date, today: date, *, nudged_today: bool) -> None:
    """Refuse to remind of what is not due for long, or a second time on one day."""
    days_left = (due_on - today).days
    if days_left > DAYS_AHEAD:
        raise RuleBroken("reminders.too_early", days_left=days_left, days=DAYS_AHEAD)
    if nudged_today:
        raise RuleBroken("reminders.nudged_today")
