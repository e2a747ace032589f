"""Who has not seen what he was told, for whoever may call him up."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.inbox import unseen_by
from gongjian.foundation.notices.models import Notice
from gongjian.foundation.notices.words import title_of
from gongjian.modules.members.models import Post, Power, Profile, in_force_on
from gongjian.modules.members.queries import posts_of, workplace_of
from gongjian.modules.members.queries.people import appoints_in


@dataclass(frozen=True)
class ToCall:
    """Somebody to be called up: what it is about, without any fact, and the last thing that stands on the list."""

    profile: Profile
    titles: list[str]
    last: UUID


def people_to_call(actor: Person) -> list[ToCall]:
    """Who has not seen something, of those whom this person sees to: all for who appoints, else the own people."""
    for alliance in workplace_of(actor):
        profiles = _seen_to_by(actor, alliance).select_related("person")
        found: dict[UUID, list[Notice]] = defaultdict(list)
        for notice in unseen_by(alliance, profiles.values_list("person", flat=True)):
            found[notice.to_id].append(notice)
        shown = profiles.filter(person__in=found).order_by("name", "id") if found else []
        return [_to_call(profile, found[profile.person_id]) for profile in shown]
    return []


def to_call(profile: Profile) -> ToCall | None:
    """What one person has not seen; None when there is nothing."""
    notices = list(unseen_by(profile.alliance_id, [profile.person_id]))
    return _to_call(profile, notices) if notices else None


def _to_call(profile: Profile, notices: list[Notice]) -> ToCall:
    return ToCall(profile, list(dict.fromkeys(map(title_of, notices))), max(notice.pk for notice in notices))


def _seen_to_by(actor: Person, alliance: UUID) -> QuerySet[Profile]:
    others = Profile.objects.filter(alliance=alliance).exclude(person=actor)
    if appoints_in(actor, alliance):
        return others
    own = {post.organisation_id for post in posts_of(actor, alliance) if Power.SPEAK in post.kind.powers}
    today = Post.objects.filter(in_force_on(clock.today()), alliance=alliance, organisation__in=own)
    return others.filter(person__in=today.values("person"))
