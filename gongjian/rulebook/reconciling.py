"""Which payments of a bill are gifts to a campaign, and which somebody has to look at (docs/rules/reconciling.md)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Answer(StrEnum):
    """What somebody decided about a payment that was in doubt."""

    COUNTS = "counts"
    LEFT_OUT = "left_out"


class Verdict(StrEnum):
    """What a payment is, as far as the bill and the books tell."""

    GIFT = "gift"
    REFUND = "refund"
    KNOWN = "known"
    LEFT_OUT = "set_aside"
    OUT_OF_DAYS = "out_of_days"
    NO_GIFT = "no_gift"


# Nothing is entered before somebody has decided about each of these.
DOUBTS = (Verdict.OUT_OF_DAYS, Verdict.NO_GIFT)


@dataclass(frozen=True)
class Seen:
    """A row of a bill: its own mark, that of the payment that it is or gives back, and its amount in fen."""

    mark: str
    payment: str
    amount: int
    day: date
    answer: str = ""


@dataclass(frozen=True)
class Campaign:
    """The days of a campaign; the last is open as long as it is not settled."""

    began_on: date
    ended_on: date | None = None

    def goes_on(self, day: date) -> bool:
        """Whether it was going on then."""
        return self.began_on <= day and (self.ended_on is None or day <= self.ended_on)


def verdicts(
    rows: Sequence[Seen], campaign: Campaign, *, known: Collection[str], given: Mapping[str, int]
) -> list[Verdict]:
    """What each row is, in the order of the rows.

    `known` are the marks of rows that were entered before, `given` what is left of each payment entered before, in
    fen. A refund gives back what was entered, in this bill or before; more, or of nothing, is a doubt. Who answered
    that a payment counts takes it into the campaign although its day lies outside; a refund can only be left out.
    """
    left = dict(given)
    found = {place: _payment(row, campaign, known) for place, row in enumerate(rows) if row.amount > 0}
    for place, verdict in found.items():
        if verdict is Verdict.GIFT:
            left[rows[place].payment] = left.get(rows[place].payment, 0) + rows[place].amount
    for place, row in enumerate(rows):
        if row.amount <= 0:
            found[place] = _refund(row, known, left)
            if found[place] is Verdict.REFUND:
                left[row.payment] = left.get(row.payment, 0) + row.amount
    return [found[place] for place in range(len(rows))]


def _payment(row: Seen, campaign: Campaign, known: Collection[str]) -> Verdict:
    if row.mark in known:
        return Verdict.KNOWN
    if row.answer == Answer.LEFT_OUT:
        return Verdict.LEFT_OUT
    return Verdict.GIFT if row.answer == Answer.COUNTS or campaign.goes_on(row.day) else Verdict.OUT_OF_DAYS


def _refund(row: Seen, known: Collection[str], left: Mapping[str, int]) -> Verdict:
    if row.mark in known:
        return Verdict.KNOWN
    if row.answer == Answer.LEFT_OUT:
        return Verdict.LEFT_OUT
    return Verdict.REFUND if left.get(row.payment, 0) + row.amount >= 0 else Verdict.NO_GIFT
