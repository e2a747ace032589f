"""The desk: modules tell what waits for a person, and put their promises into words."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.urls import reverse_lazy
from django.utils.functional import lazy
from django_stubs_ext import StrOrPromise

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.remembered import remembered


def _told(words: StrOrPromise, facts: Mapping[str, object]) -> str:
    return str(words) % facts


# A desk may have hundreds of tasks and shows a few of each stretch: only what is read is put into words.
_told_when_read = lazy(_told, str)


@dataclass(frozen=True)
class Task:
    """Something to do by a day, with the one button that leads there, or the reasons why the button is grey.

    `deed` and `about` say what it is by name; a task that is a step of another deed about the same record takes the
    place of that promise.
    """

    due_on: date
    title: StrOrPromise
    detail: StrOrPromise
    verb: StrOrPromise
    url: StrOrPromise
    waits_for: str = ""
    deed: str = ""
    about: str = ""
    step_of: str = ""
    why_not: tuple[str, ...] = ()


@dataclass(frozen=True)
class PromiseWords:
    """How a promise is told; facts stand in the texts as %(name)s, the subject's id completes the address."""

    title: StrOrPromise
    detail: StrOrPromise
    verb: StrOrPromise
    url_name: str
    deed: str = ""

    def task(self, due_on: date, subject: str, facts: Mapping[str, object], *, waits_for: str = "") -> Task:
        """The promise as a task."""
        url = reverse_lazy(self.url_name, args=[subject.rsplit(":", 1)[1]])
        title, detail = _told_when_read(self.title, facts), _told_when_read(self.detail, facts)
        return Task(due_on, title, detail, self.verb, url, waits_for, self.deed, subject)


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
    return sorted(_without_doubles(found), key=lambda task: task.due_on)


def _without_doubles(tasks: list[Task]) -> list[Task]:
    """One thing stands on a desk once: a step in place of the promise that it serves, by the promise's day."""
    steps = {(task.step_of, task.about): task for task in tasks if task.step_of}
    served = {key: task.due_on for task in tasks if (key := (task.deed, task.about)) in steps}
    kept = [task for task in tasks if (task.deed, task.about) not in steps]
    return [
        replace(task, due_on=served[key]) if (key := (task.step_of, task.about)) in served else task for task in kept
    ]


def promise_words(deed: str, words: PromiseWords) -> None:
    """Put into words what is owed when a promise to do this deed is open."""
    _words[deed] = replace(words, deed=deed)


def words_of(deed: str) -> PromiseWords:
    """The words of a promise."""
    return _words[deed]
