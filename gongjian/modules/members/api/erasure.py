"""The JSON door to erasing."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router

from gongjian.foundation.http import SignedInRequest
from gongjian.modules.members import actions
from gongjian.modules.members.models import ErasureRequest
from gongjian.modules.members.queries import erasure as queries
from gongjian.modules.members.schemas.erasure import AskErasureIn, ErasureOut, RefuseErasureIn

router = Router()


@router.get("/erasures", response=list[ErasureOut], operation_id="erasures")
def erasures(request: SignedInRequest) -> QuerySet[ErasureRequest]:
    """The requests that you see to, and those about yourself."""
    return queries.erasures_visible_to(request.user)


@router.post("/people/{pk}/erasure", response=ErasureOut, operation_id="ask_erasure")
def ask_erasure(request: SignedInRequest, pk: UUID, body: AskErasureIn) -> ErasureRequest:
    """Ask that what the alliance knows about a person be erased."""
    profile = get_object_or_404(queries.erasable_by(request.user), pk=pk)
    return actions.ask_erasure(actor=request.user, profile=profile, reason=body.reason)


@router.post("/erasures/{pk}/erase", response=ErasureOut, operation_id="erase_person")
def erase_person(request: SignedInRequest, pk: UUID) -> ErasureRequest:
    """Say yes: erase, for good."""
    return actions.erase_person(actor=request.user, erasure=_visible(request, pk))


@router.post("/erasures/{pk}/refuse", response=ErasureOut, operation_id="refuse_erasure")
def refuse_erasure(request: SignedInRequest, pk: UUID, body: RefuseErasureIn) -> ErasureRequest:
    """Say no, and why."""
    return actions.refuse_erasure(actor=request.user, erasure=_visible(request, pk), answer=body.answer)


def _visible(request: SignedInRequest, pk: UUID) -> ErasureRequest:
    return get_object_or_404(queries.erasures_visible_to(request.user), pk=pk)
