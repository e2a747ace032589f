"""What makes a journal entry acceptable, and how it is reversed (docs/rules/ledger.md)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gongjian.rulebook.errors import RuleBroken

# The short chart, with the codes of 《民间非营利组织会计制度》: 1 assets, 2 owed, 3 net assets, 4 income, 5 expenses.
CASH = "1001"
BANK = "1002"
IN_TRANSIT = "1101"
GOODS = "1201"
OWED_TO_CHARITIES = "2201"
UNRESTRICTED = "3101"
RESTRICTED = "3102"
DONATIONS = "4101"
OTHER_INCOME = "4901"
AID = "5101"
RUNNING_COSTS = "5201"

_MONEY_ONLY = (CASH, BANK, IN_TRANSIT)
_GOODS_ONLY = (GOODS,)


class EntryKind(StrEnum):
    """What happened, for people who read the books."""

    CASH_COUNTED = "cash_counted"
    CASH_BANKED = "cash_banked"
    CASH_SENT = "cash_sent"
    CASH_ARRIVED = "cash_arrived"
    CASH_HANDED = "cash_handed"
    PAYMENTS_RECEIVED = "payments_received"
    INCOME_RECEIVED = "income_received"
    PAID = "paid"
    ALLOCATED = "allocated"
    GOODS_RECEIVED = "goods_received"
    GOODS_GIVEN = "goods_given"
    GOODS_HANDED = "goods_handed"
    REVERSAL = "reversal"


@dataclass(frozen=True)
class Line:
    """One line of an entry: account code, fund, custodian and goods by id; debits positive.

    The amount is in fen, or in whole pieces where `item` names goods.
    """

    account: str
    fund: str
    amount: int
    custodian: str = ""
    item: str = ""

    @property
    def place(self) -> "Place":
        """Where the money or the goods are counted."""
        return Place(self.account, self.fund, self.custodian, self.item)


class Place(NamedTuple):
    """Where something is counted: in which account, of which fund, in whose hands, and which goods."""

    account: str
    fund: str
    custodian: str = ""
    item: str = ""


@dataclass(frozen=True)
class Entry:
    """A journal entry that is about to be posted."""

    kind: EntryKind
    booked_on: date
    lines: Sequence[Line]


def moved(kind: EntryKind, booked_on: date, amount: int, *, to: Place, out_of: Place) -> Entry:
    """An amount (fen, or pieces) goes from one place to another: debit `to`, credit `out_of`."""
    return Entry(kind, booked_on, [_at(to, amount), _at(out_of, -amount)])


def cash_received(*, fund: str, custodian: str, amount: int, booked_on: date) -> Entry:
    """Counted cash comes into a fund and lies with its custodian: debit 1001, credit 4101."""
    places = {"to": Place(CASH, fund, custodian), "out_of": Place(DONATIONS, fund)}
    return moved(EntryKind.CASH_COUNTED, booked_on, amount, **places)


class Taken(NamedTuple):
    """What WeChat or Alipay took in, what of it was given back, and what it kept for itself, in fen."""

    given: int
    given_back: int = 0
    fee: int = 0


def payments_received(*, fund: str, custodian: str, taken: Taken, booked_on: date) -> Entry:
    """What WeChat or Alipay took in for a fund (fen), on its way to the bank: debit 1101, credit 4101.

    What was given back goes the other way, and what the channel kept for itself is a cost of the fund (5201), so the
    gifts stay as large as they were given. `custodian` sees to it that the money arrives.
    """
    on_its_way, gifts = Place(IN_TRANSIT, fund, custodian), Place(DONATIONS, fund)
    kept = Place(RUNNING_COSTS, fund)
    moves = (
        (on_its_way, gifts, taken.given),
        (gifts, on_its_way, taken.given_back),
        (kept, on_its_way, taken.fee),
    )
    lines = [line for to, out_of, amount in moves if amount for line in (_at(to, amount), _at(out_of, -amount))]
    return Entry(EntryKind.PAYMENTS_RECEIVED, booked_on, lines)


def cash_banked(*, fund: str, custodian: str, amount: int, booked_on: date) -> Entry:
    """The custodian's cash goes to the bank: debit 1002, credit 1001. The fund has as much as before."""
    places = {"to": Place(BANK, fund), "out_of": Place(CASH, fund, custodian)}
    return moved(EntryKind.CASH_BANKED, booked_on, amount, **places)


