"""Whose post ends soon, and who is to be told of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.inbox import told_about
from gongjian.modules.members.models import Post, Power, Profile, in_force_on
from gongjian.modules.members.queries import people_with
from gongjian.rulebook.reminders import post_ends_soon

OWN, OTHERS = "members.post_ends", "members.others_post_ends"


@dataclass(frozen=True)
class Ending:
    """Somebody who is to be told that a post ends: his own, or one that he may have to fill."""

    to: Person
    post: Post
    profile: UUID
    words: str


def to_be_told_of_ends(alliance: UUID) -> list[Ending]:
    """For each post that ends soon: the holder, and whoever manages people there, as far as they were not told yet."""
    dated = Post.objects.filter(in_force_on(clock.today()), alliance=alliance, ends_on__isnull=False)
    posts = [post for post in dated.select_related("kind", "organisation", "person") if _ends_soon(post)]
    if not posts:
        return []
    profiles = dict(Profile.objects.filter(alliance=alliance, erased_at=None).values_list("person_id", "pk"))
    appointing = list(people_with(alliance, Power.APPOINT))
    known = _told(alliance, posts)
    return [
        each
        for post in sorted(posts, key=lambda post: (post.ends_on, str(post.pk)))
        if post.person_id in profiles
        for each in _of(post, profiles[post.person_id], appointing)
        if (each.to.pk, post.ref, str(post.ends_on)) not in known
    ]


def _ends_soon(post: Post) -> bool:
    return post_ends_soon(post.ends_on, clock.today())


def _of(post: Post, profile: UUID, appointing: list[Person]) -> list[Ending]:
    own = [Ending(post.person, post, profile, OWN)] if post.person.is_active else []
    return own + [Ending(person, post, profile, OTHERS) for person in appointing if person != post.person]


def _told(alliance: UUID, posts: Iterable[Post]) -> set[tuple[UUID, str, str]]:
    """Who was told of the end of which post; a day that was moved is told again."""
    notices = told_about(alliance, (OWN, OTHERS), [post.ref for post in posts])
    return {(notice.to_id, notice.about, str(notice.facts["ends_on"])) for notice in notices}
