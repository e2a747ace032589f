"""JSON in and out of the promises."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from gongjian.foundation.schemas import Typed
from gongjian.modules.members.models import Power
from gongjian.modules.promises.models import Handover, Promise, Routine
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
        return str(task_of(promise).title)

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


class MakePromiseIn(Typed):
    """What you promise for your own organisation."""

    title: str = Field(min_length=1, max_length=60)
    organisation_id: UUID
    power: Power
    due_on: date


class ReportDoneIn(Typed):
    """What was done, on which day, and where it can be seen."""

    words: str = Field(min_length=1, max_length=400)
    done_on: date
    link: str = Field("", max_length=300)


class WaivePromiseIn(Typed):
    """Why it need not be done."""

    reason: str = Field(min_length=1, max_length=200)


class ReportOut(Schema):
    """What shows that a promise was kept."""

    id: UUID
    promise_id: UUID
    words: str
    done_on: date
    link: str


class SetRoutineIn(Typed):
    """What an organisation owes again and again."""

    title: str = Field(min_length=1, max_length=60)
    organisation_id: UUID
    power: Power
    every: str = Field(examples=["quarterly"])
    day: int = Field(ge=0, le=31)
    month: int = Field(0, ge=0, le=12)
    lead_days: int = Field(14, ge=0, le=35)
    begins_on: date
    ends_on: date | None = None
    source: str = Field(min_length=1, max_length=80)


class StopRoutineIn(Typed):
    """The last day on which something may be due."""

    ends_on: date


class FeedOut(Schema):
    """A subscription. Its address is told to the request that opened it, and never again."""

    id: UUID
    address: str = ""
    opened_at: datetime
    closed_at: datetime | None


class RoutineOut(Schema):
    """What an organisation owes again and again."""

    id: UUID
    title: str
    organisation_id: UUID
    power: str
    every: str
    day: int
    month: int
    lead_days: int
    begins_on: date
    ends_on: date | None
    source: str

    @staticmethod
    def resolve_organisation_id(routine: Routine) -> UUID:
        """The organisation that owes it."""
        return routine.owed_by_id
