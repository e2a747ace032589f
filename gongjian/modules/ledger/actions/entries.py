"""Funds, entries and reversals."""

from collections import ChainMap, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from secrets import token_bytes
from uuid import UUID

from gongjian.foundation import clock, rows
from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.ids import new_id
from gongjian.foundation.tenancy import locked
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.events import EntryPosted, EntryReversed, ReversalAsked
from gongjian.modules.ledger.models import Custodian, Fund, JournalEntry, JournalLine, Memo, Reversal
from gongjian.modules.ledger.queries import periods
from gongjian.modules.members.models import Alliance
from gongjian.rulebook import closing, ledger, merkle, proof
from gongjian.rulebook.errors import RuleBroken

_AT_ONCE = 2000  # rows in one statement


@dataclass(frozen=True)
class Booking:
    """What is to be entered: the rulebook's entry, its words, and the record it came out of."""

    entry: ledger.Entry
    memo: str
    source: str
    reverses: UUID | None = None
    # The root over the gifts that it stands for (docs/rules/gifts.md), if there are any.
    gifts_root: str = ""


@deed("ledger.open_fund")
def open_fund(*, actor: Actor, alliance: Alliance, code: str, name: str) -> Fund:
    """Keep money for a purpose apart from now on."""
    alliance = locked(alliance)
    require(actor, "ledger.open_fund", alliance)

    fund = Fund.objects.create(alliance=alliance, code=code, name=name)

    record(actor, "ledger.open_fund", fund, code=code)
    return fund


@deed("ledger.post_entry")
def post_entry(*, actor: Actor, fund: Fund, booking: Booking) -> JournalEntry:
    """Enter a balanced booking that begins with this fund, sealed on top of everything before it."""
    fund = locked(fund)
    require(actor, "ledger.post_entry", fund)
    _check(fund.alliance_id, [booking])

    (entry,) = _write(fund.alliance_id, [booking])

    record(actor, "ledger.post_entry", entry, number=entry.number, voucher=entry.voucher, kind=entry.kind)
    publish(EntryPosted(entry))
    return entry


@deed("ledger.post_entries")
def post_entries(*, actor: Actor, alliance: Alliance, bookings: Sequence[Booking]) -> JournalEntry:
    """Enter many bookings one after the other, all or none, and answer with the last: what a file brings."""
    alliance = locked(alliance)
    require(actor, "ledger.post_entries", alliance)
    _check(alliance.pk, bookings)

    entries = _write(alliance.pk, bookings)

    record(actor, "ledger.post_entries", alliance, first=entries[0].number, last=entries[-1].number)
    for entry in entries:
        publish(EntryPosted(entry))
    return entries[-1]


@deed("ledger.ask_reversal")
def ask_reversal(*, actor: Person, entry: JournalEntry, reason: str) -> Reversal:
    """Ask the secretary to reverse an entry, and say why."""
    entry = locked(entry)
    require(actor, "ledger.ask_reversal", entry)
    if entry.kind == JournalEntry.Kind.REVERSAL:
        raise RuleBroken("ledger.reversal_of_reversal", number=entry.number)
    if queries.live_reversal(entry):
        raise RuleBroken("ledger.reversed_already", number=entry.number)
    opposite = ledger.reversal(queries.lines_of(entry), booked_on=clock.today())
    ledger.check_held(opposite.lines, queries.held_in([line.fund for line in opposite.lines]))

    reversal = Reversal.objects.create(
        alliance_id=entry.alliance_id, entry=entry, reason=reason, asked_by=actor, asked_at=clock.now()
    )

    record(actor, "ledger.ask_reversal", reversal, number=entry.number)
    publish(ReversalAsked(entry))
    return reversal


@deed("ledger.agree_reversal")
def agree_reversal(*, actor: Person, reversal: Reversal) -> Reversal:
    """Reverse an entry that another person asked to have reversed; both entries stay visible for ever."""
    reversal = locked(reversal)
    require(actor, "ledger.agree_reversal", reversal)
    Reversal.MOVES.check("agree_reversal", reversal.state, Reversal.State.AGREED)
    entry = reversal.entry
    opposite = ledger.reversal(queries.lines_of(entry), booked_on=clock.today())

    booking = Booking(opposite, reversal.reason, reversal.ref, entry.pk)
    counter_entry = post_entry(actor=actor, fund=queries.fund_of(entry), booking=booking)
    _answer(reversal, actor, Reversal.State.AGREED)

    record(actor, "ledger.agree_reversal", reversal, number=entry.number, by_number=counter_entry.number)
    publish(EntryReversed(actor, entry, counter_entry))
    return reversal


