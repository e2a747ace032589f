"""JSON in and out of campaigns."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.schemas import Typed
from gongjian.modules.campaigns.actions import Outline
from gongjian.modules.campaigns.models import Campaign, Payment
from gongjian.rulebook import fundraising
from gongjian.rulebook.cash import CashCount, cash_count


class OpenCampaignIn(Typed):
    """What a campaign is, before anything is collected; papers by their names, the ceiling in fen."""

    kind: Campaign.Kind = Field(examples=["handed_over"])
    title: str = Field(min_length=1, max_length=80, examples=["慈善一日捐"])
    summary: str = Field(min_length=1, max_length=600, examples=["自愿参加，多少随心。"])
    organiser_id: UUID
    began_on: date
    ended_on: date | None = None
    charity: str = Field("", max_length=80, examples=["上海市慈善基金会"])
    filing: str = Field("", max_length=40)
    agreement: str = Field("", max_length=40)
    scope: str = Field("", max_length=200)
    ceiling: int | None = Field(None, gt=0)
    left_over: str = Field("", max_length=300, examples=["全部交给慈善组织，没有余款。"])
    related: str = Field("", max_length=300, examples=["没有"])

    def outline(self, organiser: Person) -> Outline:
        """The same for the deed."""
        papers = {name.value: getattr(self, name) for name in fundraising.Paper if name != fundraising.Paper.CEILING}
        return Outline(
            kind=self.kind,
            title=self.title,
            summary=self.summary,
            organiser=organiser,
            began_on=self.began_on,
            ended_on=self.ended_on,
            papers=papers,
            ceiling=self.ceiling,
        )


class CampaignOut(Schema):
    """A campaign with what was written down before it began; the ceiling in fen."""

    id: UUID
    code: str
    kind: str
    title: str
    summary: str
    began_on: date
    ended_on: date | None
    charity: str
    filing: str
    agreement: str
    scope: str
    ceiling: int | None
    left_over: str
    related: str


class SealBoxIn(Typed):
    """Where the box will stand, and the number of its seal."""

    place: str = Field(min_length=1, max_length=60, examples=["东口"])
    seal_number: str = Field(min_length=1, max_length=20, examples=["F-0131"])


class HandOutBoxIn(Typed):
    """By when the box is to be back and counted."""

    back_on: date


class CountIn(Typed):
    """Number of pieces by denomination in fen; what is not named is zero."""

    pieces: dict[int, int] = Field(examples=[{"10000": 21, "5000": 18, "10": 30}])

    def counted(self) -> CashCount:
        """The count as the rulebook judges it."""
        return cash_count(self.pieces)


class BankBoxIn(Typed):
    """The number of the bank's deposit slip."""

    deposit_slip: str = Field(min_length=1, max_length=40, examples=["HD-20180122-07"])


class CashBoxOut(Schema):
    """A box. Its total (fen) is there once it is entered in the books, not before."""

    id: UUID
    number: str
    place: str
    seal_number: str
    state: str
    attempt: int
    total: int | None
    handed_out_at: datetime | None
    counted_at: datetime | None


class CountOut(Schema):
    """A count that the caller may see: always the own one."""

    id: UUID
    round: int
    pieces: dict[int, int] = Field(alias="counted.pieces")
    total: int
    submitted_at: datetime


class JudgePaymentIn(Typed):
    """Whether a payment counts, and why."""

    answer: Payment.Answer = Field(examples=["left_out"])
    reason: str = Field(min_length=1, max_length=200, examples=["门票收入，不是捐款"])


class BillOut(Schema):
    """A payment bill."""

    id: UUID
    campaign_id: UUID
    channel: str
    account: str
    begins: date
    ends: date
    void_rows: int
    state: str
    read_at: datetime
    entered_at: datetime | None
    entry_id: UUID | None


class PaymentOut(Schema):
    """A payment on a bill, and what it is; amount in fen, a refund negative. Who paid is not known."""

    id: UUID = Field(alias="payment.id")
    line: int = Field(alias="payment.line")
    tail: str = Field(alias="payment.tail")
    amount: int = Field(alias="payment.amount")
    paid_at: datetime = Field(alias="payment.paid_at")
    product: str = Field(alias="payment.product")
    verdict: str


class PaymentJudgedOut(Schema):
    """What was decided about a payment."""

    id: UUID
    line: int
    answer: str
    reason: str
