"""Writes about sides, members and decisions."""

from datetime import date

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.actions.names import NewOrganisation
from gongjian.modules.members.actions.people import end_post
from gongjian.modules.members.actions.term import Term
from gongjian.modules.members.events import LeavingAsked, OrganisationJoined, OrganisationLeft
from gongjian.modules.members.models import Alliance, Decision, Membership, Organisation, Side
from gongjian.modules.members.queries import leading_during
from gongjian.modules.members.queries.organisations import is_member_during, posts_after, sides_of
from gongjian.rulebook.errors import RuleBroken


@deed("members.add_side")
def add_side(*, actor: Actor, alliance: Alliance, name: str) -> Side:
    """Give the alliance a side; it stands after those that are there."""
    alliance = locked(alliance)
    require(actor, "members.add_side", alliance)
    sides = sides_of(alliance.pk)
    if sides.filter(name=name).exists():
        raise RuleBroken("members.side_exists", name=name)

    side = Side.objects.create(alliance=alliance, name=name, position=sides.count() + 1)

    record(actor, "members.add_side", side)
    return side


@deed("members.add_member")
def add_member(
    *, actor: Actor, side: Side, organisation: Organisation | NewOrganisation, term: Term, leads: bool = False
) -> Membership:
    """Give an organisation its place on a side."""
    side = locked(side)
    require(actor, "members.add_member", side)
    if leads and (leading := leading_during(side.alliance_id, term.begins_on, term.ends_on)):
        raise RuleBroken("members.leads_already", organisation=leading.name)
    joining = organisation if isinstance(organisation, Organisation) else organisation.written_down()
    if is_member_during(joining, side.alliance_id, term.begins_on, term.ends_on):
        raise RuleBroken("members.is_member_already", organisation=joining.name)

    membership = Membership.objects.create(
        alliance_id=side.alliance_id,
        organisation=joining,
        side=side,
        leads=leads,
        begins_on=term.begins_on,
        ends_on=term.ends_on,
    )

    record(actor, "members.add_member", membership, organisation=joining.ref)
    publish(OrganisationJoined(membership))
    return membership


@deed("members.leave_alliance")
def leave_alliance(*, actor: Actor, membership: Membership, ends_on: date) -> Membership:
    """Let an organisation leave: `ends_on` is its last day, and the last of the posts that people hold for it."""
    membership = locked(membership)
    require(actor, "members.leave_alliance", membership)
    _check_leaving(membership, ends_on)
    posts = list(posts_after(membership, ends_on))
    if later := next((post for post in posts if post.begins_on > ends_on), None):
        raise RuleBroken("members.post_begins_later", begins_on=later.begins_on.isoformat())
    publish(LeavingAsked(membership))

    membership.ends_on = ends_on
    membership.save()
    for post in posts:
        end_post(actor=actor, post=post, ends_on=ends_on)

    organisation = membership.organisation.ref
    record(
        actor,
        "members.leave_alliance",
        membership,
        organisation=organisation,
        ends_on=ends_on.isoformat(),
        posts=len(posts),
    )
    publish(OrganisationLeft(membership))
    return membership


def _check_leaving(membership: Membership, ends_on: date) -> None:
    if membership.leads:
        raise RuleBroken("members.leader_leaves", organisation=membership.organisation.name)
    if ends_on < clock.today():
        raise RuleBroken("members.leaves_in_the_past", today=clock.today().isoformat())
    if ends_on < membership.begins_on:
        raise RuleBroken("members.leaves_before_joining", begins_on=membership.begins_on.isoformat())
    if membership.ends_on and ends_on > membership.ends_on:
        raise RuleBroken("members.left_already", ends_on=membership.ends_on.isoformat())


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