def allocated(*, amount: int, booked_on: date, out_of: Place, to: Place) -> Entry:
    """Money of an unrestricted fund is set aside for a purpose: each fund balances, through its own net assets.

    `out_of` and `to` are the places where it lies (most often both the bank), of two different funds. Raises
    `ledger.same_fund`, and `ledger.wrong_account` when one kind of goods would become another, or money.
    Source: 《民间非营利组织会计制度》 3101 非限定性净资产, 3102 限定性净资产.
    """
    if out_of.fund == to.fund:
        raise RuleBroken("ledger.same_fund")
    if out_of.item != to.item:
        raise RuleBroken("ledger.wrong_account")
    taken = [Line(UNRESTRICTED, out_of.fund, amount, item=out_of.item), _at(out_of, -amount)]
    given = [_at(to, amount), Line(RESTRICTED, to.fund, -amount, item=to.item)]
    return Entry(EntryKind.ALLOCATED, booked_on, [*taken, *given])


def _at(place: Place, amount: int) -> Line:
    return Line(place.account, place.fund, amount, place.custodian, place.item)


def _enough_lines(entry: Entry) -> None:
    if len(entry.lines) < len(("debit", "credit")):
        raise RuleBroken("ledger.too_few_lines")


def _no_empty_line(entry: Entry) -> None:
    if any(line.amount == 0 for line in entry.lines):
        raise RuleBroken("ledger.empty_line")


def _goods_in_their_place(entry: Entry) -> None:
    for line in entry.lines:
        if line.account in (_MONEY_ONLY if line.item else _GOODS_ONLY):
            raise RuleBroken("ledger.wrong_account")


def _balanced(entry: Entry) -> None:
    for item in {line.item for line in entry.lines}:
        if difference := sum(line.amount for line in entry.lines if line.item == item):
            raise RuleBroken("ledger.unbalanced", difference=difference)


def _each_fund_balanced(entry: Entry) -> None:
    for fund, item in {(line.fund, line.item) for line in entry.lines}:
        if sum(line.amount for line in entry.lines if (line.fund, line.item) == (fund, item)):
            raise RuleBroken("ledger.fund_unbalanced")


CHECKS: tuple[Callable[[Entry], None], ...] = (
    _enough_lines,
    _no_empty_line,
    _goods_in_their_place,
    _balanced,
    _each_fund_balanced,
)


def check_entry(entry: Entry) -> None:
    """Two lines or more, none empty, debits equal credits: in the whole, within each fund, and for each kind of goods.

    Raises `ledger.too_few_lines`, `ledger.empty_line`, `ledger.wrong_account` (goods where only money lies, or money
    among the goods), `ledger.unbalanced`, `ledger.fund_unbalanced`. Source: 《民间非营利组织会计制度》 double entry;
    专款专用 (a fund's money never silently becomes another's).
    """
    for check in CHECKS:
        check(entry)


def is_asset(account: str) -> bool:
    """Whether the account holds something: cash, bank, in transit, goods (codes beginning with 1)."""
    return account.startswith("1")


def _is_own(account: str) -> bool:
    """Whether the account tells how much of it is the fund's own: net assets, income, expenses."""
    return account[0] in "345"


def check_held(lines: Sequence[Line], held: Mapping[Place, int]) -> dict[Place, int]:
    """What is not there cannot be given: no asset, nor the fund as a whole, becomes negative.

    `held` is the balance (fen or pieces, debits positive) of each place of these funds before the entry; the answer
    is the same after it. Raises `ledger.not_enough` with the fen that were held and are missing,
    `ledger.too_few_goods` with the pieces; `ledger.owes_less` when more would be handed on than is owed;
    `ledger.fund_overspent` when what is owed to others would be spent.
    Source: DOMAIN 5.3, balance ≥ 0 at any time; 《慈善法》第五十六条 (专款专用).
    """
    after = dict(held)
    for line in lines:
        after[line.place] = after.get(line.place, 0) + line.amount
    for place, amount in after.items():
        if is_asset(place.account) and amount < 0:
            raise _not_there(place, held.get(place, 0), -amount)
    # Whatever else is wrong: what is missing is told first.
    for place, amount in after.items():
        if place.account.startswith("2") and amount > 0:
            raise RuleBroken("ledger.owes_less", held=-held.get(place, 0), missing=amount)
    for fund, item in {(line.fund, line.item) for line in lines}:
        of_fund = (place for place in after if (place.fund, place.item) == (fund, item) and _is_own(place.account))
        if (overspent := sum(after[place] for place in of_fund)) > 0:
            raise RuleBroken("ledger.fund_overspent", missing=overspent)
    return after


def _not_there(place: Place, held: int, missing: int) -> RuleBroken:
    if place.item:
        return RuleBroken("ledger.too_few_goods", pieces=held, lacking=missing)
    return RuleBroken("ledger.not_enough", held=held, missing=missing)


def reversal(lines: Sequence[Line], *, booked_on: date) -> Entry:
    """The same lines with debit and credit changed about: 红字冲销. What is reversed stays visible for ever."""
    opposite = [replace(line, amount=-line.amount) for line in lines]
    return Entry(EntryKind.REVERSAL, booked_on, opposite)
