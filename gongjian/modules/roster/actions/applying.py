"""Taking over what a sheet says: every step through the members' own deeds, all or nothing."""

import json
from datetime import date
from typing import Any

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.actions import (
    Contact,
    NewOrganisation,
    Term,
    add_member,
    add_person,
    add_side,
    appoint,
    set_contact,
)
from gongjian.modules.members.models import Alliance, Organisation, Profile, Side
from gongjian.modules.members.queries import kind_called
from gongjian.modules.members.queries.organisations import organisations_of
from gongjian.modules.members.queries.people import CONTACT
from gongjian.modules.roster.models import Roster
from gongjian.modules.roster.queries.plans import NUMBERS, plan_of
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.office import Step


@deed("roster.apply_roster")
def apply_roster(*, actor: Actor, roster: Roster, shown: str = "") -> Roster:
    """Do what the sheet comes to; `shown` is the seal of the plan that the person saw, and nothing else is done."""
    roster = locked(roster)
    require(actor, "roster.apply_roster", roster)
    Roster.MOVES.check("apply_roster", roster.state, Roster.State.APPLIED)
    plan = plan_of(roster, actor)
    if plan.open:
        raise RuleBroken("roster.doubts_open", number=len(plan.open))
    if not plan.steps:
        raise RuleBroken("roster.nothing_to_change")
    if shown and shown != plan.seal:
        raise RuleBroken("roster.changed_meanwhile")

    applying = _Applying(actor, roster.alliance)
    for step in plan.steps:
        applying.do(step)
    roster.state, roster.applied_at = Roster.State.APPLIED, clock.now()
    roster.changed = json.dumps({"created": applying.created, "contacts": applying.contacts})
    roster.save()

    counts = {kind: sum(step.kind == kind for step in plan.steps) for kind in ("side", "member", "person", "post")}
    record(actor, "roster.apply_roster", roster, **counts)
    return roster


class _Applying:
    """Does the steps in turn and keeps what is needed to undo them."""

    def __init__(self, actor: Actor, alliance: Alliance) -> None:
        self.actor, self.alliance, self.term = actor, alliance, Term(clock.today())
        self.sides = {side.name: side for side in Side.objects.filter(alliance=alliance)}
        self.found: dict[str, Any] = {}
        self.created: list[str] = []
        self.contacts: list[dict[str, Any]] = []

    def do(self, step: Step) -> None:
        """One step by its kind."""
        {
            "side": self.side,
            "member": self.member,
            "person": self.person,
            "contact": self.contact,
            "post": self.post,
        }[step.kind](step)

    def side(self, step: Step) -> None:
        name = step.facts["name"]
        self.sides[name] = add_side(actor=self.actor, alliance=self.alliance, name=name)
        self.created.append(self.sides[name].ref)

    def member(self, step: Step) -> None:
        """A name alone does not say that another alliance's organisation is meant: unknown here, it is a new one."""
        name, leads = step.facts["name"], "leads" in step.facts
        known = organisations_of(self.alliance.pk).filter(name=name).first()
        joined = add_member(
            actor=self.actor,
            side=self.sides[step.facts["side"]],
            organisation=known or NewOrganisation(name),
            term=self.term,
            leads=leads,
        )
        self.found[step.about] = joined.organisation
        if known is None:
            self.created.append(joined.organisation.ref)
        self.created.append(joined.ref)

    def person(self, step: Step) -> None:
        profile = add_person(actor=self.actor, alliance=self.alliance, name=step.facts["name"])
        self.found[step.about] = profile
        self.created += [profile.person.ref, profile.ref]

    def contact(self, step: Step) -> None:
        profile = self.profile(step.about)
        before = {name: getattr(profile, name).opened() for name in CONTACT}
        change = {name: step.facts[name] for name in NUMBERS if name in step.facts}
        after = set_contact(actor=self.actor, profile=profile, contact=Contact(**change))
        self.found[step.about] = after
        if profile.ref not in self.created:
            kept = {name: getattr(after, name).opened() for name in CONTACT}
            self.contacts.append({"profile": profile.ref, "before": before, "after": kept})

    def post(self, step: Step) -> None:
        until = step.facts["until"]
        post = appoint(
            actor=self.actor,
            profile=self.profile(step.about),
            organisation=self.organisation(step.facts["organisation"]),
            kind=kind_called(self.alliance.pk, step.facts["kind"]),
            term=Term(self.term.begins_on, date.fromisoformat(until) if until else None),
        )
        self.created.append(post.ref)

    def profile(self, ref: str) -> Profile:
        if ref not in self.found:
            self.found[ref] = Profile.objects.get(alliance=self.alliance, pk=ref.partition(":")[2])
        found: Profile = self.found[ref]
        return found

    def organisation(self, ref: str) -> Organisation:
        if ref not in self.found:
            self.found[ref] = Organisation.objects.get(pk=ref.partition(":")[2])
        found: Organisation = self.found[ref]
        return found
