"""What a roster comes to today: its rows held against what the alliance has."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import Q

from gongjian.foundation import clock
from gongjian.foundation.access import Actor
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing import keys
from gongjian.foundation.sheets.readings import reading
from gongjian.modules.members.models import Membership, Post, PostKind, Profile, Side
from gongjian.modules.members.queries import leading_organisation
from gongjian.modules.roster.models import Roster
from gongjian.rulebook.office import Doubt, Known, KnownOrganisation, KnownPerson, Line, Note, Plan, Step, plan

NUMBERS = ("phone", "other_phone", "email")


@dataclass(frozen=True)
class Row:
    """A row of the sheet, as it stood and as it was understood, with all that concerns it."""

    line: Line
    doubts: tuple[Doubt, ...]
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]

    @property
    def asks(self) -> bool:
        """Whether an answer is missing."""
        return any(not doubt.answer for doubt in self.doubts)

    @property
    def is_known(self) -> bool:
        """Whether it changes nothing."""
        return not self.steps and not self.doubts


def plan_of(roster: Roster, actor: Actor) -> Plan:
    """The questions and steps of a roster, as things are now."""
    token = partial(keys.mark, purpose=f"roster.contact:{roster.alliance_id}")
    known = known_of(roster.alliance_id, actor)
    return plan(roster.told().lines, known, roster.answered(), reading=reading, token=token)


def rows_of(roster: Roster, found: Plan) -> list[Row]:
    """The rows of the sheet with their questions, steps and notes; those that ask stand first."""
    rows = [
        Row(
            line,
            tuple(doubt for doubt in found.doubts if doubt.line == place),
            tuple(step for step in found.steps if step.line == place),
            found.notes.get(place, ()),
        )
        for place, line in enumerate(roster.told().lines)
    ]
    return sorted(rows, key=lambda row: (not row.asks, not row.doubts))


def known_of(alliance: UUID, actor: Actor) -> Known:
    """What the alliance has: sides, organisations, people with tokens of their numbers, posts that hold or will."""
    today = clock.today()
    lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    members = Membership.objects.filter(lasting, alliance=alliance).select_related("organisation").order_by("id")
    organisations = {one.organisation_id: one.organisation for one in members}
    posts = Post.objects.filter(lasting, alliance=alliance).select_related("kind")
    held: dict[UUID, set[tuple[str, str]]] = {}
    for post in posts:
        held.setdefault(post.person_id, set()).add((f"members.organisation:{post.organisation_id}", post.kind.code))
    leader = leading_organisation(alliance)
    profiles = list(Profile.objects.filter(alliance=alliance).order_by("id"))
    oneself = [one.ref for one in profiles if isinstance(actor, Person) and one.person_id == actor.pk]
    return Known(
        sides=tuple(Side.objects.filter(alliance=alliance).order_by("position").values_list("name", flat=True)),
        organisations=tuple(KnownOrganisation(one.ref, one.name) for one in organisations.values()),
        people=tuple(_known(profile, held.get(profile.person_id, set())) for profile in profiles),
        kinds=_kinds(alliance),
        leader=leader.ref if leader else "",
        oneself="".join(oneself),
        today=_iso(today),
    )


def _known(profile: Profile, posts: set[tuple[str, str]]) -> KnownPerson:
    purpose = f"roster.contact:{profile.alliance_id}"
    kept = {name: getattr(profile, name).opened() for name in NUMBERS if getattr(profile, name)}
    contact = {name: keys.mark(number, purpose) for name, number in kept.items()}
    organisations = frozenset(organisation for organisation, _kind in posts)
    return KnownPerson(profile.ref, profile.name, contact, organisations, frozenset(posts))


def _kinds(alliance: UUID) -> dict[str, str]:
    kinds = PostKind.objects.filter(alliance=alliance).order_by("position").values_list("name", "code")
    return dict(kinds)


def _iso(day: date) -> str:
    return day.isoformat()
