"""Founding an alliance: everything that has to be there before its first secretary can go on by himself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.modules.members.actions.names import NewOrganisation
from gongjian.modules.members.actions.organisations import add_member, add_side
from gongjian.modules.members.actions.people import add_person, add_standard_kinds, appoint
from gongjian.modules.members.actions.term import Term
from gongjian.modules.members.models import Alliance, Organisation, PostKind, Profile, Side
from gongjian.modules.members.queries import every_alliance, kind_called
from gongjian.rulebook.contact import phone_number
from gongjian.rulebook.errors import RuleBroken

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


@dataclass(frozen=True)
class Beginning:
    """Who is in a new alliance on its first day: which organisation leads it, who its secretary is, which sides."""

    leading: NewOrganisation
    secretary: str = field(repr=False)
    sides: Sequence[str] = Side.STANDARD


@deed("members.found_alliance")
def found_alliance(*, actor: Actor, alliance: Alliance, beginning: Beginning) -> Profile:
    """Found an alliance, handed over unsaved, with its sides, kinds of posts and leading organisation.

    Answers the first secretary's profile; the way in is a paper slip (`entrance.hand_out_slip`).
    """
    require(actor, "members.found_alliance", alliance)
    _check(alliance, beginning)

    founded = Alliance.objects.create(
        id=alliance.pk,
        slug=alliance.slug,
        name=alliance.name,
        short_name=alliance.short_name,
        phone=alliance.phone,
    )
    term = Term(clock.today())
    add_standard_kinds(actor=actor, alliance=founded)
    sides = [add_side(actor=actor, alliance=founded, name=name) for name in beginning.sides]
    place = add_member(actor=actor, side=sides[0], organisation=beginning.leading, term=term, leads=True)
    profile = add_person(actor=actor, alliance=founded, name=beginning.secretary)
    appoint(
        actor=actor,
        profile=profile,
        organisation=place.organisation,
        kind=kind_called(founded.pk, PostKind.Standard.SECRETARY),
        term=term,
    )

    record(actor, "members.found_alliance", founded, slug=founded.slug, secretary=str(profile.person_id))
    return profile


def _check(alliance: Alliance, beginning: Beginning) -> None:
    for model, name, typed in (
        (Alliance, "name", alliance.name),
        (Alliance, "short_name", alliance.short_name),
        (Alliance, "slug", alliance.slug),
        (Alliance, "phone", alliance.phone),
        (Organisation, "name", beginning.leading.name),
        (Profile, "name", beginning.secretary),
        *((Side, "name", side) for side in beginning.sides or ("",)),
    ):
        most = getattr(model._meta.get_field(name), "max_length", 0)
        which = f"{model._meta.model_name}.{name}"
        if not typed.strip():
            raise RuleBroken("members.founding_lacks", which=which)
        if len(typed) > most:
            raise RuleBroken("members.founding_too_long", which=which, most=most)
    if not _SLUG.fullmatch(alliance.slug):
        raise RuleBroken("members.slug_letters", slug=alliance.slug)
    if every_alliance().filter(slug=alliance.slug).exists():
        raise RuleBroken("members.slug_taken", slug=alliance.slug)
    if every_alliance().filter(name=alliance.name).exists():
        raise RuleBroken("members.alliance_exists", name=alliance.name)
    phone_number(alliance.phone)
