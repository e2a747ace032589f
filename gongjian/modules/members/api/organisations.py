"""The JSON door to the sides, the organisations and what was decided."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router

from gongjian.foundation.http import SignedInRequest
from gongjian.modules.members import actions
from gongjian.modules.members.actions import NewOrganisation
from gongjian.modules.members.models import (
    Alliance,
    Decision,
    Membership,
    Organisation,
    OrganisationName,
    Relation,
    Side,
)
from gongjian.modules.members.queries import organisations as queries
from gongjian.modules.members.schemas.organisations import (
    AddMemberIn,
    AddRelationIn,
    AddSideIn,
    DecisionOut,
    LastDayIn,
    MembershipOut,
    NameOut,
    OrganisationOut,
    RecordDecisionIn,
    RelationOut,
    RenameOrganisationIn,
    SetCreditCodeIn,
    SideOut,
    WhichIn,
)

router = Router()


def alliance_worked_in(request: SignedInRequest) -> Alliance:
    """The alliance that this person works in just now; 404 for somebody who takes part in none."""
    alliance = queries.alliance_worked_in(request.user)
    if alliance is None:
        raise Http404
    return alliance


@router.get("/organisations", response=list[MembershipOut], operation_id="organisations")
def organisations(request: SignedInRequest) -> QuerySet[Membership]:
    """The organisations of the alliance with their places, those that have left too."""
    return queries.memberships_visible_to(request.user).order_by("side__position", "begins_on", "pk")


@router.get("/organisations/{pk}", response=OrganisationOut, operation_id="organisation")
def organisation(request: SignedInRequest, pk: UUID) -> Organisation:
    """One organisation."""
    return _visible(request, pk)


@router.post("/sides", response=SideOut, operation_id="add_side")
def add_side(request: SignedInRequest, body: AddSideIn) -> Side:
    """Give the alliance a side."""
    return actions.add_side(actor=request.user, alliance=alliance_worked_in(request), name=body.name)


@router.post("/organisations", response=MembershipOut, operation_id="add_member")
def add_member(request: SignedInRequest, body: AddMemberIn) -> Membership:
    """Give an organisation its place on a side."""
    side = get_object_or_404(queries.sides_of(alliance_worked_in(request).pk), pk=body.side_id)
    return actions.add_member(actor=request.user, side=side, organisation=_which(request, body), term=body.term())


@router.post("/outside", response=RelationOut, operation_id="add_relation")
def add_relation(request: SignedInRequest, body: AddRelationIn) -> Relation:
    """Write down an organisation outside, and what it is to the alliance."""
    return actions.add_relation(
        actor=request.user,
        alliance=alliance_worked_in(request),
        organisation=_which(request, body),
        kind=body.kind,
        term=body.term(),
    )


@router.post("/memberships/{pk}/leave", response=MembershipOut, operation_id="leave_alliance")
def leave_alliance(request: SignedInRequest, pk: UUID, body: LastDayIn) -> Membership:
    """Let an organisation leave."""
    membership = get_object_or_404(queries.memberships_visible_to(request.user), pk=pk)
    return actions.leave_alliance(actor=request.user, membership=membership, ends_on=body.ends_on)


@router.post("/outside/{pk}/end", response=RelationOut, operation_id="end_relation")
def end_relation(request: SignedInRequest, pk: UUID, body: LastDayIn) -> Relation:
    """Let a relation with an organisation outside end."""
    relation = get_object_or_404(queries.relations_visible_to(request.user), pk=pk)
    return actions.end_relation(actor=request.user, relation=relation, ends_on=body.ends_on)


@router.post("/organisations/{pk}/names", response=NameOut, operation_id="rename_organisation")
def rename_organisation(request: SignedInRequest, pk: UUID, body: RenameOrganisationIn) -> OrganisationName:
    """Write down what an organisation is called from a day on."""
    return actions.rename_organisation(
        actor=request.user,
        alliance=alliance_worked_in(request),
        organisation=_visible(request, pk),
        name=body.name,
        begins_on=body.begins_on,
    )


@router.post("/organisations/{pk}/credit-code", response=OrganisationOut, operation_id="set_credit_code")
def set_credit_code(request: SignedInRequest, pk: UUID, body: SetCreditCodeIn) -> Organisation:
    """Write down an organisation's unified social credit code."""
    return actions.set_credit_code(
        actor=request.user,
        alliance=alliance_worked_in(request),
        organisation=_visible(request, pk),
        credit_code=body.credit_code,
    )


@router.post("/decisions", response=DecisionOut, operation_id="record_decision")
def record_decision(request: SignedInRequest, body: RecordDecisionIn) -> Decision:
    """Keep what the alliance has decided."""
    return actions.record_decision(
        actor=request.user,
        alliance=alliance_worked_in(request),
        kind=body.kind,
        decided_at=body.decided_at,
        term=body.term(),
    )


def _visible(request: SignedInRequest, pk: UUID) -> Organisation:
    return get_object_or_404(queries.organisations_visible_to(request.user), pk=pk)


def _which(request: SignedInRequest, body: WhichIn) -> Organisation | NewOrganisation:
    return _visible(request, body.organisation_id) if body.organisation_id else body.new()
