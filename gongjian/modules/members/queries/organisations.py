"""The organisations of an alliance by side, those around it, and what they were called on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.models import (
    Alliance,
    Decision,
    Membership,
    Organisation,
    OrganisationName,
    Post,
    Relation,
    Side,
    in_force_during,
    in_force_on,
)
from gongjian.modules.members.queries import posts_of, workplace_of


@dataclass(frozen=True)
class SideRow:
    """A side with the organisations that stand on it."""

    side: Side
    memberships: list[Membership]


def alliance_worked_in(actor: Person) -> Alliance | None:
    """The alliance whose organisations somebody sees just now."""
    known = next((post.alliance for alliance in workplace_of(actor) for post in posts_of(actor, alliance)), None)
    # An operator who was let in holds no post.
    return known or Alliance.objects.filter(pk__in=workplace_of(actor)).first()


def sides_of(alliance: UUID) -> QuerySet[Side]:
    """The sides in their order."""
    return Side.objects.filter(alliance=alliance).order_by("position")


def side_rows(alliance: UUID) -> list[SideRow]:
    """Each side with today's members and those that begin later, the leading one first."""
    rows = {side.pk: SideRow(side, []) for side in sides_of(alliance)}
    for membership in _memberships(alliance).filter(Q(ends_on=None) | Q(ends_on__gte=clock.today())):
        rows[membership.side_id].memberships.append(membership)
    return list(rows.values())


def left_members(alliance: UUID) -> QuerySet[Membership]:
    """Who has left, the latest first."""
    return _memberships(alliance).filter(ends_on__lt=clock.today()).order_by("-ends_on", "pk")


def relations_of(alliance: UUID) -> QuerySet[Relation]:
    """The organisations around the alliance today, by kind."""
    found = Relation.objects.filter(in_force_on(clock.today()), alliance=alliance)
    return found.select_related("organisation").order_by("kind", "begins_on", "pk")


def decisions_of(alliance: UUID) -> QuerySet[Decision]:
    """What the alliance has decided, the latest first."""
    return Decision.objects.filter(alliance=alliance).order_by("-begins_on", "-pk")


def memberships_visible_to(actor: Person) -> QuerySet[Membership]:
    """The places of organisations in the alliance worked in."""
    return Membership.objects.filter(alliance__in=workplace_of(actor)).select_related("organisation", "side")


def relations_visible_to(actor: Person) -> QuerySet[Relation]:
    """The relations of the alliance worked in, those that have ended too."""
    return Relation.objects.filter(alliance__in=workplace_of(actor)).select_related("organisation")


def organisations_visible_to(actor: Person) -> QuerySet[Organisation]:
    """The organisations that take or took part in the alliance worked in, and those around it."""
    return Organisation.objects.filter(_of(workplace_of(actor))).order_by("name", "pk")


def organisations_of(alliance: UUID) -> QuerySet[Organisation]:
    """The organisations that an alliance knows, by name."""
    return Organisation.objects.filter(_of([alliance])).order_by("name", "pk")


def memberships_of(organisation: Organisation, alliance: UUID) -> QuerySet[Membership]:
    """An organisation's places in an alliance, the latest first."""
    return _memberships(alliance).filter(organisation=organisation).order_by("-begins_on")


def relations_with(organisation: Organisation, alliance: UUID) -> QuerySet[Relation]:
    """What an organisation is or was to an alliance, the latest first."""
    return Relation.objects.filter(alliance=alliance, organisation=organisation).order_by("-begins_on")


def names_of_organisation(organisation: Organisation, alliance: UUID) -> list[OrganisationName]:
    """What an alliance has written down about an organisation's names, the latest first."""
    return list(OrganisationName.objects.filter(alliance=alliance, organisation=organisation).order_by("-begins_on"))


def name_on(organisation: Organisation, alliance: UUID, day: date) -> str:
    """What an alliance called an organisation on a day: a record of 2018 says 工商所."""
    names = names_of_organisation(organisation, alliance)
    then = next((renamed.name for renamed in names if renamed.begins_on <= day), None)
    return then or (names[-1].before if names else organisation.name)


def name_then(moment: str) -> Coalesce:
    """The same as a column beside rows that have an alliance, an organisation and a moment: no question each."""
    known = OrganisationName.objects.filter(alliance=OuterRef("alliance"), organisation=OuterRef("organisation"))
    day = OuterRef(f"{moment}__date")
    then = known.filter(begins_on__lte=day).order_by("-begins_on").values("name")[:1]
    later = known.filter(begins_on__gt=day).order_by("begins_on").values("before")[:1]
    return Coalesce(Subquery(then), Subquery(later), "organisation__name")


def last_renamed_on(organisation: Organisation, alliance: UUID) -> date | None:
    """The day of the last new name that the alliance knows."""
    names = names_of_organisation(organisation, alliance)
    return names[0].begins_on if names else None


def called_so_by_all(organisation: Organisation, name: str) -> bool:
    """Whether every alliance that the organisation takes part in today calls it so."""
    latest = {
        renamed.alliance_id: renamed.name
        for renamed in OrganisationName.objects.filter(organisation=organisation).order_by("begins_on")
    }
    return all(latest.get(alliance) == name for alliance in _alliances_today(organisation))


def is_only_of(organisation: Organisation, alliance: UUID) -> bool:
    """Whether no other alliance counts the organisation among its members today."""
    return set(_alliances_today(organisation)) <= {alliance}


def belongs_to(organisation: Organisation, alliance: UUID) -> bool:
    """Whether the organisation is or was a member of the alliance, or stands around it."""
    return Organisation.objects.filter(_of([alliance]), pk=organisation.pk).exists()


def is_member_during(organisation: Organisation, alliance: UUID, begins_on: date, ends_on: date | None) -> bool:
    """Whether the organisation is a member on some day of a term."""
    return memberships_of(organisation, alliance).filter(in_force_during(begins_on, ends_on)).exists()


def is_related_during(relation: Relation) -> bool:
    """Whether the organisation is the same to the alliance already on some day of a relation that is to be."""
    found = relations_with(relation.organisation, relation.alliance_id).filter(kind=relation.kind)
    return found.filter(in_force_during(relation.begins_on, relation.ends_on)).exists()


def posts_after(membership: Membership, day: date) -> QuerySet[Post]:
    """The posts that people hold for an organisation in this alliance beyond a day."""
    posts = Post.objects.filter(alliance=membership.alliance_id, organisation=membership.organisation_id)
    return posts.filter(Q(ends_on=None) | Q(ends_on__gt=day)).order_by("begins_on", "pk")


def people_of(organisation: Organisation, alliance: UUID) -> int:
    """How many people hold a post for the organisation today."""
    held = Post.objects.filter(in_force_on(clock.today()), alliance=alliance, organisation=organisation)
    return held.values("person").distinct().count()


def _memberships(alliance: UUID) -> QuerySet[Membership]:
    found = Membership.objects.filter(alliance=alliance).select_related("organisation", "side")
    return found.order_by("-leads", "begins_on", "pk")


def _alliances_today(organisation: Organisation) -> Iterable[UUID]:
    today = Membership.objects.filter(in_force_on(clock.today()), organisation=organisation)
    return today.values_list("alliance_id", flat=True)


def _of(alliances: list[UUID]) -> Q:
    members = Membership.objects.filter(alliance__in=alliances).values("organisation")
    around = Relation.objects.filter(alliance__in=alliances).values("organisation")
    return Q(pk__in=members) | Q(pk__in=around)
