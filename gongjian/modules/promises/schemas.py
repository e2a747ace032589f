"""JSON in and out of the promises."""

from datetime import date
from uuid import UUID

from ninja import Schema

from gongjian.foundation.schemas import Typed
from gongjian.modules.promises.models import Handover, Promise
from gongjian.modules.promises.queries.handovers import items_of, signed_posts
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


class DrawUpHandoverIn(Typed):
    """To whom a post is handed over: the post of the other person."""

    coming_id: UUID


class PaperSignaturesIn(Typed):
    """On which day both signed on paper."""

    signed_on: date


class HandoverOut(Schema):
    """A list of what was open when a post changed hands."""

    id: UUID
    leaving_id: UUID
    coming_id: UUID
    promises: list[UUID]
    signed_by: list[UUID]

    @staticmethod
    def resolve_promises(handover: Handover) -> list[UUID]:
        """What stands on it."""
        return [item.promise_id for item, _row in items_of(handover)]

    @staticmethod
    def resolve_signed_by(handover: Handover) -> list[UUID]:
        """The posts whose holders have signed."""
        return [post.pk for post in signed_posts(handover)]


class SignatureOut(Schema):
    """A signature under a list."""

    id: UUID
    handover_id: UUID
    post_id: UUID
    signed_on: date
