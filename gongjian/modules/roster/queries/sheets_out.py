"""The alliance's members as the rows of an office's sheet."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from gongjian.foundation import clock
from gongjian.modules.members.models import Membership, Post, Profile, in_force_on


@dataclass(frozen=True)
class OutRow:
    """A row: the organisation with its side, and one person in it with the posts that end on the same day."""

    side: str
    organisation: str
    leads: bool
    profile: Profile | None = None
    posts: tuple[str, ...] = ()
    since: str = ""
    until: str = ""


def out_rows(alliance: UUID) -> list[OutRow]:
    """Everybody with a post today, by side and organisation; organisations without anybody too."""
    today = in_force_on(clock.today())
    members = Membership.objects.filter(today, alliance=alliance).select_related("side", "organisation")
    profiles = {profile.person_id: profile for profile in Profile.objects.filter(alliance=alliance)}
    posts = Post.objects.filter(today, alliance=alliance).select_related("kind").order_by("begins_on", "id")
    by_place: dict[UUID, list[Post]] = {}
    for post in posts:
        by_place.setdefault(post.organisation_id, []).append(post)
    rows = []
    for one in sorted(members, key=lambda one: (one.side.position, not one.leads, one.organisation.name)):
        start = OutRow(one.side.name, one.organisation.name, one.leads)
        rows += list(_people(start, by_place.get(one.organisation_id, []), profiles)) or [start]
    return rows


def _people(start: OutRow, posts: list[Post], profiles: dict[UUID, Profile]) -> Iterable[OutRow]:
    together: dict[tuple[UUID, str], list[Post]] = {}
    for post in posts:
        together.setdefault((post.person_id, post.ends_on.isoformat() if post.ends_on else ""), []).append(post)
    for (person, until), held in together.items():
        yield replace(
            start,
            profile=profiles[person],
            posts=tuple(post.kind.name for post in held),
            since=min(post.begins_on for post in held).isoformat(),
            until=until,
        )
