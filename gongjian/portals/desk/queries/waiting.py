"""What somebody waits for: owed by others, with what one may look for among it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window
from django_stubs_ext import StrOrPromise

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Task, words_of
from gongjian.modules.promises import queries as promises
from gongjian.modules.promises.models import Promise
from gongjian.portals.desk.queries.wanted import Wanted

# The desk shows the beginning, the page of its own all of it.
ON_DESK, PER_PAGE = 20, 20
# Words are looked for in the sentences people read, which the database does not know: among the most urgent.
SEARCHED = 1000


@dataclass(frozen=True)
class Awaited:
    """Some of what the others owe, in words, and where these stand among all of it."""

    tasks: list[Task]
    page: Page[Any]


@dataclass(frozen=True)
class Choices:
    """What may be chosen to look for: kinds of things by their button, organisations by their name."""

    kinds: list[tuple[str, StrOrPromise]]
    organisations: list[tuple[str, str]]


def waiting_for(actor: Person, alliance: UUID, today: date, wanted: Wanted) -> Awaited:
    """A page of what the others owe, the most urgent first."""
    owed = _owed(actor, alliance, today, wanted)
    if wanted.words:
        found = Paginator(_with_words(owed, wanted), PER_PAGE).get_page(wanted.page)
        return Awaited(list(found.object_list), found)
    page = Paginator(owed, PER_PAGE).get_page(wanted.page)
    return Awaited([task_of(promise) for promise in page.object_list], page)


def first_awaited(actor: Person, alliance: UUID, today: date, wanted: Wanted) -> tuple[list[Task], int]:
    """The most urgent of what the others owe, and how much it is altogether."""
    owed = _owed(actor, alliance, today, wanted)
    if wanted.words:
        found = _with_words(owed, wanted)
        return found[:ON_DESK], len(found)
    first = list(owed.annotate(altogether=Window(Count("pk")))[:ON_DESK])
    return [task_of(promise) for promise in first], first[0].altogether if first else 0


def choices_for(actor: Person, alliance: UUID) -> Choices:
    """The kinds of things that are awaited, and who owes them."""
    rows = promises.awaited_by(actor, alliance).order_by().values_list("deed", "owed_by", "owed_by__name").distinct()
    kinds: dict[str, StrOrPromise] = {}
    organisations: dict[str, str] = {}
    for deed, organisation, name in rows:
        kinds[deed] = words_of(deed).verb
        organisations[str(organisation)] = name
    return Choices(sorted(kinds.items()), sorted(organisations.items(), key=lambda one: one[1]))


def choices_among(tasks: Iterable[Task]) -> Choices:
    """The kinds of things that stand on a desk."""
    return Choices(sorted({task.deed: task.verb for task in tasks if task.deed}.items()), [])


def task_of(promise: Promise) -> Task:
    """A promise in words, with the name of whoever owes it."""
    words = words_of(promise.deed)
    return words.task(promise.due_on, promise.subject, promise.facts, waits_for=promise.owed_by.name)


def _owed(actor: Person, alliance: UUID, today: date, wanted: Wanted) -> QuerySet[Promise]:
    owed = promises.awaited_by(actor, alliance)
    if wanted.kind:
        owed = owed.filter(deed=wanted.kind)
    if wanted.stretch or wanted.day:
        owed = owed.filter(due_on__range=wanted.days(today))
    return owed.filter(owed_by=wanted.organisation) if wanted.organisation else owed


def _with_words(owed: QuerySet[Promise], wanted: Wanted) -> list[Task]:
    return [task for promise in owed[:SEARCHED] if wanted.fits(task := task_of(promise))]
