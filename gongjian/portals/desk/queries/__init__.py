"""What stands on a desk, in the order in which it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django_stubs_ext import StrOrPromise

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Task, tasks_for
from gongjian.modules.promises import queries as promises
from gongjian.portals.desk.queries.calendar import Day, small_calendar
from gongjian.portals.desk.queries.kept import OwnShare, own_share
from gongjian.portals.desk.queries.waiting import Choices, choices_among, first_awaited
from gongjian.portals.desk.queries.wanted import EVERYTHING, Stretch, Wanted, last_of_month, stretches

# The desk shows the beginning of each stretch; a stretch that is looked for by itself is shown page by page.
PER_STRETCH, PER_PAGE = 20, 50
ON_PAPER = 100


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
    """The first of the tasks that are due in the same stretch of time."""

    name: str
    title: StrOrPromise
    tasks: list[Task]
    today: date
    more: int = 0

    @property
    def due(self) -> list[Due]:
        """Each task with the days that are left for it."""
        return due(self.tasks, self.today)

    @property
    def total(self) -> int:
        """How many they are with those that are not shown."""
        return len(self.tasks) + self.more


@dataclass(frozen=True)
class Desk:
    """A person's desk on a day."""

    today: date
    due_now: int
    later: int
    wanted: Wanted
    found: int
    groups: list[Group]
    pages: Page[Task] | None
    waiting: list[Task]
    waiting_count: int
    weeks: list[list[Day]]
    choices: Choices
    kept_this_month: int
    share: OwnShare

    @property
    def awaited(self) -> list[Due]:
        """What the others owe, each with the days that are left for it."""
        return due(self.waiting, self.today)

    @property
    def most_urgent(self) -> Task | None:
        """The one thing to do first."""
        return self.groups[0].tasks[0] if self.groups else None


@dataclass(frozen=True)
class Paper:
    """What is due by the end of the month, for a sheet of paper."""

    today: date
    until: date
    due: list[Due]
    more: int


def desk_of(actor: Person, alliance: UUID, today: date, wanted: Wanted = EVERYTHING) -> Desk:
    """Everything that waits for a person, and what the person waits for, as far as it is looked for."""
    tasks = tasks_for(actor, alliance)
    found = wanted.among(tasks, today)
    pages = Paginator(found, PER_PAGE).get_page(wanted.page) if wanted.stretch or wanted.day else None
    waiting, waiting_count = first_awaited(actor, alliance, today, wanted)
    due_now = sum(task.due_on <= today for task in tasks)
    return Desk(
        today=today,
        due_now=due_now,
        later=len(tasks) - due_now,
        wanted=wanted,
        found=len(found),
        groups=_grouped(list(pages.object_list), today, PER_PAGE) if pages else _grouped(found, today, PER_STRETCH),
        pages=pages,
        waiting=waiting,
        waiting_count=waiting_count,
        weeks=small_calendar(tasks, today),
        choices=choices_among([*tasks, *waiting]),
        kept_this_month=promises.kept_in_month(alliance, today),
        share=own_share(actor, alliance, today),
    )


def paper_of(actor: Person, alliance: UUID, today: date) -> Paper:
    """What a person has to do by the end of the month, late things first."""
    until = last_of_month(today)
    tasks = [task for task in tasks_for(actor, alliance) if task.due_on <= until]
    return Paper(today, until, due(tasks[:ON_PAPER], today), max(0, len(tasks) - ON_PAPER))


def due(tasks: Sequence[Task], today: date) -> list[Due]:
    """Each task with the days that are left for it."""
    return [Due(task, (task.due_on - today).days) for task in tasks]


def _grouped(tasks: Sequence[Task], today: date, most: int) -> list[Group]:
    groups = [_group(stretch, tasks, today, most) for stretch in stretches(today)]
    return [group for group in groups if group.tasks]


def _group(stretch: Stretch, tasks: Sequence[Task], today: date, most: int) -> Group:
    inside = [task for task in tasks if stretch.has(task.due_on)]
    return Group(stretch.name, stretch.title, inside[:most], today, max(0, len(inside) - most))
