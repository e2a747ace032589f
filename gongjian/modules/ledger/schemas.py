"""JSON in and out of the books."""

from datetime import date
from uuid import UUID

from ninja import Field, Schema

from gongjian.foundation.schemas import Typed
from gongjian.rulebook.ledger import EntryKind


class AskReversalIn(Typed):
    """Why an entry is to be reversed."""

    reason: str = Field(min_length=1, max_length=200, examples=["金额记错"])


class AskBookingIn(Typed):
    """What is to be entered: fen for money, pieces for goods; accounts by their codes (docs/rules/bookings.md)."""

    kind: EntryKind = Field(examples=["paid"])
    fund_id: UUID
    amount: int = Field(gt=0, le=10**12, examples=[12_000])
    from_account: str = Field(max_length=4, examples=["1002"])
    to_account: str = Field(max_length=4, examples=["5101"])
    words: str = Field(min_length=1, max_length=200, examples=["老人配镜的镜片"])
    document: str = Field("", max_length=60, examples=["发票 0231"])
    to_fund_id: UUID | None = None
    receiver_id: UUID | None = None
    goods_id: UUID | None = None


class RefuseBookingIn(Typed):
    """Why something is not entered."""

    reason: str = Field(min_length=1, max_length=200, examples=["发票上的金额不一样"])


class OpenFreeFundIn(Typed):
    """What a fund of free money is called."""

    name: str = Field(min_length=1, max_length=60, examples=["机动资金"])


class AddGoodsIn(Typed):
    """A kind of goods and its unit."""

    name: str = Field(min_length=1, max_length=40, examples=["被子"])
    unit: str = Field(min_length=1, max_length=10, examples=["条"])


class FundOut(Schema):
    """A fund: kept for a purpose, or free."""

    id: UUID
    code: str
    name: str
    restricted: bool


class GoodsOut(Schema):
    """A kind of goods."""

    id: UUID
    name: str
    unit: str


class BookingOut(Schema):
    """What was asked to be entered, and where it stands."""

    id: UUID
    kind: str
    fund_id: UUID
    amount: int
    from_account: str
    to_account: str
    to_fund_id: UUID | None
    goods_id: UUID | None
    words: str
    document: str
    state: str
    reason: str
    entry_id: UUID | None


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
