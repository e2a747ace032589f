"""Counting notes and coins: two blind counts compared, and what follows when they differ (docs/rules/cash.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from gongjian.rulebook.errors import RuleBroken

# The denomination table of RULE-CH-D (DOMAIN 5.2), in fen, largest first: 100, 50, 20, 10, 5, 1, 0.5 and 0.1 yuan.
DENOMINATIONS = (100_00, 50_00, 20_00, 10_00, 5_00, 1_00, 50, 10)

# A collection box holds a few thousand pieces at the most; more is a slip of the finger (a phone number, an amount).
MOST_PIECES = 9_999

_PAIR = 2
_SATURDAY = 5


@dataclass(frozen=True)
class CashCount:
    """How many pieces of each denomination (in fen) somebody counted."""

    pieces: Mapping[int, int]

    @property
    def total(self) -> int:
        """What it is worth, in fen."""
        return sum(denomination * number for denomination, number in self.pieces.items())


def cash_count(pieces: Mapping[int, int]) -> CashCount:
    """A count made of what somebody typed: every denomination present, largest first, missing ones zero.

    Raises `cash.unknown_denomination`, `cash.negative_pieces`, `cash.too_many_pieces`. An empty box counts as zero:
    it happens, and it is a result. Source: RULE-CH-D.
    """
    for denomination, number in pieces.items():
        if denomination not in DENOMINATIONS:
            raise RuleBroken("cash.unknown_denomination", denomination=denomination)
        if number < 0:
            raise RuleBroken("cash.negative_pieces", denomination=denomination, pieces=number)
        if number > MOST_PIECES:
            raise RuleBroken("cash.too_many_pieces", denomination=denomination, pieces=number, most=MOST_PIECES)
    return CashCount({denomination: pieces.get(denomination, 0) for denomination in DENOMINATIONS})


@dataclass(frozen=True)
class Difference:
    """A denomination (in fen) of which two people counted different numbers of pieces."""

    denomination: int
    first: int
    second: int

    @property
    def pieces(self) -> int:
        """By how many pieces they differ."""
        return abs(self.first - self.second)


def compare(first: CashCount, second: CashCount) -> list[Difference]:
    """Where two counts differ, largest denomination first; an empty list means that they agree.

    Two counts of the same worth but of different pieces differ: one of the two people miscounted.
    """
    return [
        Difference(denomination, first.pieces[denomination], second.pieces[denomination])
        for denomination in DENOMINATIONS
        if first.pieces[denomination] != second.pieces[denomination]
    ]


class Round(IntEnum):
    """The rounds of counting one box."""

    BLIND = 1  # two people, neither seeing the other's numbers
    RECOUNT = 2  # the same two together count again what differed, each writing down the own number
    THIRD = 3  # a supervisor counts alone, seeing neither


@dataclass(frozen=True)
class Submitted:
    """One submitted count: by whom, of which organisation on that day."""

    counter: str
    organisation: str
    count: CashCount


@dataclass(frozen=True)
class Tally:
    """Where the counting of a box stands, judged from the counts in the order they came in."""

    submitted: Sequence[Submitted]

    @property
    def round(self) -> Round:
        """The round that the next count would belong to."""
        return Round(min(len(self.submitted) // _PAIR + 1, Round.THIRD))

    @property
    def counters(self) -> tuple[str, ...]:
        """The two who count blind, in the order they handed in."""
        return tuple(each.counter for each in self.submitted[:_PAIR])

    @property
    def pairs(self) -> list[tuple[Submitted, Submitted]]:
        """The blind pair and the recounted pair, so far as both are in; in each, the first counter first."""
        found = [self.submitted[:_PAIR], self.submitted[_PAIR : 2 * _PAIR]]
        in_order = [sorted(pair, key=lambda each: self.counters.index(each.counter)) for pair in found]
        return [(pair[0], pair[1]) for pair in in_order if len(pair) == _PAIR]

    @property
    def differences(self) -> list[Difference]:
        """Where the last complete pair differs: what has to be counted again."""
        return compare(self.pairs[-1][0].count, self.pairs[-1][1].count) if self.pairs else []

    @property
    def agreed(self) -> CashCount | None:
        """The count that two different people arrived at, or None.

        Compared are the blind pair, then the recounted pair, then each third count with the recounts and the other
        third counts. A person never agrees with himself.
        """
        again, thirds = self.submitted[_PAIR : 2 * _PAIR], self.submitted[2 * _PAIR :]
        with_thirds = [(third, other) for place, third in enumerate(thirds) for other in [*again, *thirds[:place]]]
        for one, other in [*self.pairs, *with_thirds]:
            if one.counter != other.counter and not compare(one.count, other.count):
                return one.count
        return None


def check_may_count(tally: Tally, counter: str, organisation: str, *, of_two_organisations: bool) -> None:
    """Whether this person's count may be the next one. Source: RULE-CH-D, two different people.

    Raises `cash.agreed_already`, `cash.counted_already`, `cash.same_organisation` (where the alliance has decided
    so), `cash.not_your_recount`.
    """
    if tally.agreed is not None:
        raise RuleBroken("cash.agreed_already")
    this_round = tally.submitted[_PAIR * (tally.round - 1) :]
    earlier = tally.submitted if tally.round is Round.THIRD else this_round
    if any(each.counter == counter for each in earlier):
        raise RuleBroken("cash.counted_already")
    if tally.round is Round.RECOUNT and counter not in tally.counters:
        raise RuleBroken("cash.not_your_recount")
    if tally.round is Round.BLIND and of_two_organisations:
        for other in this_round:
            if other.organisation == organisation:
                raise RuleBroken("cash.same_organisation")


def bank_by(counted_on: date) -> date:
    """The day by which counted cash must lie in the bank: the next day, from Saturday and Sunday on to Monday.

    《现金管理暂行条例》 (1988) art. 11 wants cash banked the same day, or when the bank says; counting ends in the
    evening, so the next banking day is held to. Friday 2026-11-20 → Monday 2026-11-23; Monday → Tuesday.
    """
    day = counted_on + timedelta(days=1)
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= _SATURDAY else day
