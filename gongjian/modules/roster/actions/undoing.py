"""Undoing a roster: the state before, but for what somebody has built on it since."""

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.actions import Contact, set_contact, take_back
from gongjian.modules.roster.models import Roster
from gongjian.modules.roster.queries.undoing import undoing_of
from gongjian.rulebook.errors import RuleBroken


@deed("roster.undo_roster")
def undo_roster(*, actor: Actor, roster: Roster, rest: bool = False) -> Roster:
    """Take back what the roster brought; `rest` says that the person knows what stays, and wants the rest undone."""
    roster = locked(roster)
    require(actor, "roster.undo_roster", roster)
    Roster.MOVES.check("undo_roster", roster.state, Roster.State.UNDONE)
    if not roster.can_be_undone:
        raise RuleBroken("roster.too_late", until=clock.local_day(roster.undo_until).isoformat())
    undoing = undoing_of(roster)
    if undoing.stays and not rest:
        raise RuleBroken("roster.something_stays", names="、".join(dict.fromkeys(undoing.stays)))

    for post in undoing.posts:
        take_back(actor=actor, row=post)
    for profile in undoing.profiles:
        take_back(actor=actor, row=profile)
    for known, before in undoing.contacts:
        set_contact(actor=actor, profile=known, contact=Contact(**before))
    for person in undoing.people:
        person.delete()
    for membership in undoing.memberships:
        take_back(actor=actor, row=membership)
    for side in undoing.sides:
        take_back(actor=actor, row=side)
    for organisation in undoing.organisations:
        organisation.delete()
    roster.state = Roster.State.UNDONE
    roster.understood = roster.answers = roster.changed = ""
    roster.save()

    record(actor, "roster.undo_roster", roster, stays=len(set(undoing.stays)))
    return roster
