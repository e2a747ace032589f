"""What this module puts on desks: the open promises of the posts that a person holds."""

from collections.abc import Iterator
from uuid import UUID

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Task, tasks_from, words_of
from gongjian.modules.promises import queries


@tasks_from
def promises_owed(actor: Person, alliance: UUID) -> Iterator[Task]:
    """Each open promise, in the words of the module that it belongs to."""
    for promise in queries.owed_by(actor, alliance):
        yield words_of(promise.deed).task(promise.due_on, promise.subject, promise.facts)
