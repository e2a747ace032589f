"""JSON in and out of the books."""

from datetime import date
from uuid import UUID

from ninja import Field, Schema

from gongjian.foundation.schemas import Typed


class AskReversalIn(Typed):
    """Why an entry is to be reversed."""

    reason: str = Field(min_length=1, max_length=200, examples=["金额记错"])


class EntryOut(Schema):
    """An entry of the books with its seal."""

    id: UUID
    number: int
    voucher: str
    booked_on: date
    kind: str
    source: str
    reverses_id: UUID | None
    seal: str


class ReversalOut(Schema):
    """A request to reverse an entry."""

    id: UUID
    entry_id: UUID
    reason: str
    state: str
