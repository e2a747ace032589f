"""JSON in and out of campaigns."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from gongjian.foundation.schemas import Typed
from gongjian.rulebook.cash import CashCount, cash_count


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