@deed("ledger.refuse_reversal")
def refuse_reversal(*, actor: Person, reversal: Reversal) -> Reversal:
    """Leave the entry as it is."""
    reversal = locked(reversal)
    require(actor, "ledger.refuse_reversal", reversal)
    Reversal.MOVES.check("refuse_reversal", reversal.state, Reversal.State.REFUSED)

    _answer(reversal, actor, Reversal.State.REFUSED)

    record(actor, "ledger.refuse_reversal", reversal, number=reversal.entry.number)
    return reversal


def _answer(reversal: Reversal, actor: Person, state: Reversal.State) -> None:
    reversal.state, reversal.answered_by, reversal.answered_at = state, actor, clock.now()
    reversal.save()


def _check(alliance: UUID, bookings: Sequence[Booking]) -> None:
    """Each by itself, in an open month, and none gives what the ones before it left nothing of."""
    closed_until = periods.closed_until(alliance)
    held = _held_by_fund(bookings)
    if number := queries.first_reversed(alliance, [booking.reverses for booking in bookings if booking.reverses]):
        raise RuleBroken("ledger.reversed_already", number=number)
    for booking in bookings:
        ledger.check_entry(booking.entry)
        closing.check_open(booking.entry.booked_on, closed_until)
        lines = booking.entry.lines
        concerned = [held[fund] for fund in {line.fund for line in lines}]
        for place, amount in ledger.check_held(lines, ChainMap(*concerned)).items():
            held[place.fund][place] = amount


def _held_by_fund(bookings: Sequence[Booking]) -> dict[str, dict[ledger.Place, int]]:
    """What each place of each fund holds: an entry is held against its own funds only, however many there are."""
    found: dict[str, dict[ledger.Place, int]] = defaultdict(dict)
    for place, amount in queries.held_in({line.fund for one in bookings for line in one.entry.lines}).items():
        found[place.fund][place] = amount
    return found


def _write(alliance: UUID, bookings: Sequence[Booking]) -> list[JournalEntry]:
    """Lines first, then the entries that close them: the database lets no line follow."""
    _number_custodians(alliance, [line for booking in bookings for line in booking.entry.lines])
    numbers, last = queries.custodian_numbers(alliance), queries.last_entry(alliance)
    before, seal = (last.number, bytes.fromhex(last.seal)) if last else (0, proof.NO_SEAL)
    vouchers, now = queries.Vouchers(alliance), clock.now()
    entries, lines, memos = list[JournalEntry](), list[tuple[object, ...]](), list[tuple[object, ...]]()
    for number, booking in enumerate(bookings, start=before + 1):
        salt = token_bytes(32)
        entry = JournalEntry(
            alliance_id=alliance,
            number=number,
            voucher=vouchers.next(booking.entry.booked_on.year),
            booked_on=booking.entry.booked_on,
            recorded_at=now,
            kind=booking.entry.kind,
            source=booking.source,
            reverses_id=booking.reverses,
            memo_commitment=proof.memo_commitment(booking.memo, salt),
            gifts_root=booking.gifts_root,
        )
        leaf = queries.leaf_of(entry, booking.entry.lines, numbers)
        seal = proof.seal(seal, merkle.leaf_hash(leaf.content))
        entry.seal = seal.hex()
        entries.append(entry)
        memos.append((new_id().hex, alliance.hex, leaf.entry, booking.memo, salt))
        lines += _rows(alliance.hex, leaf, booking.entry.lines)
    rows.insert(JournalLine, _LINE, lines)
    JournalEntry.objects.bulk_create(entries, batch_size=_AT_ONCE)
    rows.insert(Memo, ("id", "alliance", "entry", "words", "salt"), memos)
    return entries


_LINE = ("id", "alliance", "entry", "position", "account", "fund", "custodian", "goods", "amount")


def _rows(alliance: str, leaf: proof.Leaf, lines: Sequence[ledger.Line]) -> Iterator[tuple[object, ...]]:
    """The rows of an entry's lines, as its seal covers them; but custodians by person."""
    for position, (line, told) in enumerate(zip(lines, leaf.lines, strict=True), start=1):
        account, fund, _number, goods, _amount = told
        held = line.custodian.replace("-", "") or None
        yield (new_id().hex, alliance, leaf.entry, position, account, fund, held, goods or None, line.amount)


def _number_custodians(alliance: UUID, lines: Sequence[ledger.Line]) -> None:
    """Whoever holds something for the first time gets the next number."""
    known = queries.custodian_numbers(alliance)
    new = {UUID(line.custodian) for line in lines if line.custodian and UUID(line.custodian).hex not in known}
    for number, person in enumerate(sorted(new), start=len(known) + 1):
        Custodian.objects.create(alliance_id=alliance, number=number, person_id=person)
