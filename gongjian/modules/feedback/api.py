"""The JSON door to complaints and suggestions; who has no token uses the public form."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router

from gongjian.foundation.access import Anonymous
from gongjian.foundation.http import SignedInRequest
from gongjian.modules.feedback import actions, queries
from gongjian.modules.feedback.actions import Message
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.feedback.schemas import (
    AnswerIn,
    CloseIn,
    FeedbackOut,
    FeedbackRead,
    PassOnIn,
    ReceiptOut,
    SendFeedbackIn,
)

router = Router(tags=["feedback"])


@router.post("/feedback/send", response=ReceiptOut, operation_id="send_feedback")
def send_feedback(request: SignedInRequest, body: SendFeedbackIn) -> Feedback:
    """Tell the alliance something; unsigned, nothing of you is kept."""
    alliance = queries.alliance_told(request.user, "/work/")
    if alliance is None:
        raise Http404
    code = queries.code_for(request.headers.get("Idempotency-Key", ""), alliance.pk)
    told = body.dict(exclude={"kind", "unsigned"})
    message = Message(kind=Feedback.Kind(body.kind), code=code, **told)
    actor = Anonymous() if body.unsigned else request.user
    sent = actions.send_feedback(actor=actor, alliance=alliance, message=message)
    sent.code = code  # type: ignore[attr-defined]  # shown in this answer, kept nowhere
    return sent


@router.get("/feedback", response=list[FeedbackOut], operation_id="feedback_list")
def feedback_list(request: SignedInRequest) -> QuerySet[Feedback]:
    """What you may know of, the newest first; without the words."""
    return queries.feedback_visible_to(request.user)


@router.get("/feedback/{pk}", response=FeedbackRead, operation_id="feedback")
def feedback(request: SignedInRequest, pk: UUID) -> Feedback:
    """One of them; with its words where reading it is your work."""
    return _readable(request, _visible(request, pk))


@router.post("/feedback/{pk}/see", response=FeedbackRead, operation_id="see_feedback")
def see_feedback(request: SignedInRequest, pk: UUID) -> Feedback:
    """Open a complaint as a supervisor; that you looked stays visible."""
    seen = actions.see_feedback(actor=request.user, feedback=_visible(request, pk))
    seen.may_be_read = True  # type: ignore[attr-defined]  # for this answer only
    return seen


@router.post("/feedback/{pk}/acknowledge", response=FeedbackRead, operation_id="acknowledge_feedback")
def acknowledge_feedback(request: SignedInRequest, pk: UUID) -> Feedback:
    """Say that it has arrived."""
    return _readable(request, actions.acknowledge_feedback(actor=request.user, feedback=_visible(request, pk)))


@router.post("/feedback/{pk}/pass-on", response=FeedbackOut, operation_id="pass_on_feedback")
def pass_on_feedback(request: SignedInRequest, pk: UUID, body: PassOnIn) -> Feedback:
    """Hand it to another organisation; the answer is owed by the same day."""
    found = _visible(request, pk)
    desks = [desk for desk in queries.desks_of(found.alliance_id) if desk.organisation.pk == body.organisation_id]
    if not desks:
        raise Http404
    return actions.pass_on_feedback(actor=request.user, feedback=found, to=desks[0].organisation, power=body.power)


@router.post("/feedback/{pk}/answer", response=FeedbackRead, operation_id="answer_feedback")
def answer_feedback(request: SignedInRequest, pk: UUID, body: AnswerIn) -> Feedback:
    """Answer it."""
    found = _visible(request, pk)
    return _readable(request, actions.answer_feedback(actor=request.user, feedback=found, answer=body.answer))


@router.post("/feedback/{pk}/close", response=FeedbackRead, operation_id="close_without_answer")
def close_without_answer(request: SignedInRequest, pk: UUID, body: CloseIn) -> Feedback:
    """Lay aside what wanted no answer."""
    found = _visible(request, pk)
    return _readable(request, actions.close_without_answer(actor=request.user, feedback=found, reason=body.reason))


def _visible(request: SignedInRequest, pk: UUID) -> Feedback:
    return get_object_or_404(queries.feedback_visible_to(request.user), pk=pk)


def _readable(request: SignedInRequest, found: Feedback) -> Feedback:
    found.may_be_read = queries.reads(request.user, found)  # type: ignore[attr-defined]  # for this answer only
    return found
