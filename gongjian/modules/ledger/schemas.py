"""JSON in and out of the books."""

from datetime import date
from uuid import UUID

from ninja import Field, Schema

from gongjian.foundation.schemas import Typed


class AskReversalIn(Typed):
    """Why an entry is to be reversed."""

    reason: str = Field(min_length=1, max_length=200, examples=["金额记错"])


class ProposeCloseIn(Typed):
    """Which month."""

    month: str = Field(pattern=r"^\d{4}-\d{2}$", examples=["2026-10"])


class RefuseCloseIn(Typed):
    """Why a month is not closed."""

    reason: str = Field(min_length=1, max_length=200, examples=["现金少 20 元，先查清"])


class ExplainAlarmIn(Typed):
    """What happened."""

    explanation: str = Field(min_length=1, max_length=200, examples=["硬盘坏了，用了前一天的备份"])


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


class PeriodOut(Schema):
    """A month that was proposed to be closed."""

    id: UUID
    month: str
    state: str
    entries: int
    reason: str


class HeadOut(Schema):
    """What stands for the whole book on a day; the signature (Ed25519) is over its six facts, one a line."""

    id: UUID
    day: date
    size: int
    root: str
    seal: str
    signature: str
    signed_by: str


class ConfirmationOut(Schema):
    """That an organisation keeps a head."""

    id: UUID
    head_id: UUID
    organisation_id: UUID


class AlarmOut(Schema):
    """That the books do not fit a head."""

    id: UUID
    kind: str
    day: date
    size: int
    explanation: str
