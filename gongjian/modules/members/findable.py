"""What of the members can be found: people by their names, organisations by theirs."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import pgettext_lazy

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.search.findable import CalledBy, Findable, Hit, findable
from gongjian.modules.members.models import Membership, Organisation, OrganisationName, Post, Profile, in_force_on
from gongjian.modules.members.queries import workplace_of
from gongjian.modules.members.queries.people import profiles_visible_to


def _profiles() -> QuerySet[Profile]:
    """The names, with today's organisation; nothing sealed, for an index of that would be a way around the seal."""
    held = Post.objects.filter(in_force_on(clock.today()), alliance=OuterRef("alliance"), person=OuterRef("person"))
    oldest = held.order_by("begins_on", "id")
    return Profile.objects.only("id", "alliance", "person", "name").annotate(
        organisation=Subquery(oldest.values("organisation__name")[:1])
    )


def _people(profiles: Sequence[Profile]) -> Mapping[UUID, Hit]:
    return {
        profile.pk: Hit(
            profile.name, getattr(profile, "organisation", "") or "", reverse("members:person", args=[profile.pk])
        )
        for profile in profiles
    }


def _organisations_here(actor: Person) -> QuerySet[Membership]:
    """The organisations that take part today."""
    return Membership.objects.filter(in_force_on(clock.today()), alliance__in=workplace_of(actor))


def _organisations(memberships: Sequence[Membership]) -> Mapping[UUID, Hit]:
    return {
        each.pk: Hit(
            each.organisation.name,
            each.side.name,
            reverse("members:organisation", args=[each.organisation_id]),
        )
        for each in memberships
    }


findable(
    Findable(
        model=Profile,
        label=pgettext_lazy("search", "人员"),
        icon="users",
        rows=_profiles,
        called=lambda profile: CalledBy(profile.name),
        visible=profiles_visible_to,
        shown=_people,
    )
)
findable(
    Findable(
        model=Membership,
        label=pgettext_lazy("search", "单位"),
        icon="building-community",
        rows=Membership.objects.select_related("organisation", "side").all,
        called=lambda membership: CalledBy(membership.organisation.name),
        visible=_organisations_here,
        shown=_organisations,
        follows={
            Organisation: lambda organisation: Membership.objects.filter(organisation=organisation),
            OrganisationName: lambda renamed: Membership.objects.filter(organisation=renamed.organisation_id),
        },
    )
)
