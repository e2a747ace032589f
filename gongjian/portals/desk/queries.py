"""What stands on a desk, in the order in which it is due."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Task, tasks_for, words_of
from gongjian.modules.promises import queries as promises

_SUNDAY = 6


@dataclass(frozen=True)
class Due:
    """A task, and how many days are left for it."""

    task: Task
    days_left: int

    @property
    def days_late(self) -> int:
        """How many days ago it should have been done."""
        return max(0, -self.days_left)


@dataclass(frozen=True)
class Group:
    """Tasks that are due in the same stretch of time."""

    title: StrOrPromise
    tasks: list[Task]
    today: date

    @property
    def due(self) -> list[Due]:
        """Each task with the days that are left for it."""
        return _due(self.tasks, self.today)


@dataclass(frozen=True)
class Day:
    """A day of the small calendar."""

    day: date
    in_month: bool
    is_today: bool
    has_tasks: bool
    is_late: bool


@dataclass(frozen=True)
class Desk:
    """A person's desk on a day."""

    today: date
    groups: list[Group]
    waiting: list[Task]
    weeks: list[list[Day]]
    kept_this_month: int

    @property
    def due_now(self) -> int:
        """How many things are overdue or due today."""
        return sum(task.due_on <= self.today for group in self.groups for task in group.tasks)

    @property
    def later(self) -> int:
        """How many come after today."""
        return sum(len(group.tasks) for group in self.groups) - self.due_now

    @property
    def awaited(self) -> list[Due]:
        """What the others owe, each with the days that are left for it."""
        return _due(self.waiting, self.today)

    @property
    def most_urgent(self) -> Task | None:
        """The one thing to do first."""
        return self.groups[0].tasks[0] if self.groups else None


def desk_of(actor: Person, alliance: UUID, today: date) -> Desk:
    """Everything that waits for a person, and what the person waits for."""
    tasks = tasks_for(actor, alliance)
    return Desk(
        today=today,
        groups=_grouped(tasks, today),
        waiting=[
            words_of(owed.deed).task(owed.due_on, owed.subject, owed.facts, waits_for=owed.owed_by.name)
            for owed in promises.awaited_by(actor, alliance)
        ],
        weeks=_calendar(tasks, today),
        kept_this_month=promises.kept_in_month(alliance, today),
    )


def _due(tasks: Sequence[Task], today: date) -> list[Due]:
    return [Due(task, (task.due_on - today).days) for task in tasks]


def _grouped(tasks: Sequence[Task], today: date) -> list[Group]:
    end_of_week = today + timedelta(days=_SUNDAY - today.weekday())
    end_of_month = date(today.year + today.month // 12, today.month % 12 + 1, 1) - timedelta(days=1)
    stretches = (
        (_("已逾期"), date.min, today - timedelta(days=1)),
        (_("今天"), today, today),
        (_("本周"), today + timedelta(days=1), end_of_week),
        (_("本月"), max(today, end_of_week) + timedelta(days=1), end_of_month),
        (_("以后"), max(end_of_week, end_of_month) + timedelta(days=1), date.max),
    )
    groups = [
        Group(title, [task for task in tasks if begin <= task.due_on <= end], today) for title, begin, end in stretches
    ]
    return [group for group in groups if group.tasks]


def _calendar(tasks: Sequence[Task], today: date) -> list[list[Day]]:
    due = {task.due_on for task in tasks}
    weeks = Calendar().monthdatescalendar(today.year, today.month)
    return [
        [Day(day, day.month == today.month, day == today, day in due, day in due and day < today) for day in week]
        for week in weeks
    ]
