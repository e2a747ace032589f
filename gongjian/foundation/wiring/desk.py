"""The desk: modules tell what waits for a person, and put their promises into words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django_stubs_ext import StrOrPromise

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.remembered import remembered


@dataclass(frozen=True)
class Task:
    """Something to do by a day, with the one button that leads there."""

    due_on: date
    title: str
    detail: str
    verb: StrOrPromise
    url: str
    waits_for: str = ""


@dataclass(frozen=True)
class PromiseWords:
    """How a promise is told; facts stand in the texts as %(name)s, the subject's id completes the address."""

    title: StrOrPromise
    detail: StrOrPromise
    verb: StrOrPromise
    url_name: str

    def task(self, due_on: date, subject: str, facts: Mapping[str, object], *, waits_for: str = "") -> Task:
        """The promise as a task."""
        url = reverse(self.url_name, args=[subject.rsplit(":", 1)[1]])
        return Task(due_on, str(self.title) % facts, str(self.detail) % facts, self.verb, url, waits_for)


Provider = Callable[[Person, UUID], Iterable[Task]]

_providers: list[Provider] = []
_words: dict[str, PromiseWords] = {}


def tasks_from(provider: Provider) -> Provider:
    """Let a module put tasks on desks."""
    _providers.append(provider)
    return provider


@remembered
def tasks_for(actor: Person, alliance: UUID) -> list[Task]:
    """All that waits for a person in an alliance, the most urgent first."""
    found = [task for provider in _providers for task in provider(actor, alliance)]
    return sorted(found, key=lambda task: task.due_on)


def promise_words(deed: str, words: PromiseWords) -> None:
    """Put into words what is owed when a promise to do this deed is open."""
    _words[deed] = words


def words_of(deed: str) -> PromiseWords:
    """The words of a promise."""
    return _words[deed]
