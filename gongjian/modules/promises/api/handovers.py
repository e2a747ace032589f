"""The JSON door to hand-overs."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router

from gongjian.foundation.http import SignedInRequest
from gongjian.modules.promises import actions
from gongjian.modules.promises.models import Handover, Signature
from gongjian.modules.promises.queries import handovers as found
from gongjian.modules.promises.schemas import DrawUpHandoverIn, HandoverOut, PaperSignaturesIn, SignatureOut

router = Router(tags=["promises"])


@router.get("/handovers", response=list[HandoverOut], operation_id="handovers")
def handovers(request: SignedInRequest) -> QuerySet[Handover]:
    """The lists of what was open when posts changed hands."""
    return found.handovers_visible_to(request.user)


@router.get("/handovers/{pk}", response=HandoverOut, operation_id="handover")
def handover(request: SignedInRequest, pk: UUID) -> Handover:
    """One of these lists."""
    return _handover(request, pk)


@router.post("/posts/{pk}/handover", response=HandoverOut, operation_id="draw_up_handover")
def draw_up_handover(request: SignedInRequest, pk: UUID, body: DrawUpHandoverIn) -> Handover:
    """List what is open with a post that ends."""
    leaving = get_object_or_404(found.leaving_posts(request.user), pk=pk)
    coming = get_object_or_404(found.successors_of(leaving), pk=body.coming_id)
    return actions.draw_up_handover(actor=request.user, leaving=leaving, coming=coming)


@router.post("/handovers/{pk}/sign", response=SignatureOut, operation_id="sign_handover")
def sign_handover(request: SignedInRequest, pk: UUID) -> Signature:
    """Sign the list under your own name."""
    return actions.sign_handover(actor=request.user, handover=_handover(request, pk))


@router.post("/handovers/{pk}/paper-signatures", response=HandoverOut, operation_id="record_paper_signatures")
def record_paper_signatures(request: SignedInRequest, pk: UUID, body: PaperSignaturesIn) -> Handover:
    """Record that both have signed on paper."""
    return actions.record_paper_signatures(
        actor=request.user, handover=_handover(request, pk), signed_on=body.signed_on
    )


def _handover(request: SignedInRequest, pk: UUID) -> Handover:
    return get_object_or_404(found.handovers_visible_to(request.user), pk=pk)
