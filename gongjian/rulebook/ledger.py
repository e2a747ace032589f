"""What makes a journal entry acceptable, how it is reversed, what its seal is made of (docs/rules/ledger.md)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from hmac import new as hmac

from gongjian.rulebook.errors import RuleBroken

FORMAT = "gongjian-entry-1"
NO_SEAL = bytes(32)  # what the first entry of a book stands on

# The short chart, after the accounting system for non-profit organisations: 1 assets, 4 income, 5 expenses.
CASH = "1001"
BANK = "1002"
DONATIONS = "4101"


class EntryKind(StrEnum):
    """What happened, for people who read the books."""

    CASH_COUNTED = "cash_counted"
    CASH_BANKED = "cash_banked"
    REVERSAL = "reversal"


@dataclass(frozen=True)
class Line:
    """One line of an entry: account code, fund and custodian by id, amount in fen (debits positive)."""

    account: str
    fund: str
    amount: int
    custodian: str = ""


@dataclass(frozen=True)
class Entry:
    """A journal entry that is about to be posted."""

    kind: EntryKind
    booked_on: date
    lines: Sequence[Line]


def cash_received(*, fund: str, custodian: str, amount: int, booked_on: date) -> Entry:
    """Counted cash comes into a fund and lies with its custodian: debit 1001, credit 4101."""
    lines = [Line(CASH, fund, amount, custodian), Line(DONATIONS, fund, -amount)]
    return Entry(EntryKind.CASH_COUNTED, booked_on, lines)


def cash_banked(*, fund: str, custodian: str, amount: int, booked_on: date) -> Entry:
    """The custodian's cash goes to the bank: debit 1002, credit 1001. The fund has as much as before."""
    lines = [Line(BANK, fund, amount), Line(CASH, fund, -amount, custodian)]
    return Entry(EntryKind.CASH_BANKED, booked_on, lines)


def _enough_lines(entry: Entry) -> None:
    if len(entry.lines) < len(("debit", "credit")):
        raise RuleBroken("ledger.too_few_lines")


def _no_empty_line(entry: Entry) -> None:
    if any(line.amount == 0 for line in entry.lines):
        raise RuleBroken("ledger.empty_line")


def _balanced(entry: Entry) -> None:
    if difference := sum(line.amount for line in entry.lines):
        raise RuleBroken("ledger.unbalanced", difference=difference)


def _each_fund_balanced(entry: Entry) -> None:
    for fund in {line.fund for line in entry.lines}:
        if sum(line.amount for line in entry.lines if line.fund == fund):
            raise RuleBroken("ledger.fund_unbalanced")


CHECKS: tuple[Callable[[Entry], None], ...] = (_enough_lines, _no_empty_line, _balanced, _each_fund_balanced)


def check_entry(entry: Entry) -> None:
    """Two lines or more, none empty, debits equal credits, in the whole and within each fund.

    Raises `ledger.too_few_lines`, `ledger.empty_line`, `ledger.unbalanced`, `ledger.fund_unbalanced`. Source:
    《民间非营利组织会计制度》 double entry; 专款专用 (a fund's money never silently becomes another's).
    """
    for check in CHECKS:
        check(entry)


def is_asset(account: str) -> bool:
    """Whether the account holds something: cash, bank, in transit (codes beginning with 1)."""
    return account.startswith("1")


def check_assets(lines: Sequence[Line], held: Mapping[tuple[str, str, str], int]) -> None:
    """No asset of a fund may become negative: money that is not there cannot be given.

    `held` is the balance in fen by (account, fund, custodian) before the entry. Raises `ledger.not_enough` with what
    was held and what is missing, in fen. Source: DOMAIN 5.3, balance ≥ 0 at any time.
    """
    after = dict(held)
    for line in lines:
        place = (line.account, line.fund, line.custodian)
        after[place] = after.get(place, 0) + line.amount
    for place, amount in after.items():
        if is_asset(place[0]) and amount < 0:
            raise RuleBroken("ledger.not_enough", held=held.get(place, 0), missing=-amount)


def reversal(lines: Sequence[Line], *, booked_on: date) -> Entry:
    """The same lines with debit and credit changed about: 红字冲销. What is reversed stays visible for ever."""
    opposite = [Line(line.account, line.fund, -line.amount, line.custodian) for line in lines]
    return Entry(EntryKind.REVERSAL, booked_on, opposite)


def memo_commitment(memo: str, salt: bytes) -> str:
    """A fingerprint that binds the memo without telling it: with the salt erased nothing leads back to the words."""
    return hmac(salt, memo.encode(), sha256).hexdigest()


@dataclass(frozen=True)
class Leaf:
    """All of a posted entry that its seal covers: ids, days, codes, fen and a commitment, never a name or a text."""

    number: int
    entry: str
    voucher: str
    booked_on: date
    kind: str
    source: str
    reverses: str
    memo_commitment: str
    lines: Sequence[Line]


def leaf_bytes(leaf: Leaf) -> bytes:
    """The canonical bytes of an entry, one fact a line, in format gongjian-entry-1.

    No fact may contain a line break or a tab, so two different entries never have the same bytes.
    """
    head = [
        FORMAT,
        str(leaf.number),
        leaf.entry,
        leaf.voucher,
        leaf.booked_on.isoformat(),
        leaf.kind,
        leaf.source,
        leaf.reverses,
        leaf.memo_commitment,
    ]
    told = [(line.account, line.fund, line.custodian, str(line.amount)) for line in leaf.lines]
    if any(mark in fact for facts in (head, *told) for fact in facts for mark in "\n\t"):
        raise RuleBroken("ledger.unsealable")
    rows = ["\t".join(facts) for facts in told]
    return "\n".join([*head, *rows, ""]).encode()


def seal(previous: bytes, leaf: bytes) -> bytes:
    """The seal of an entry: SHA-256 over the seal before it and its own leaf hash (RFC 9162 prefix 0x00 for leaves)."""
    return sha256(previous + sha256(b"\x00" + leaf).digest()).digest()


def short_seal(seal_hex: str) -> str:
    """The eight characters people compare: "7c3f-a91e"."""
    return f"{seal_hex[:4]}-{seal_hex[4:8]}"
