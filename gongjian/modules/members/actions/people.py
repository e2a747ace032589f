"""Writes about people, the kinds of posts, and posts."""

from collections.abc import Sequence
from datetime import date
from uuid import uuid4

from django.db.models import Q
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.notices.outbox import tell
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.actions.contact import Contact, set_contact
from gongjian.modules.members.actions.term import Term
from gongjian.modules.members.events import PostBegan, PostEnded
from gongjian.modules.members.models import Alliance, Organisation, Post, PostKind, Power, Profile
from gongjian.modules.members.permissions import leads, sets_up
from gongjian.modules.members.queries import next_position, standard_name
from gongjian.modules.members.queries.erasure import check_still_known
from gongjian.rulebook.errors import RuleBroken

# What the name to sign in with begins with until the person has chosen one.
_WITHOUT_SIGN_IN = "new-"
# Whoever could give these without having the lead could raise a friend above the secretary.
_FOR_THE_LEADING_TO_GIVE = {Power.LEAD, Power.APPOINT}


@deed("members.add_person")
def add_person(
    *, actor: Actor, alliance: Alliance, name: str, person: Person | None = None, contact: Contact | None = None
) -> Profile:
    """Let the alliance know a person, by the name it calls them.

    Somebody who has no account yet gets one without a password: it opens when the person uses a slip.
    """
    alliance = locked(alliance)
    require(actor, "members.add_person", alliance)

    known = person or Person.objects.create(username=f"{_WITHOUT_SIGN_IN}{uuid4().hex}", password="!")  # noqa: S106  no password fits "!"
    profile = Profile.objects.create(alliance=alliance, person=known, name=name)
    if contact:
        profile = set_contact(actor=actor, profile=profile, contact=contact)

    record(actor, "members.add_person", profile)
    return profile


@deed("members.appoint")
def appoint(*, actor: Actor, profile: Profile, organisation: Organisation, kind: PostKind, term: Term) -> Post:
    """Give a person a post in an organisation, for a term."""
    profile = locked(profile)
    require(actor, "members.appoint", profile)
    check_still_known(profile)
    if isinstance(actor, Person) and term.begins_on < clock.today():
        raise RuleBroken("members.appointed_in_the_past", today=clock.today().isoformat())
    if isinstance(actor, Person) and set(kind.powers) & _FOR_THE_LEADING_TO_GIVE and not leads.ask(actor, profile):
        raise RuleBroken("members.not_yours_to_give")

    post = Post.objects.create(
        alliance_id=profile.alliance_id,
        person_id=profile.person_id,
        organisation=organisation,
        kind=kind,
        begins_on=term.begins_on,
        ends_on=term.ends_on,
    )

    record(actor, "members.appoint", post, person=str(post.person_id), kind=kind.code)
    publish(PostBegan(post))
    if isinstance(actor, Person):  # whoever is set up together with the alliance need not be told
        _tell_of(post, profile)
    return post


def _tell_of(post: Post, profile: Profile) -> None:
    tell(
        to=profile.person,
        alliance=post.alliance_id,
        words="members.appointed",
        facts={
            "organisation": post.organisation.name,
            "kind": post.kind.code,
            "name": post.kind.name,
            "begins_on": post.begins_on.isoformat(),
        },
        about=post.ref,
        url=reverse("members:person", args=[profile.pk]),
    )


@deed("members.end_post")
def end_post(*, actor: Actor, post: Post, ends_on: date) -> Post:
    """Let a post end: `ends_on` is its last day, today or later; what was done under it stays as it was."""
    post = locked(post)
    require(actor, "members.end_post", post)
    if ends_on < clock.today():
        raise RuleBroken("members.ends_in_the_past", today=clock.today().isoformat())
    if ends_on < post.begins_on:
        raise RuleBroken("members.ends_before_it_begins", begins_on=post.begins_on.isoformat())
    if post.ends_on and ends_on > post.ends_on:
        raise RuleBroken("members.ended_already", ends_on=post.ends_on.isoformat())

    post.ends_on = ends_on
    post.save()

    record(actor, "members.end_post", post, person=str(post.person_id), ends_on=ends_on.isoformat())
    publish(PostEnded(post))
    return post


@deed("members.add_post_kind")
def add_post_kind(*, actor: Actor, alliance: Alliance, name: str, powers: Sequence[Power], code: str = "") -> PostKind:
    """Give the alliance a kind of post; what it may do is fixed from now on. Without a code it gets a number."""
    alliance = locked(alliance)
    require(actor, "members.add_post_kind", alliance)
    if unknown := sorted(set(powers) - set(Power.values)):
        raise RuleBroken("members.unknown_power", power=unknown[0])
    if PostKind.objects.filter(Q(name=name) | Q(code=code), alliance=alliance).exists():
        raise RuleBroken("members.kind_exists", name=name)
    if set(powers) & _FOR_THE_LEADING_TO_GIVE and not (sets_up | leads).ask(actor, alliance):
        raise RuleBroken("members.not_yours_to_give")

    position = next_position(alliance.pk)
    kind = PostKind.objects.create(
        alliance=alliance,
        code=code or f"own-{position}",
        name=name,
        powers=[str(power) for power in powers],
        position=position,
    )

    record(actor, "members.add_post_kind", kind, code=kind.code, powers=", ".join(kind.powers))
    return kind


@deed("members.add_standard_kinds")
def add_standard_kinds(*, actor: Actor, alliance: Alliance) -> Alliance:
    """Give an alliance the kinds of posts that every alliance begins with; those that it has already stay."""
    alliance = locked(alliance)
    require(actor, "members.add_standard_kinds", alliance)

    had = set(PostKind.objects.filter(alliance=alliance).values_list("code", flat=True))
    missing = [kind for kind in PostKind.Standard if kind.value not in had]
    for kind in missing:
        add_post_kind(
            actor=actor,
            alliance=alliance,
            code=kind.value,
            name=standard_name(kind),
            powers=PostKind.POWERS[kind],
        )

    record(actor, "members.add_standard_kinds", alliance, added=len(missing))
    return alliance
