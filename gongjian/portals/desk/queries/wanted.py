"""What somebody looks for on the desk: some words, one kind of thing, a stretch of time, one organisation."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gongjian.foundation.wiring import Task

_SUNDAY = 6


@dataclass(frozen=True)
class Stretch:
    """Some days that are thought of together."""

    name: str
    title: StrOrPromise
    begin: date
    end: date

    def has(self, day: date) -> bool:
        """Whether a day is among them."""
        return self.begin <= day <= self.end


@dataclass(frozen=True)
class Wanted:
    """What is looked for; nothing of it narrows nothing."""

    words: str = ""
    kind: str = ""
    stretch: str = ""
    day: date | None = None
    organisation: UUID | None = None
    page: str = ""

    def __bool__(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.words or self.kind or self.stretch or self.day or self.organisation)

    def fits(self, task: Task) -> bool:
        """Whether every word stands somewhere in the task; spaces, full width and case make no difference."""
        text = _plain(f"{task.title}{task.detail}{task.waits_for}")
        return all(_plain(word) in text for word in self.words.split())

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day that is looked for."""
        if self.day:
            return self.day, self.day
        return next(
            ((one.begin, one.end) for one in stretches(today) if one.name == self.stretch), (date.min, date.max)
        )

    def among(self, tasks: Iterable[Task], today: date) -> list[Task]:
        """The tasks that are looked for."""
        begin, end = self.days(today)
        return [
            task
            for task in tasks
            if self.kind in {"", task.deed} and begin <= task.due_on <= end and (not self.words or self.fits(task))
        ]


EVERYTHING = Wanted()


def stretches(today: date) -> list[Stretch]:
    """All days, parted as people think of them: no day is in two stretches or in none."""
    one = timedelta(days=1)
    end_of_week = today + timedelta(days=_SUNDAY - today.weekday())
    end_of_month = last_of_month(today)
    return [
        Stretch("late", _("已逾期"), date.min, today - one),
        Stretch("today", _("今天"), today, today),
        Stretch("week", _("本周"), today + one, end_of_week),
        Stretch("month", _("本月"), max(today, end_of_week) + one, end_of_month),
        Stretch("later", _("以后"), max(end_of_week, end_of_month) + one, date.max),
    ]


def last_of_month(day: date) -> date:
    """The last day of a day's month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1) - timedelta(days=1)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())
