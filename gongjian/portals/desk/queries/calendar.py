"""The days of a month with what is due on them."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Task, tasks_for
from gongjian.portals.desk.queries.wanted import last_of_month

# So much of a day is shown; the rest is one click away.
PER_DAY = 5
# Beyond these the calendar is not turned.
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class Day:
    """A day of the small calendar."""

    day: date
    in_month: bool
    is_today: bool
    has_tasks: bool
    is_late: bool


@dataclass(frozen=True)
class FullDay(Day):
    """A day of the month's page, with the first of its tasks."""

    tasks: list[Task]
    more: int


@dataclass(frozen=True)
class Month:
    """The month's page."""

    first: date
    weeks: list[list[FullDay]]
    late_before: int

    @property
    def previous(self) -> date | None:
        """A day of the month before."""
        return self.first - timedelta(days=1) if self.first > FIRST else None

    @property
    def following(self) -> date | None:
        """The first day of the month after."""
        last = last_of_month(self.first)
        return last + timedelta(days=1) if last < LAST else None

    @property
    def number(self) -> int:
        """How many things are due in the month."""
        return sum(len(day.tasks) + day.more for week in self.weeks for day in week)


def month_of(actor: Person, alliance: UUID, first: date, today: date) -> Month:
    """A person's month: each thing on the day by which it should be done, late or not."""
    on: dict[date, list[Task]] = defaultdict(list)
    late_before = 0
    for task in tasks_for(actor, alliance):
        if (task.due_on.year, task.due_on.month) == (first.year, first.month):
            on[task.due_on].append(task)
        late_before += task.due_on < min(first, today)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return Month(first, [[_full(day, first, today, on[day]) for day in week] for week in weeks], late_before)


def _full(day: date, first: date, today: date, tasks: list[Task]) -> FullDay:
    late = bool(tasks) and day < today
    shown, more = tasks[:PER_DAY], max(0, len(tasks) - PER_DAY)
    return FullDay(day, day.month == first.month, day == today, bool(tasks), late, shown, more)


def small_calendar(tasks: Sequence[Task], today: date) -> list[list[Day]]:
    """This month, with a mark on the days that have something due."""
    due = {task.due_on for task in tasks}
    weeks = Calendar().monthdatescalendar(today.year, today.month)
    return [
        [Day(day, day.month == today.month, day == today, day in due, day in due and day < today) for day in week]
        for week in weeks
    ]
