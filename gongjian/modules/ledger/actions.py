"""Every write in the books."""

from dataclasses import dataclass
from secrets import token_bytes
from uuid import UUID

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.ids import new_id
from gongjian.foundation.tenancy import locked
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.events import EntryPosted, EntryReversed, ReversalAsked
from gongjian.modules.ledger.models import Fund, JournalEntry, JournalLine, Memo, Reversal
from gongjian.modules.members.models import Alliance
from gongjian.rulebook import ledger
from gongjian.rulebook.errors import RuleBroken


@dataclass(frozen=True)
class Booking:
    """What is to be entered: the rulebook's entry, its words, and the record it came out of."""

    entry: ledger.Entry
    memo: str
    source: str
    reverses: UUID | None = None


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
    """Enter a balanced booking of one fund in the books, sealed on top of everything before it."""
    fund = locked(fund)
    require(actor, "ledger.post_entry", fund)
    ledger.check_entry(booking.entry)
    ledger.check_assets(booking.entry.lines, queries.held_in(fund))

    entry = _write(fund.alliance_id, booking)

    record(actor, "ledger.post_entry", entry, number=entry.number, voucher=entry.voucher, kind=entry.kind)
    publish(EntryPosted(entry))
    return entry


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
    ledger.check_assets(opposite.lines, queries.held_in(queries.fund_of(entry)))

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


def _write(alliance: UUID, booking: Booking) -> JournalEntry:
    """Lines first, then the entry that closes them: the database lets no line follow."""
    last = queries.last_entry(alliance)
    salt = token_bytes(32)
    entry = JournalEntry(
        alliance_id=alliance,
        number=last.number + 1 if last else 1,
        voucher=queries.next_voucher(alliance, clock.today().year),
        booked_on=booking.entry.booked_on,
        recorded_at=clock.now(),
        kind=booking.entry.kind,
        source=booking.source,
        reverses_id=booking.reverses,
        memo_commitment=ledger.memo_commitment(booking.memo, salt),
    )
    leaf = ledger.leaf_bytes(queries.leaf_of(entry, booking.entry.lines))
    entry.seal = ledger.seal(bytes.fromhex(last.seal) if last else ledger.NO_SEAL, leaf).hex()
    JournalLine.objects.bulk_create(
        JournalLine(
            id=new_id(),
            alliance_id=alliance,
            entry_id=entry.pk,
            position=position,
            account=line.account,
            fund_id=UUID(line.fund),
            custodian_id=UUID(line.custodian) if line.custodian else None,
            amount=line.amount,
        )
        for position, line in enumerate(booking.entry.lines, start=1)
    )
    entry.save(force_insert=True)
    Memo.objects.create(alliance_id=alliance, entry=entry, words=booking.memo, salt=salt)
    return entry
