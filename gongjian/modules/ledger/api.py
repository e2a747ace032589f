"""The JSON door to the books."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router

from gongjian.foundation.http import SignedInRequest
from gongjian.modules.ledger import actions, queries
from gongjian.modules.ledger.models import (
    Alarm,
    BookingRequest,
    Confirmation,
    Fund,
    Goods,
    Head,
    JournalEntry,
    Period,
    Reversal,
)
from gongjian.modules.ledger.queries import bookings as of_bookings
from gongjian.modules.ledger.queries import heads as of_heads
from gongjian.modules.ledger.queries import periods as of_periods
from gongjian.modules.ledger.schemas import (
    AddGoodsIn,
    AlarmOut,
    AskBookingIn,
    AskReversalIn,
    BookingOut,
    ConfirmationOut,
    EntryOut,
    ExplainAlarmIn,
    FundOut,
    GoodsOut,
    HeadOut,
    OpenFreeFundIn,
    PeriodOut,
    ProposeCloseIn,
    RefuseBookingIn,
    RefuseCloseIn,
    ReversalOut,
)
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import workplace_of

router = Router(tags=["ledger"])


@router.get("/entries", response=list[EntryOut], operation_id="entries")
def entries(request: SignedInRequest) -> QuerySet[JournalEntry]:
    """The entries of your alliances, the newest first."""
    return queries.entries_visible_to(request.user).order_by("-number")


@router.post("/entries/{pk}/ask-reversal", response=ReversalOut, operation_id="ask_reversal")
def ask_reversal(request: SignedInRequest, pk: UUID, body: AskReversalIn) -> Reversal:
    """Ask the secretary to reverse an entry."""
    entry = get_object_or_404(queries.entries_visible_to(request.user), pk=pk)
    return actions.ask_reversal(actor=request.user, entry=entry, reason=body.reason)


@router.post("/reversals/{pk}/agree", response=ReversalOut, operation_id="agree_reversal")
def agree_reversal(request: SignedInRequest, pk: UUID) -> Reversal:
    """Reverse an entry that another person asked to have reversed."""
    reversal = get_object_or_404(queries.reversals_visible_to(request.user), pk=pk)
    return actions.agree_reversal(actor=request.user, reversal=reversal)


@router.post("/reversals/{pk}/refuse", response=ReversalOut, operation_id="refuse_reversal")
def refuse_reversal(request: SignedInRequest, pk: UUID) -> Reversal:
    """Leave the entry as it is."""
    reversal = get_object_or_404(queries.reversals_visible_to(request.user), pk=pk)
    return actions.refuse_reversal(actor=request.user, reversal=reversal)


@router.get("/bookings", response=list[BookingOut], operation_id="bookings")
def bookings(request: SignedInRequest) -> QuerySet[BookingRequest]:
    """What was asked to be entered in your alliances, the newest first."""
    return of_bookings.bookings_visible_to(request.user).order_by("-asked_at")


@router.post("/bookings", response=BookingOut, operation_id="ask_booking")
def ask_booking(request: SignedInRequest, body: AskBookingIn) -> BookingRequest:
    """Ask to have something entered in the alliance worked in; somebody else agrees."""
    here = workplace_of(request.user)
    funds = of_bookings.funds_visible_to(request.user).filter(alliance__in=here)
    kinds_of_goods = of_bookings.goods_visible_to(request.user).filter(alliance__in=here)
    fund = get_object_or_404(funds, pk=body.fund_id)
    to_fund = get_object_or_404(funds, pk=body.to_fund_id) if body.to_fund_id else None
    if body.goods_id:
        get_object_or_404(kinds_of_goods, pk=body.goods_id)
    wanted = actions.Wanted(**body.dict(exclude={"fund_id", "to_fund_id"}), to_fund=to_fund)
    return actions.ask_booking(actor=request.user, fund=fund, wanted=wanted)


@router.post("/bookings/{pk}/agree", response=BookingOut, operation_id="agree_booking")
def agree_booking(request: SignedInRequest, pk: UUID) -> BookingRequest:
    """Agree to what another person asked for, and have it entered."""
    asked = get_object_or_404(of_bookings.bookings_visible_to(request.user), pk=pk)
    return actions.agree_booking(actor=request.user, request=asked)


@router.post("/bookings/{pk}/refuse", response=BookingOut, operation_id="refuse_booking")
def refuse_booking(request: SignedInRequest, pk: UUID, body: RefuseBookingIn) -> BookingRequest:
    """Leave the books as they are, and say why."""
    asked = get_object_or_404(of_bookings.bookings_visible_to(request.user), pk=pk)
    return actions.refuse_booking(actor=request.user, request=asked, reason=body.reason)


@router.post("/bookings/{pk}/withdraw", response=BookingOut, operation_id="withdraw_booking")
def withdraw_booking(request: SignedInRequest, pk: UUID) -> BookingRequest:
    """Take back what you asked for yourself."""
    asked = get_object_or_404(of_bookings.bookings_visible_to(request.user), pk=pk)
    return actions.withdraw_booking(actor=request.user, request=asked)


@router.get("/funds", response=list[FundOut], operation_id="funds")
def funds(request: SignedInRequest) -> QuerySet[Fund]:
    """The funds of your alliances."""
    return of_bookings.funds_visible_to(request.user).order_by("name")


@router.post("/funds", response=FundOut, operation_id="open_free_fund")
def open_free_fund(request: SignedInRequest, body: OpenFreeFundIn) -> Fund:
    """Open a fund of free money in the alliance worked in."""
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    return actions.open_free_fund(actor=request.user, alliance=alliance, name=body.name)


@router.get("/goods", response=list[GoodsOut], operation_id="goods")
def goods(request: SignedInRequest) -> QuerySet[Goods]:
    """The kinds of goods of your alliances."""
    return of_bookings.goods_visible_to(request.user).order_by("name")


@router.post("/goods", response=GoodsOut, operation_id="add_goods")
def add_goods(request: SignedInRequest, body: AddGoodsIn) -> Goods:
    """Name a kind of goods in the alliance worked in."""
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    return actions.add_goods(actor=request.user, alliance=alliance, name=body.name, unit=body.unit)


@router.get("/months", response=list[PeriodOut], operation_id="periods")
def periods(request: SignedInRequest) -> QuerySet[Period]:
    """The months of your alliances that were proposed to be closed, the newest first."""
    return of_periods.periods_visible_to(request.user).order_by("-month", "-proposed_at")


@router.post("/months", response=PeriodOut, operation_id="propose_close")
def propose_close(request: SignedInRequest, body: ProposeCloseIn) -> Period:
    """Propose to close a month of the alliance worked in."""
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    return actions.propose_close(actor=request.user, alliance=alliance, month=body.month)


@router.post("/months/{pk}/agree", response=PeriodOut, operation_id="agree_close")
def agree_close(request: SignedInRequest, pk: UUID) -> Period:
    """Close a month that somebody else proposed."""
    period = get_object_or_404(of_periods.periods_visible_to(request.user), pk=pk)
    return actions.agree_close(actor=request.user, period=period)


@router.post("/months/{pk}/refuse", response=PeriodOut, operation_id="refuse_close")
def refuse_close(request: SignedInRequest, pk: UUID, body: RefuseCloseIn) -> Period:
    """Leave a month open, and say why."""
    period = get_object_or_404(of_periods.periods_visible_to(request.user), pk=pk)
    return actions.refuse_close(actor=request.user, period=period, reason=body.reason)


@router.get("/heads", response=list[HeadOut], operation_id="heads")
def heads(request: SignedInRequest) -> QuerySet[Head]:
    """What stood for the books of your alliances on each day, signed; the newest first."""
    return of_heads.heads_visible_to(request.user)


@router.post("/heads/{pk}/confirm", response=ConfirmationOut, operation_id="confirm_head")
def confirm_head(request: SignedInRequest, pk: UUID) -> Confirmation:
    """Say that your organisation keeps this head."""
    head = get_object_or_404(of_heads.heads_visible_to(request.user), pk=pk)
    return actions.confirm_head(actor=request.user, head=head)


@router.post("/alarms/{pk}/explain", response=AlarmOut, operation_id="explain_alarm")
def explain_alarm(request: SignedInRequest, pk: UUID, body: ExplainAlarmIn) -> Alarm:
    """Say what happened when the books did not fit a head."""
    alarm = get_object_or_404(of_heads.alarms_visible_to(request.user), pk=pk)
    return actions.explain_alarm(actor=request.user, alarm=alarm, explanation=body.explanation)
