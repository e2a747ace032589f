"""JSON in and out of complaints and suggestions."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ninja import Field, Schema

from gongjian.foundation.schemas import Typed
from gongjian.modules.feedback.models import Feedback

LONGEST = 1000


class SendFeedbackIn(Typed):
    """What you tell the alliance you work in; `unsigned` keeps nothing of you."""

    kind: Literal["suggestion", "complaint", "correction", "take_down"]
    words: str = Field(min_length=1, max_length=LONGEST)
    name: str = Field("", max_length=40)
    contact: str = Field("", max_length=100)
    wants_answer: bool = True
    to_supervisor: bool = False
    unsigned: bool = False


class PassOnIn(Typed):
    """The organisation, and whether its speaker or its supervisor is to answer."""

    organisation_id: UUID
    power: Literal["speak", "supervise"] = "speak"


class AnswerIn(Typed):
    """The answer; whoever sent it reads it."""

    answer: str = Field(min_length=1, max_length=LONGEST)


class CloseIn(Typed):
    """Why there is no answer; whoever sent it reads it."""

    reason: str = Field(min_length=1, max_length=LONGEST)


class FeedbackOut(Schema):
    """What may be known of it without reading it."""

    id: UUID
    number: str
    kind: str
    state: str
    sent_at: datetime
    answer_by: date
    held_by: str
    power: str
    wants_answer: bool
    is_late: bool

    @staticmethod
    def resolve_held_by(row: Feedback) -> str:
        """By name."""
        return row.held_by.name


class FeedbackRead(FeedbackOut):
    """With its words and its answer, for whoever reads it by right; otherwise both are empty."""

    words: str = ""
    answer: str = ""

    @staticmethod
    def resolve_words(row: Feedback) -> str:
        """Opened only when the door says so."""
        return row.words.opened() if getattr(row, "may_be_read", False) else ""

    @staticmethod
    def resolve_answer(row: Feedback) -> str:
        """Opened only when the door says so."""
        return row.answer.opened() if getattr(row, "may_be_read", False) else ""


class ReceiptOut(FeedbackOut):
    """What was sent, with the code that opens its answer; the code is told here and nowhere else."""

    code: str
