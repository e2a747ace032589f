"""Who may be erased, who wants it, and whose time is up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.notices.inbox import told_before
from gongjian.modules.members.models import Alliance, Delegation, ErasureRequest, Post, Power, Profile
from gongjian.modules.members.queries import counts_for_alliance, people_with, posts_of, workplace_of
from gongjian.modules.members.queries.people import profiles_visible_to
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.reminders import is_told_again
from gongjian.rulebook.retention import due_on


@dataclass(frozen=True)
class Due:
    """Somebody whose data nothing needs any more, and since when."""

    profile: Profile
    since: date


def sees_to_erasures(actor: Person, alliance: UUID) -> bool:
    """Whether somebody leads, or manages people, in the whole alliance today."""
    held = posts_of(actor, alliance)
    return any(counts_for_alliance(post, power) for post in held for power in (Power.LEAD, Power.APPOINT))


def erasure_waits(actor: Person, alliance: UUID) -> bool:
    """Whether a request there waits for an answer."""
    return any(getattr(post, "erasure_waits", False) for post in posts_of(actor, alliance))


def alliance_seen_to(actor: Person) -> Alliance | None:
    """The alliance worked in, for who sees to erasures there."""
    here = [alliance for alliance in workplace_of(actor) if sees_to_erasures(actor, alliance)]
    return Alliance.objects.filter(pk__in=here).first()


def own_profiles(person: Person) -> QuerySet[Profile]:
    """What each alliance knows about a person, as far as it is not erased."""
    return Profile.objects.filter(person=person, erased_at=None).select_related("alliance").order_by("alliance", "id")


def erasable_by(actor: Person) -> QuerySet[Profile]:
    """The profiles that somebody may name in a request: the visible, and the own in whatever alliance."""
    seen = profiles_visible_to(actor).values("pk")
    return Profile.objects.filter(Q(pk__in=seen) | Q(person=actor, erased_at=None)).select_related("alliance")


def erasures_visible_to(actor: Person) -> QuerySet[ErasureRequest]:
    """The requests of the alliance worked in for who sees to them; to everybody those about the own profiles."""
    here = [alliance for alliance in workplace_of(actor) if sees_to_erasures(actor, alliance)]
    found = ErasureRequest.objects.filter(Q(alliance__in=here) | Q(profile__person=actor))
    return found.select_related("profile", "alliance").order_by("answer_by", "id")


def open_erasures(alliance: UUID) -> QuerySet[ErasureRequest]:
    """The requests that nobody has answered, the most urgent first."""
    found = ErasureRequest.objects.filter(alliance=alliance, state=ErasureRequest.State.WANTED)
    return found.select_related("profile").order_by("answer_by", "id")


def open_erasure_of(profile: Profile) -> ErasureRequest | None:
    """The request about a person that nobody has answered."""
    return open_erasures(profile.alliance_id).filter(profile=profile).first()


def last_days(alliance: UUID, people: Iterable[UUID]) -> dict[UUID, date]:
    """The last day of the last post, own or stood in for, of each who ever had one; date.max for one without end."""
    wanted = list(people)
    found: dict[UUID, date] = {}
    posts = Post.objects.filter(alliance=alliance, person__in=wanted).values_list("person_id", "ends_on")
    standing_in = Delegation.objects.filter(alliance=alliance, to__in=wanted, ended_at=None)
    for person, day in posts.union(standing_in.values_list("to_id", "ends_on"), all=True):
        found[person] = max(found.get(person, date.min), day or date.max)
    return found


def due_for_erasure(alliance: UUID, day: date) -> list[Due]:
    """The people whose time is up on a day and about whom nobody has asked yet, the longest due first.

    Who never had a post is counted from the day of registration. A reminder may call this; nothing is erased by it.
    """
    asked = open_erasures(alliance).order_by().values("profile")
    profiles = list(Profile.objects.filter(alliance=alliance, erased_at=None).exclude(pk__in=asked))
    last = last_days(alliance, (profile.person_id for profile in profiles))
    without = [profile for profile in profiles if profile.person_id not in last]
    registered = _registered_on(alliance, without)
    found = []
    for profile in profiles:
        needed_until = last.get(profile.person_id, registered.get(profile.ref))
        since = None if needed_until == date.max else due_on("post", needed_until)
        if since and since <= day:
            found.append(Due(profile, since))
    return sorted(found, key=lambda due: (due.since, str(due.profile.pk)))


def to_be_told_of_due(alliance: UUID) -> list[tuple[Person, int]]:
    """Who is to be told today how many people's time is up: whoever sees to erasures there, once in a month."""
    today = clock.today()
    number = len(due_for_erasure(alliance, today))
    if not number:
        return []
    people = people_with(alliance, Power.LEAD, Power.APPOINT)
    return [(person, number) for person in people if is_told_again(_last_told(person, alliance), today)]


def _last_told(person: Person, alliance: UUID) -> date | None:
    told = told_before(person, alliance, "members.due_for_erasure")
    return clock.local_day(told.at) if told else None


def kept_until_in(person: UUID) -> dict[UUID, date | None]:
    """By alliance that gave the person a post, from when on nothing needs the profile; None while a post goes on."""
    found: dict[UUID, date] = {}
    posts = Post.objects.filter(person=person).values_list("alliance_id", "ends_on")
    standing_in = Delegation.objects.filter(to=person, ended_at=None).values_list("alliance_id", "ends_on")
    for alliance, day in posts.union(standing_in, all=True):
        found[alliance] = max(found.get(alliance, date.min), day or date.max)
    return {alliance: None if day == date.max else due_on("post", day) for alliance, day in found.items()}


def check_still_known(profile: Profile) -> None:
    """Refuse to go on with a person who is erased."""
    if profile.erased_at:
        raise RuleBroken("members.is_erased")


def known_elsewhere(person: UUID) -> bool:
    """Whether some alliance still knows the person."""
    return Profile.objects.filter(person=person, erased_at=None).exists()


def _registered_on(alliance: UUID, profiles: list[Profile]) -> dict[str, date]:
    """By reference, the day on which each was registered."""
    refs = [profile.ref for profile in profiles]
    rows = AuditEntry.objects.filter(alliance=alliance, subject__in=refs, deed="members.add_person")
    return {subject: clock.local_day(at) for subject, at in rows.values_list("subject", "at")}
