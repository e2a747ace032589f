"""JSON in and out of who gets in."""

from datetime import datetime
from uuid import UUID

from ninja import Field, Schema

from gongjian.foundation.schemas import Typed
from gongjian.modules.entrance.models import Recovery, Visit


class UseSlipIn(Typed):
    """The code of a slip, and what to sign in with from now on; for a recovery the user name stays as it is."""

    code: str = Field(min_length=1, max_length=40)
    username: str = Field("", max_length=150)
    password: str = Field(min_length=1, max_length=128)


class ProposeRecoveryIn(Typed):
    """How somebody was recognised."""

    identified: Recovery.Identified
    note: str = Field(min_length=1, max_length=200)


class AskVisitIn(Typed):
    """Where an operator wants to look, why and for how long."""

    alliance_id: UUID
    reason: str = Field(min_length=1, max_length=200)
    hours: int = Field(ge=1, le=Visit.LONGEST)


class SlipOut(Schema):
    """A slip. Its code is told to the request that made it, and never again."""

    id: UUID
    purpose: str
    code: str = ""
    expires_at: datetime
    used_at: datetime | None
    withdrawn_at: datetime | None


class UsedSlipOut(Schema):
    """Somebody is in: sign in by this name."""

    username: str


class RecoveryOut(Schema):
    """A recovery: who proposed, who agreed."""

    id: UUID
    person_id: UUID
    identified: str
    state: str
    proposed_by_id: UUID
    agreed_by_id: UUID | None


class VisitOut(Schema):
    """A visit of an operator."""

    id: UUID
    reason: str
    hours: int
    ends_at: datetime | None
    ended_at: datetime | None
