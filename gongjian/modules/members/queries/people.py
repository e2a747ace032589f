"""Who sees whom, and what a page says of people: their posts, and who looked at their numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing import keys
from gongjian.foundation.sealing.looks import looks_about
from gongjian.foundation.sealing.models import Look
from gongjian.modules.members.models import (
    Delegation,
    HeldBack,
    Membership,
    Organisation,
    Post,
    PostKind,
    Power,
    Profile,
    in_force_on,
)
from gongjian.modules.members.queries import counts_for_alliance, names_of, organisation_of, posts_of, workplace_of
from gongjian.rulebook.contact import phone_number
from gongjian.rulebook.errors import RuleBroken

CONTACT = ("phone", "other_phone", "email", "id_number")
CALLED = {field.name: field.verbose_name for field in Profile._meta.concrete_fields if field.name in CONTACT}
_OPEN_FOR = timedelta(minutes=5)


@dataclass(frozen=True)
class Held:
    """A post that a person has, or stands in for, with the days for which this holds."""

    post: Post
    begins_on: date
    ends_on: date | None
    standing_in: Delegation | None = None

    @property
    def stands_in(self) -> bool:
        """Whether this is somebody else's post."""
        return self.standing_in is not None

    @property
    def is_over(self) -> bool:
        """Whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < clock.today()


@dataclass(frozen=True)
class PersonRow:
    """A line of the list: somebody with today's posts."""

    profile: Profile
    held: list[Held]


@dataclass(frozen=True)
class Looked:
    """Somebody looked at a person's full numbers: by the name used in the alliance."""

    look: Look
    name: str


def profiles_visible_to(actor: Person) -> QuerySet[Profile]:
    """The people whom somebody sees in the alliance worked in.

    Who appoints for the alliance sees all. Everybody else sees the people of the own organisation and, of the other
    organisations, only those who hold a post with any power today: plain members do not see each other (PI-06).
    """
    for alliance in workplace_of(actor):
        everybody = Profile.objects.filter(alliance=alliance, erased_at=None)
        if appoints_in(actor, alliance):
            return everybody
        own = {post.organisation_id for post in posts_of(actor, alliance)}
        if not own:  # on a visit
            own = {organisation_of(actor, alliance).pk}
        today = Post.objects.filter(in_force_on(clock.today()), alliance=alliance)
        seen = today.filter(Q(organisation__in=own) | ~Q(kind__powers=[])).values("person")
        return everybody.filter(Q(person__in=seen) | Q(person=actor))
    return Profile.objects.none()


def profiles_opened_by(actor: Person) -> QuerySet[Profile]:
    """The visible people, each with the account and since when his posts rest (`held_back_since`)."""
    resting = HeldBack.objects.filter(alliance=OuterRef("alliance"), person=OuterRef("person"), confirmed_at=None)
    found = profiles_visible_to(actor).select_related("person")
    return found.annotate(held_back_since=Subquery(resting.values("since")[:1]))


def appoints_in(actor: Person, alliance: UUID) -> bool:
    """Whether somebody manages the people of the whole alliance today."""
    return any(counts_for_alliance(post, Power.APPOINT) for post in posts_of(actor, alliance))


def people_called(actor: Person, words: str) -> QuerySet[Profile]:
    """The visible people whose name, or whose organisation's name, has these words in it; all for none."""
    found = profiles_visible_to(actor).order_by("name", "id")
    if not words:
        return found
    there = Post.objects.filter(in_force_on(clock.today()), organisation__name__icontains=words)
    there = there.filter(alliance__in=workplace_of(actor))
    called = Q(name__icontains=words) | Q(person__in=there.values("person"))
    return found.filter(called | _with_number(actor, words))


def _with_number(actor: Person, words: str) -> Q:
    """Whose telephone number this is, found by its mark; only for who appoints: nobody else may try numbers out."""
    try:
        number = phone_number(words)
    except RuleBroken:
        return Q(pk__in=())
    here = [alliance for alliance in workplace_of(actor) if appoints_in(actor, alliance)]
    marks = [mark for alliance in here for mark in keys.marks(number, Profile.phone_purpose(alliance))]
    return Q(phone_mark__in=marks)


