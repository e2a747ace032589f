"""What a bill says, once it is read: payments and refunds in fen, each with the line that it stands on."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Channel(StrEnum):
    """Who took the money in."""

    WECHAT = "wechat"
    ALIPAY = "alipay"


class Reason(StrEnum):
    """Why a row of a bill counts for nothing."""

    REVOKED = "revoked"
    # The money of an earlier bill went back: somebody has to look where it was counted.
    REVOKED_BEFORE = "revoked_before"
    REFUND_PROCESSING = "refund_processing"
    REFUND_CHANGED = "refund_changed"
    REFUND_FAILED = "refund_failed"


class Payment(NamedTuple):
    """One payment, or one refund with a negative amount; `paid_at` is wall clock in Shanghai."""

    line: int
    number: str
    order: str
    refund: str
    amount: int
    fee: int
    paid_at: datetime
    product: str
    payer: str

    @property
    def key(self) -> tuple[str, str]:
        """By what the same payment is known again, in whichever file it stands."""
        return self.number, self.refund


class LeftOut(NamedTuple):
    """A row that counts for nothing, and why."""

    line: int
    reason: Reason


@dataclass(frozen=True)
class Bill:
    """A whole bill that agrees with its own totals."""

    channel: Channel
    account: str
    columns: int
    begins: date
    ends: date
    payments: tuple[Payment, ...] = field(repr=False)
    left_out: tuple[LeftOut, ...] = ()

    @property
    def total(self) -> int:
        """What was given, less what was given back."""
        return sum(payment.amount for payment in self.payments)

    @property
    def fee(self) -> int:
        """What the channel kept of it."""
        return sum(payment.fee for payment in self.payments)
