"""Reading about members."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gongjian.foundation import clock
from gongjian.foundation.access import Actor
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.remembered import remembered
from gongjian.modules.members.models import Alliance, Decision, Membership, Organisation, Post, Profile, in_force_on


@remembered
def posts_held(person: UUID, day: date) -> list[Post]:
    """Every post that a person holds on a day, in whatever alliance, the oldest first, with the name used there."""
    name = Profile.objects.filter(alliance=OuterRef("alliance"), person=person).values("name")
    held = Post.objects.filter(in_force_on(day), person=person).select_related("organisation", "alliance")
    return list(held.annotate(name_there=Subquery(name)).order_by("begins_on", "id"))


def posts_of(actor: Actor, alliance: UUID) -> list[Post]:
    """The posts that somebody holds in an alliance today, the oldest first."""
    if not isinstance(actor, Person):
        return []
    return [post for post in posts_held(actor.pk, clock.today()) if post.alliance_id == alliance]


def alliances_of(actor: Person) -> list[UUID]:
    """The alliances in which somebody holds a post today, the one with the oldest post first."""
    return list(dict.fromkeys(post.alliance_id for post in posts_held(actor.pk, clock.today())))


def organisation_of(actor: Actor, alliance: UUID) -> Organisation:
    """The organisation for which somebody who takes part holds the oldest post."""
    return posts_of(actor, alliance)[0].organisation


def leading_organisation(alliance: UUID, day: date | None = None) -> Organisation | None:
    """The organisation that leads the alliance on a day (today)."""
    return leading_during(alliance, day or clock.today(), day or clock.today())


def leading_during(alliance: UUID, begins_on: date, ends_on: date | None) -> Organisation | None:
    """An organisation that leads the alliance on some day of a term."""
    overlapping = Q(ends_on__isnull=True) | Q(ends_on__gte=begins_on)
    found = Membership.objects.filter(overlapping, alliance=alliance, leads=True, begins_on__lte=ends_on or date.max)
    membership = found.select_related("organisation").order_by("begins_on").first()
    return membership.organisation if membership else None


@remembered
def has_decided(alliance: UUID, kind: str, day: date | None = None) -> bool:
    """Whether a decision of the alliance is in force on a day (today)."""
    return Decision.objects.filter(in_force_on(day or clock.today()), alliance=alliance, kind=kind).exists()


def names_of(alliance: UUID, people: list[UUID]) -> dict[UUID, str]:
    """The names by which one alliance knows these people."""
    return dict(Profile.objects.filter(alliance=alliance, person__in=people).values_list("person_id", "name"))


@dataclass(frozen=True)
class PublicAlliance:
    """What anybody may know of an alliance."""

    id: UUID
    name: str
    short_name: str
    phone: str


def public_alliance() -> PublicAlliance | None:
    """The alliance whose street the public site shows: the first that was set up."""
    found = Alliance.objects.order_by("id").values_list("id", "name", "short_name", "phone").first()
    return PublicAlliance(*found) if found else None


def public_member_count(alliance: UUID) -> int:
    """How many organisations take part today."""
    return Membership.objects.filter(in_force_on(clock.today()), alliance=alliance).count()


def every_alliance() -> QuerySet[Alliance]:
    """All alliances on this machine, for operations that go over all of them."""
    return Alliance.objects.order_by("slug")


def people_with_posts() -> list[Post]:
    """The oldest post of everybody who holds one today, for the demo's sign-in page."""
    posts = Post.objects.filter(in_force_on(clock.today())).select_related("person", "organisation", "alliance")
    oldest = {post.person_id: post for post in posts.order_by("-begins_on", "-id")}
    return sorted(oldest.values(), key=lambda post: post.pk)