def person_rows(profiles: Iterable[Profile]) -> list[PersonRow]:
    """People of one alliance with today's posts, in two questions for however many."""
    shown = list(profiles)
    if not shown:
        return []
    alliance, people = shown[0].alliance_id, [profile.person_id for profile in shown]
    held: dict[UUID, list[Held]] = {person: [] for person in people}
    for post in _posts(alliance, people).filter(in_force_on(clock.today())):
        held[post.person_id].append(Held(post, post.begins_on, post.ends_on))
    for standing_in in _standing_in(alliance, people).filter(in_force_on(clock.today())):
        held[standing_in.to_id].append(_stood_in(standing_in))
    return [PersonRow(profile, held[profile.person_id]) for profile in shown]


def posts_ever_held(profile: Profile) -> list[Held]:
    """All posts of a person in the profile's alliance with their days, and those stood in for; the latest first."""
    alliance, people = profile.alliance_id, [profile.person_id]
    held = [Held(post, post.begins_on, post.ends_on) for post in _posts(alliance, people)]
    held += [_stood_in(standing_in) for standing_in in _standing_in(alliance, people)]
    return sorted(held, key=lambda one: one.begins_on, reverse=True)


def posts_visible_to(actor: Person) -> QuerySet[Post]:
    """The posts of the people whom somebody sees."""
    seen = profiles_visible_to(actor).values("person")
    posts = Post.objects.filter(alliance__in=workplace_of(actor), person__in=seen)
    return posts.select_related("kind", "organisation", "person")


def delegations_visible_to(actor: Person) -> QuerySet[Delegation]:
    """Who stands in for the people whom somebody sees."""
    found = Delegation.objects.filter(alliance__in=workplace_of(actor), post__in=posts_visible_to(actor).values("pk"))
    return found.select_related("post__kind", "post__organisation")


def profile_of_stand_in(standing_in: Delegation) -> Profile:
    """What the alliance knows of the person who stands in."""
    return Profile.objects.get(alliance=standing_in.alliance_id, person=standing_in.to_id)


def profile_of_post(post: Post) -> Profile:
    """What the alliance knows of the person who holds the post."""
    return Profile.objects.get(alliance=post.alliance_id, person=post.person_id)


def members_today(alliance: UUID) -> QuerySet[Organisation]:
    """The organisations that take part today."""
    today = Membership.objects.filter(in_force_on(clock.today()), alliance=alliance)
    return Organisation.objects.filter(pk__in=today.values("organisation")).order_by("name")


def kinds_of(alliance: UUID) -> QuerySet[PostKind]:
    """The kinds of posts of an alliance, in their order."""
    return PostKind.objects.filter(alliance=alliance).order_by("position")


def looks_shown_to(actor: Person, profile: Profile) -> list[Looked] | None:
    """Who looked at the numbers: told to the person and to who appoints; None for everybody else."""
    if profile.person_id != actor.pk and not appoints_in(actor, profile.alliance_id):
        return None
    looks = looks_about(profile.person_id, profile.alliance_id)
    names = names_of(profile.alliance_id, [look.looked_by_id for look in looks])
    return [Looked(look, names.get(look.looked_by_id, "")) for look in looks]


def is_open(look: Look) -> bool:
    """Whether a look has only just been written down: sending the same form again later opens nothing."""
    return clock.now() - look.at < _OPEN_FOR


def _posts(alliance: UUID, people: list[UUID]) -> QuerySet[Post]:
    posts = Post.objects.filter(alliance=alliance, person__in=people)
    return posts.select_related("organisation", "kind").order_by("begins_on", "id")


def _standing_in(alliance: UUID, people: list[UUID]) -> QuerySet[Delegation]:
    found = Delegation.objects.filter(alliance=alliance, to__in=people, ended_at=None)
    return found.select_related("post__organisation", "post__kind").order_by("begins_on", "id")


def _stood_in(standing_in: Delegation) -> Held:
    return Held(standing_in.post, standing_in.begins_on, standing_in.ends_on, standing_in)
