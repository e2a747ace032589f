"""The JSON door to the promises."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router

from gongjian.foundation.http import SignedInRequest
from gongjian.modules.promises import actions
from gongjian.modules.promises.models import Nudge, Promise
from gongjian.modules.promises.queries import pages as queries
from gongjian.modules.promises.schemas import NudgeOut, PromiseOut

router = Router(tags=["promises"])


@router.get("/promises", response=list[PromiseOut], operation_id="promises")
def promises(request: SignedInRequest) -> QuerySet[Promise]:
    """What everybody in the alliance has promised, the latest day first."""
    return queries.promises_visible_to(request.user)


@router.get("/promises/{pk}", response=PromiseOut, operation_id="promise")
def promise(request: SignedInRequest, pk: UUID) -> Promise:
    """One promise."""
    return _visible(request, pk)


@router.post("/promises/{pk}/nudge", response=NudgeOut, operation_id="nudge")
def nudge(request: SignedInRequest, pk: UUID) -> Nudge:
    """Remind whoever owes it, in fixed words; once a day from the whole alliance."""
    return actions.nudge(actor=request.user, promise=_visible(request, pk))


def _visible(request: SignedInRequest, pk: UUID) -> Promise:
    return get_object_or_404(queries.promises_visible_to(request.user), pk=pk)
