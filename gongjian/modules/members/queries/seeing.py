"""Who could see a person's page on a day, and why: answered from the posts of that day."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.models import Delegation, Post, Power, Profile, in_force_on
from gongjian.modules.members.queries import leading_organisation, names_of
from gongjian.modules.members.queries.people import appoints_in


@dataclass(frozen=True)
class Seer:
    """Somebody who could see the page, why, and whether the whole numbers too (with a reason, written down)."""

    name: str
    why: StrOrPromise
    numbers: bool


@dataclass(frozen=True)
class _ThatDay:
    """What made the person visible: his organisations, whether he was in charge of something, and who led."""

    person: UUID
    places: set[UUID]
    in_charge: bool
    leading: UUID | None

    def seen_by(self, somebody: UUID, posts: list[Post]) -> tuple[StrOrPromise, bool] | None:
        """Why somebody with these posts could see the person, and whether the numbers too; None for not at all."""
        if somebody == self.person:
            return _("本人"), True
        if any(Power.APPOINT in post.kind.powers and post.organisation_id == self.leading for post in posts):
            return _("管人员和职务"), True
        if colleagues := [post for post in posts if post.organisation_id in self.places]:
            return _("同一单位"), any(Power.SPEAK in post.kind.powers for post in colleagues)
        return (_("那天管着事的人，联盟里的人都看得到"), False) if self.in_charge else None


def may_ask_who_sees(actor: Person, profile: Profile) -> bool:
    """Whether somebody may ask: the person, and who appoints."""
    return actor.pk == profile.person_id or appoints_in(actor, profile.alliance_id)


def who_could_see(profile: Profile, day: date) -> list[Seer]:
    """Everybody who could see a person's page on a day, by name.

    The answer that `profiles_visible_to` gave that day, asked from the other side.
    """
    acting = _acting(profile.alliance_id, day)
    # Standing in for somebody is not holding a post: it makes nobody's page more visible.
    own = [post for post in acting.get(profile.person_id, []) if post.person_id == profile.person_id]
    leading = leading_organisation(profile.alliance_id, day)
    that_day = _ThatDay(
        profile.person_id,
        {post.organisation_id for post in own},
        any(post.kind.powers for post in own),
        leading.pk if leading else None,
    )
    seen = {somebody: seen for somebody, posts in acting.items() if (seen := that_day.seen_by(somebody, posts))}
    names = names_of(profile.alliance_id, list(seen))
    seers = [Seer(names.get(somebody, ""), why, numbers) for somebody, (why, numbers) in seen.items()]
    return sorted(seers, key=lambda seer: seer.name)


def _acting(alliance: UUID, day: date) -> defaultdict[UUID, list[Post]]:
    """Under which posts everybody acted that day, as holder or standing in."""
    held = {post.pk: post for post in Post.objects.filter(in_force_on(day), alliance=alliance).select_related("kind")}
    acting = defaultdict(list)
    for post in held.values():
        acting[post.person_id].append(post)
    for standing_in in Delegation.objects.filter(in_force_on(day), alliance=alliance, post__in=held):
        if standing_in.ended_at is None or clock.local_day(standing_in.ended_at) > day:
            acting[standing_in.to_id].append(held[standing_in.post_id])
    return acting
