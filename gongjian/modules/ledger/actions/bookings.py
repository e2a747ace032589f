"""What one asks to have entered and another agrees to; and what such a request can be about."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.access import require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.notices.outbox import tell
from gongjian.foundation.tenancy import locked
from gongjian.modules.ledger.actions.entries import Booking, post_entry
from gongjian.modules.ledger.models import BookingRequest, Fund, Goods
from gongjian.modules.ledger.queries import balances
from gongjian.modules.ledger.queries import bookings as queries
from gongjian.modules.members.models import Alliance
from gongjian.rulebook import bookings, ledger
from gongjian.rulebook.bookings import Second
from gongjian.rulebook.errors import RuleBroken


@dataclass(frozen=True)
class Wanted:
    """What a cashier fills in: what kind of thing, how much (fen, or pieces), and from where to where."""

    kind: ledger.EntryKind
    amount: int
    words: str
    from_account: str
    to_account: str
    document: str = ""
    to_fund: Fund | None = None
    receiver_id: UUID | None = None
    goods_id: UUID | None = None


@deed("ledger.ask_booking")
def ask_booking(*, actor: Person, fund: Fund, wanted: Wanted) -> BookingRequest:
    """Ask to have something entered; whoever has to agree to it by its kind finds it on his desk."""
    fund = locked(fund)
    require(actor, "ledger.ask_booking", fund)
    request = BookingRequest(alliance_id=fund.alliance_id, fund=fund, asked_by=actor, **vars(wanted))
    request.asked_at = clock.now()
    _check(request)
    if request.receiver_id:
        _check_receiver(request, request.receiver_id)

    request.save(force_insert=True)

    record(actor, "ledger.ask_booking", request, kind=request.kind, amount=request.amount)
    return request


@deed("ledger.agree_booking")
def agree_booking(*, actor: Person, request: BookingRequest) -> BookingRequest:
    """Agree to what another person asked for: it is entered today."""
    request = locked(request)
    require(actor, "ledger.agree_booking", request)
    BookingRequest.MOVES.check("agree_booking", request.state, BookingRequest.State.BOOKED)
    entry = _check(request)

    booking = Booking(entry, request.words, request.ref)
    request.entry = post_entry(actor=actor, fund=request.fund, booking=booking)
    _answer(request, actor, BookingRequest.State.BOOKED)

    record(actor, "ledger.agree_booking", request, number=request.entry.number)
    return request


@deed("ledger.refuse_booking")
def refuse_booking(*, actor: Person, request: BookingRequest, reason: str) -> BookingRequest:
    """Leave the books as they are, and say why to whoever asked."""
    request = locked(request)
    require(actor, "ledger.refuse_booking", request)
    BookingRequest.MOVES.check("refuse_booking", request.state, BookingRequest.State.TURNED_DOWN)
    if not reason.strip():
        raise RuleBroken("ledger.no_reason")

    request.reason = reason
    _answer(request, actor, BookingRequest.State.TURNED_DOWN)
    _tell_who_asked(request)

    record(actor, "ledger.refuse_booking", request)
    return request


@deed("ledger.withdraw_booking")
def withdraw_booking(*, actor: Person, request: BookingRequest) -> BookingRequest:
    """Take back what one asked for oneself, as long as nobody has answered."""
    request = locked(request)
    require(actor, "ledger.withdraw_booking", request)
    BookingRequest.MOVES.check("withdraw_booking", request.state, BookingRequest.State.TAKEN_BACK)

    _answer(request, actor, BookingRequest.State.TAKEN_BACK)

    record(actor, "ledger.withdraw_booking", request)
    return request


@deed("ledger.open_free_fund")
def open_free_fund(*, actor: Person, alliance: Alliance, name: str) -> Fund:
    """Keep money apart that was given for no purpose, so that the alliance may decide what it is for."""
    alliance = locked(alliance)
    require(actor, "ledger.open_free_fund", alliance)
    if Fund.objects.filter(alliance=alliance, name=name).exists():
        raise RuleBroken("ledger.fund_there_already")

    code = queries.next_free_code(alliance.pk)
    fund = Fund.objects.create(alliance=alliance, code=code, name=name, restricted=False)

    record(actor, "ledger.open_free_fund", fund, code=code)
    return fund


@deed("ledger.add_goods")
def add_goods(*, actor: Person, alliance: Alliance, name: str, unit: str) -> Goods:
    """Name a kind of goods and the unit in which it is counted, so that it can be received."""
    alliance = locked(alliance)
    require(actor, "ledger.add_goods", alliance)
    if Goods.objects.filter(alliance=alliance, name=name).exists():
        raise RuleBroken("ledger.goods_there_already")

    goods = Goods.objects.create(alliance=alliance, name=name, unit=unit)

    record(actor, "ledger.add_goods", goods)
    return goods


def _check(request: BookingRequest) -> ledger.Entry:
    """What would be entered today; refused where it may not be asked for, or where there is not enough."""
    asked = queries.asked_in(request)
    funds = (request.fund, request.to_fund)
    bookings.check(asked, restricted={str(fund.pk) for fund in funds if fund and fund.restricted})
    entry = bookings.entry(asked, clock.today())
    ledger.check_entry(entry)
    ledger.check_held(entry.lines, balances.held_in({line.fund for line in entry.lines}))
    return entry


def _check_receiver(request: BookingRequest, receiver: UUID) -> None:
    if queries.second_of(request) is not Second.RECEIVER:
        raise RuleBroken("bookings.no_way")
    if not queries.receivers(request.asked_by, request.alliance_id).filter(pk=receiver).exists():
        raise RuleBroken("ledger.keeps_no_cash")


def _answer(request: BookingRequest, actor: Person, state: BookingRequest.State) -> None:
    request.state, request.answered_by, request.answered_at = state, actor, clock.now()
    request.save()


def _tell_who_asked(request: BookingRequest) -> None:
    url = reverse("ledger:booking", args=[request.pk])
    facts = {"day": clock.today().isoformat()}
    tell(
        to=request.asked_by,
        alliance=request.alliance_id,
        words="ledger.turned_down",
        facts=facts,
        about=request.ref,
        url=url,
    )
