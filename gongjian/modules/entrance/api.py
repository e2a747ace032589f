"""The JSON door to who gets in."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Router

from gongjian.foundation.access import SystemActor
from gongjian.foundation.accounts.devices import address_of
from gongjian.foundation.http import SignedInRequest
from gongjian.modules.entrance import actions, queries
from gongjian.modules.entrance.forms import LoginForm
from gongjian.modules.entrance.models import Recovery, Slip, Visit
from gongjian.modules.entrance.permissions import HOLDER
from gongjian.modules.entrance.schemas import (
    AskVisitIn,
    ProposeRecoveryIn,
    RecoveryOut,
    SlipOut,
    UsedSlipOut,
    UseSlipIn,
    VisitOut,
)
from gongjian.modules.members.models import Profile
from gongjian.modules.members.queries.people import profiles_visible_to
from gongjian.rulebook.errors import RuleBroken

router = Router(tags=["entrance"])


@router.post("/slips/use", response=UsedSlipOut, operation_id="use_slip", auth=None)
def use_slip(request: HttpRequest, body: UseSlipIn) -> UsedSlipOut:
    """Get in with a paper slip: no token is needed, and codes that open nothing are all answered alike."""
    slip = queries.slip_with(body.code, address_of(request))
    typed = {"code": body.code, "username": body.username, "password": body.password, "again": body.password}
    form = LoginForm(typed, slip=slip, code=body.code)
    if not form.is_valid():
        raise RuleBroken("entrance.not_a_login", fields=", ".join(form.errors))
    actions.use_slip(actor=SystemActor(HOLDER), slip=slip, login=form.login())
    slip.person.refresh_from_db()
    return UsedSlipOut(username=slip.person.username)


@router.post("/people/{pk}/slip", response=SlipOut, operation_id="hand_out_slip")
def hand_out_slip(request: SignedInRequest, response: HttpResponse, pk: UUID) -> Slip:
    """Hand a slip to somebody who has never signed in."""
    response["Cache-Control"] = "no-store"
    return actions.hand_out_slip(actor=request.user, profile=_profile(request, pk))


@router.post("/slips/{pk}/withdraw", response=SlipOut, operation_id="withdraw_slip")
def withdraw_slip(request: SignedInRequest, pk: UUID) -> Slip:
    """Make a slip worthless."""
    slip = get_object_or_404(queries.slips_visible_to(request.user), pk=pk)
    return actions.withdraw_slip(actor=request.user, slip=slip)


@router.post("/people/{pk}/recovery", response=RecoveryOut, operation_id="propose_recovery")
def propose_recovery(request: SignedInRequest, pk: UUID, body: ProposeRecoveryIn) -> Recovery:
    """Propose to let a person in again."""
    return actions.propose_recovery(
        actor=request.user, profile=_profile(request, pk), identified=body.identified, note=body.note
    )


@router.post("/recoveries/{pk}/agree", response=SlipOut, operation_id="agree_recovery")
def agree_recovery(request: SignedInRequest, response: HttpResponse, pk: UUID) -> Slip:
    """Agree as the second; the slip is handed out at once."""
    response["Cache-Control"] = "no-store"
    return actions.agree_recovery(actor=request.user, recovery=_recovery(request, pk))


@router.post("/recoveries/{pk}/drop", response=RecoveryOut, operation_id="drop_recovery")
def drop_recovery(request: SignedInRequest, pk: UUID) -> Recovery:
    """Let it be."""
    return actions.drop_recovery(actor=request.user, recovery=_recovery(request, pk))


@router.post("/visits", response=VisitOut, operation_id="ask_visit")
def ask_visit(request: SignedInRequest, body: AskVisitIn) -> Visit:
    """Ask an alliance to be let in."""
    offered = queries.alliances_to_visit()
    alliance = get_object_or_404(offered if request.user.is_superuser else offered.none(), pk=body.alliance_id)
    return actions.ask_visit(actor=request.user, alliance=alliance, reason=body.reason, hours=body.hours)


@router.post("/visits/{pk}/allow", response=VisitOut, operation_id="allow_visit")
def allow_visit(request: SignedInRequest, pk: UUID) -> Visit:
    """Let the operator in for the hours that he asked for."""
    return actions.allow_visit(actor=request.user, visit=_visit(request, pk))


@router.post("/visits/{pk}/end", response=VisitOut, operation_id="end_visit")
def end_visit(request: SignedInRequest, pk: UUID) -> Visit:
    """End a visit, or say no."""
    return actions.end_visit(actor=request.user, visit=_visit(request, pk))


def _profile(request: SignedInRequest, pk: UUID) -> Profile:
    return get_object_or_404(profiles_visible_to(request.user), pk=pk)


def _recovery(request: SignedInRequest, pk: UUID) -> Recovery:
    return get_object_or_404(queries.recoveries_visible_to(request.user), pk=pk)


def _visit(request: SignedInRequest, pk: UUID) -> Visit:
    return get_object_or_404(queries.visits_visible_to(request.user), pk=pk)
