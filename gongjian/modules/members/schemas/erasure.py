"""JSON in and out of erasing."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from gongjian.foundation.schemas import Typed


class AskErasureIn(Typed):
    """Why; about yourself you need not say it."""

    reason: str = Field("", max_length=120)


class RefuseErasureIn(Typed):
    """Why not; the person reads it."""

    answer: str = Field(min_length=1, max_length=200)


class ErasureOut(Schema):
    """A request for an erasure, and how it stands."""

    id: UUID
    profile_id: UUID
    state: str
    asked_at: datetime
    answer_by: date
    answered_at: datetime | None
    answer: str
