"""Writes about sides, members and decisions."""

from gongjian.foundation.access import Actor, require
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.actions.term import Term
from gongjian.modules.members.events import OrganisationJoined
from gongjian.modules.members.models import Alliance, Decision, Membership, Organisation, Side
from gongjian.modules.members.queries import leading_during
from gongjian.rulebook.errors import RuleBroken


@deed("members.add_side")
def add_side(*, actor: Actor, alliance: Alliance, name: str, position: int) -> Side:
    """Give the alliance a side."""
    alliance = locked(alliance)
    require(actor, "members.add_side", alliance)

    side = Side.objects.create(alliance=alliance, name=name, position=position)

    record(actor, "members.add_side", side)
    return side


@deed("members.add_member")
def add_member(*, actor: Actor, side: Side, organisation: Organisation, term: Term, leads: bool = False) -> Membership:
    """Give an organisation its place on a side."""
    side = locked(side)
    require(actor, "members.add_member", side)
    if leads and (leading := leading_during(side.alliance_id, term.begins_on, term.ends_on)):
        raise RuleBroken("members.leads_already", organisation=leading.name)

    membership = Membership.objects.create(
        alliance_id=side.alliance_id,
        organisation=organisation,
        side=side,
        leads=leads,
        begins_on=term.begins_on,
        ends_on=term.ends_on,
    )

    record(actor, "members.add_member", membership, organisation=organisation.ref)
    publish(OrganisationJoined(membership))
    return membership


@deed("members.record_decision")
def record_decision(*, actor: Actor, alliance: Alliance, kind: Decision.Kind, decided_at: str, term: Term) -> Decision:
    """Keep what the alliance has decided, with the meeting that decided it."""
    alliance = locked(alliance)
    require(actor, "members.record_decision", alliance)

    decision = Decision.objects.create(
        alliance=alliance, kind=kind, decided_at=decided_at, begins_on=term.begins_on, ends_on=term.ends_on
    )

    record(actor, "members.record_decision", decision, kind=kind)
    return decision
