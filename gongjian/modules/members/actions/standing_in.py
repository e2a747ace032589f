"""Writes about standing in for the holder of a post."""

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, NotPermitted, require
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.actions.term import Term
from gongjian.modules.members.models import Delegation, Post, Profile
from gongjian.modules.members.permissions import not_oneself
from gongjian.modules.members.queries.erasure import check_still_known
from gongjian.rulebook.errors import RuleBroken


@deed("members.delegate")
def delegate(*, actor: Actor, post: Post, to: Profile, term: Term, reason: str) -> Delegation:
    """Let somebody stand in for the holder of a post, for a period that has an end; nobody makes himself stand in."""
    post = locked(post)
    require(actor, "members.delegate", post)
    _check(post, to, term)
    if not not_oneself.ask(actor, to):
        raise NotPermitted("members.delegate", [not_oneself.otherwise])
    if not reason.strip():
        raise RuleBroken("members.no_reason")

    delegation = Delegation.objects.create(
        alliance_id=post.alliance_id,
        post=post,
        to_id=to.person_id,
        reason=reason,
        begins_on=term.begins_on,
        ends_on=term.ends_on,
    )

    record(actor, "members.delegate", delegation, post=str(post.pk), to=str(to.person_id))
    return delegation


def _check(post: Post, to: Profile, term: Term) -> None:
    check_still_known(to)
    if to.alliance_id != post.alliance_id:
        raise RuleBroken("members.not_of_this_alliance")
    if to.person_id == post.person_id:
        raise RuleBroken("members.stands_in_for_oneself")
    if term.ends_on is None or term.ends_on < term.begins_on:
        raise RuleBroken("members.standing_in_needs_an_end")
    if term.begins_on < clock.today():
        raise RuleBroken("members.begins_in_the_past", today=clock.today().isoformat())
    if term.begins_on < post.begins_on or (post.ends_on and term.ends_on > post.ends_on):
        raise RuleBroken("members.outside_the_post")


@deed("members.end_delegation")
def end_delegation(*, actor: Actor, delegation: Delegation) -> Delegation:
    """Call standing in back, begun or not: from now on it gives nothing any more."""
    delegation = locked(delegation)
    require(actor, "members.end_delegation", delegation)
    if delegation.ended_at or (delegation.ends_on and delegation.ends_on < clock.today()):
        raise RuleBroken("members.standing_in_is_over")

    delegation.ended_at = clock.now()
    delegation.save()

    record(actor, "members.end_delegation", delegation, to=str(delegation.to_id))
    return delegation
