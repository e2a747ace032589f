"""What one person asks to have entered and another agrees to (docs/rules/bookings.md)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gongjian.rulebook import ledger
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.ledger import (
    AID,
    BANK,
    CASH,
    DONATIONS,
    GOODS,
    IN_TRANSIT,
    OTHER_INCOME,
    RUNNING_COSTS,
    Entry,
    EntryKind,
    Place,
)


class Second(StrEnum):
    """Who answers, besides the cashier who asks."""

    LEADER = "leader"
    SUPERVISOR = "supervisor"
    RECEIVER = "receiver"


class Way(NamedTuple):
    """From which accounts to which something may go, and who agrees to it."""

    out_of: tuple[str, ...]
    to: tuple[str, ...]
    second: Second


# Whoever takes it into his hands counts it himself; what leaves a fund is for the leader to decide; and where money
# only comes, or changes its place, a supervisor compares it with the slip of the bank or the list of the goods.
WAYS: Mapping[EntryKind, Way] = {
    EntryKind.PAID: Way((BANK, CASH), (AID, RUNNING_COSTS), Second.LEADER),
    EntryKind.INCOME_RECEIVED: Way((OTHER_INCOME,), (BANK, CASH), Second.SUPERVISOR),
    EntryKind.ALLOCATED: Way((BANK, CASH), (BANK, CASH), Second.LEADER),
    EntryKind.CASH_HANDED: Way((CASH,), (CASH,), Second.RECEIVER),
    EntryKind.CASH_BANKED: Way((CASH,), (BANK,), Second.SUPERVISOR),
    EntryKind.CASH_SENT: Way((CASH,), (IN_TRANSIT,), Second.SUPERVISOR),
    EntryKind.CASH_ARRIVED: Way((IN_TRANSIT,), (BANK,), Second.SUPERVISOR),
    EntryKind.GOODS_RECEIVED: Way((DONATIONS,), (GOODS,), Second.SUPERVISOR),
    EntryKind.GOODS_GIVEN: Way((GOODS,), (AID,), Second.LEADER),
    EntryKind.GOODS_HANDED: Way((GOODS,), (GOODS,), Second.RECEIVER),
}

# What lies in somebody's hands, so that the books say in whose.
IN_HANDS = (CASH, IN_TRANSIT, GOODS)


def kinds_for(second: Second) -> list[EntryKind]:
    """What this one has to agree to."""
    return [kind for kind, way in WAYS.items() if way.second is second]


@dataclass(frozen=True)
class Asked:
    """An amount (fen, or pieces) that is to go from one place to another."""

    kind: EntryKind
    amount: int
    out_of: Place
    to: Place


def check(asked: Asked, *, restricted: Collection[str]) -> None:
    """Whether this may be asked for at all, whatever there is of it; `restricted` names the funds kept for a purpose.

    Raises `bookings.no_way` (no such kind, or not between these accounts or funds), `bookings.to_oneself`,
    `bookings.purpose_only` (running costs out of money given for a purpose), `bookings.restricted_stays` and
    `bookings.not_free_to_free` (only free money is allocated, and only to a purpose).
    Source: 《慈善法》第五十六条 (专款专用); 《会计基础工作规范》第十二条 (whoever keeps the cash does not check it).
    """
    _check_way(asked)
    if asked.kind is EntryKind.ALLOCATED:
        if asked.out_of.fund in restricted:
            raise RuleBroken("bookings.restricted_stays")
        if asked.to.fund not in restricted:
            raise RuleBroken("bookings.not_free_to_free")
    if asked.to.account == RUNNING_COSTS and asked.to.fund in restricted:
        raise RuleBroken("bookings.purpose_only")


def _check_way(asked: Asked) -> None:
    way = WAYS.get(asked.kind)
    if way is None or asked.out_of.account not in way.out_of or asked.to.account not in way.to:
        raise RuleBroken("bookings.no_way")
    if way.second is Second.RECEIVER and asked.out_of.custodian == asked.to.custodian:
        raise RuleBroken("bookings.to_oneself")
    # Allocated money stays where it lies; everything else stays in its fund.
    stays = asked.out_of._replace(fund=asked.to.fund) == asked.to
    if asked.kind is EntryKind.ALLOCATED and not stays:
        raise RuleBroken("bookings.no_way")
    if asked.kind is not EntryKind.ALLOCATED and asked.out_of.fund != asked.to.fund:
        raise RuleBroken("bookings.no_way")


def entry(asked: Asked, booked_on: date) -> Entry:
    """What is entered on the day on which the other agrees."""
    if asked.kind is EntryKind.ALLOCATED:
        return ledger.allocated(amount=asked.amount, booked_on=booked_on, out_of=asked.out_of, to=asked.to)
    return ledger.moved(asked.kind, booked_on, asked.amount, to=asked.to, out_of=asked.out_of)
