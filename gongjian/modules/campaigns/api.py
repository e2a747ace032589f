"""The JSON door to the same deeds."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import File, Router
from ninja.files import UploadedFile

from gongjian.foundation.http import SignedInRequest
from gongjian.foundation.sheets.bills import MOST_MEGABYTES
from gongjian.modules.campaigns import actions, queries
from gongjian.modules.campaigns.models import Bill, Campaign, CashBox, CashCount, Payment
from gongjian.modules.campaigns.queries import bills as of_bills
from gongjian.modules.campaigns.schemas import (
    BankBoxIn,
    BillOut,
    CampaignOut,
    CashBoxOut,
    CountIn,
    CountOut,
    HandOutBoxIn,
    JudgePaymentIn,
    OpenCampaignIn,
    PaymentJudgedOut,
    PaymentOut,
    SealBoxIn,
)
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import post_holders, workplace_of

router = Router(tags=["campaigns"])


@router.get("/campaigns", response=list[CampaignOut], operation_id="campaigns")
def campaigns(request: SignedInRequest) -> QuerySet[Campaign]:
    """The campaigns of your alliances, the newest first."""
    return queries.campaigns_visible_to(request.user)


@router.get("/campaigns/{pk}", response=CampaignOut, operation_id="campaign")
def campaign(request: SignedInRequest, pk: UUID) -> Campaign:
    """One campaign."""
    return get_object_or_404(queries.campaigns_visible_to(request.user), pk=pk)


@router.post("/campaigns", response=CampaignOut, operation_id="open_campaign")
def open_campaign(request: SignedInRequest, body: OpenCampaignIn) -> Campaign:
    """Begin a collection of one legal kind, with the papers that it needs."""
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    organiser = get_object_or_404(post_holders(alliance.pk), pk=body.organiser_id)
    return actions.open_campaign(actor=request.user, alliance=alliance, outline=body.outline(organiser))


@router.get("/bills", response=list[BillOut], operation_id="bills")
def bills(request: SignedInRequest) -> QuerySet[Bill]:
    """The payment bills of your alliances, the newest first."""
    return of_bills.bills_visible_to(request.user)


@router.get("/bills/{pk}", response=BillOut, operation_id="bill")
def bill(request: SignedInRequest, pk: UUID) -> Bill:
    """One bill."""
    return get_object_or_404(of_bills.bills_visible_to(request.user), pk=pk)


@router.get("/bills/{pk}/payments", response=list[PaymentOut], operation_id="payments")
def payments(request: SignedInRequest, pk: UUID) -> list[of_bills.Judged]:
    """Each payment on a bill, and what it is."""
    return of_bills.plan_of(get_object_or_404(of_bills.bills_visible_to(request.user), pk=pk)).rows


@router.post("/campaigns/{pk}/bills", response=BillOut, operation_id="read_bill")
def read_bill(request: SignedInRequest, pk: UUID, file: File[UploadedFile]) -> Bill:
    """Read a bill as WeChat or Alipay gives it; nothing is entered yet."""
    campaign = get_object_or_404(queries.campaigns_visible_to(request.user), pk=pk)
    told = actions.Told.by(bytes(file.read(MOST_MEGABYTES * 1024 * 1024 + 1)))
    return actions.read_bill(actor=request.user, campaign=campaign, told=told)


@router.post("/payments/{pk}/judge", response=PaymentJudgedOut, operation_id="judge_payment")
def judge_payment(request: SignedInRequest, pk: UUID, body: JudgePaymentIn) -> Payment:
    """Decide whether a payment counts, and why."""
    payment = get_object_or_404(of_bills.payments_visible_to(request.user), pk=pk)
    return actions.judge_payment(actor=request.user, payment=payment, answer=body.answer, reason=body.reason)


@router.post("/bills/{pk}/enter", response=BillOut, operation_id="enter_bill")
def enter_bill(request: SignedInRequest, pk: UUID) -> Bill:
    """Agree to a bill that another person read: it is entered."""
    found = get_object_or_404(of_bills.bills_visible_to(request.user), pk=pk)
    return actions.enter_bill(actor=request.user, bill=found)


@router.post("/bills/{pk}/drop", response=BillOut, operation_id="drop_bill")
def drop_bill(request: SignedInRequest, pk: UUID) -> Bill:
    """Put a bill aside that was only read."""
    found = get_object_or_404(of_bills.bills_visible_to(request.user), pk=pk)
    return actions.drop_bill(actor=request.user, bill=found)


@router.get("/cash-boxes", response=list[CashBoxOut], operation_id="cash_boxes")
def cash_boxes(request: SignedInRequest) -> QuerySet[CashBox]:
    """The boxes of your alliances, the newest first."""
    return queries.boxes_visible_to(request.user)


@router.get("/cash-boxes/{pk}", response=CashBoxOut, operation_id="cash_box")
def cash_box(request: SignedInRequest, pk: UUID) -> CashBox:
    """One box."""
    return get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)


@router.get("/cash-boxes/{pk}/counts", response=list[CountOut], operation_id="cash_counts")
def cash_counts(request: SignedInRequest, pk: UUID) -> list[CashCount]:
    """The counts of a box that you may see: your own, and the other's once both are in."""
    box = get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)
    return queries.counts_visible_to(request.user, box)


@router.post("/campaigns/{pk}/cash-boxes", response=CashBoxOut, operation_id="seal_box")
def seal_box(request: SignedInRequest, pk: UUID, body: SealBoxIn) -> CashBox:
    """Close an empty box with a numbered seal."""
    campaign = get_object_or_404(queries.campaigns_visible_to(request.user), pk=pk)
    return actions.seal_box(actor=request.user, campaign=campaign, place=body.place, seal_number=body.seal_number)


@router.post("/cash-boxes/{pk}/hand-out", response=CashBoxOut, operation_id="hand_out_box")
def hand_out_box(request: SignedInRequest, pk: UUID, body: HandOutBoxIn) -> CashBox:
    """Give a sealed box out of the house."""
    box = get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)
    return actions.hand_out_box(actor=request.user, box=box, back_on=body.back_on)


@router.post("/cash-boxes/{pk}/count", response=CountOut, operation_id="submit_count")
def submit_count(request: SignedInRequest, pk: UUID, body: CountIn) -> CashCount:
    """Hand in your own count of a box."""
    box = get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)
    return actions.submit_count(actor=request.user, box=box, count=body.counted())


@router.post("/cash-boxes/{pk}/close", response=CashBoxOut, operation_id="close_box")
def close_box(request: SignedInRequest, pk: UUID) -> CashBox:
    """Enter in the books what two people counted alike."""
    box = get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)
    return actions.close_box(actor=request.user, box=box)


@router.post("/cash-boxes/{pk}/bank", response=CashBoxOut, operation_id="bank_box")
def bank_box(request: SignedInRequest, pk: UUID, body: BankBoxIn) -> CashBox:
    """Note that the counted cash lies in the bank."""
    box = get_object_or_404(queries.boxes_visible_to(request.user), pk=pk)
    return actions.bank_box(actor=request.user, box=box, deposit_slip=body.deposit_slip)
