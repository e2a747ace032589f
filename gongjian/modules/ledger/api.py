"""The JSON door to the books."""

from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router

from gongjian.foundation.http import SignedInRequest
from gongjian.modules.ledger import actions, queries
from gongjian.modules.ledger.models import JournalEntry, Reversal
from gongjian.modules.ledger.schemas import AskReversalIn, EntryOut, ReversalOut

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
