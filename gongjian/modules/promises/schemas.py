"""JSON in and out of the promises."""

from datetime import date
from uuid import UUID

from ninja import Schema

from gongjian.modules.promises.models import Promise
from gongjian.modules.promises.queries.pages import task_of


class PromiseOut(Schema):
    """What somebody owes or owed, by which day, and what became of it."""

    id: UUID
    title: str
    organisation_id: UUID
    power: str
    due_on: date
    rule: str
    state: str
    closed_on: date | None
    days_late: int
    evidence: str
    reason: str

    @staticmethod
    def resolve_title(promise: Promise) -> str:
        """In the words of the module that it belongs to."""
        return task_of(promise).title

    @staticmethod
    def resolve_organisation_id(promise: Promise) -> UUID:
        """The organisation that owes it."""
        return promise.owed_by_id


class NudgeOut(Schema):
    """A reminder: of which promise, on which day."""

    id: UUID
    promise_id: UUID
    day: date
