"""Telling people: by telephone what they have not read, and by itself what waits for them."""

from uuid import UUID

from django.urls import reverse

from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.notices.inbox import told_by_telephone, unseen_by
from gongjian.foundation.notices.outbox import tell
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import Alliance, Profile
from gongjian.modules.members.queries import ending as ends
from gongjian.modules.members.queries import erasure as erasures
from gongjian.rulebook.errors import RuleBroken


@deed("members.tell_by_phone")
def tell_by_phone(*, actor: Person, profile: Profile, last: UUID) -> Profile:
    """Note that somebody was told by telephone what he has not seen, up to the `last` notice that the caller saw."""
    profile = locked(profile)
    require(actor, "members.tell_by_phone", profile)
    told = [notice.pk for notice in unseen_by(profile.alliance_id, [profile.person_id]).filter(pk__lte=last)]
    if not told:
        raise RuleBroken("members.nothing_to_tell")

    told_by_telephone(told, actor)

    record(actor, "members.tell_by_phone", profile, number=len(told))
    return profile


@deed("members.tell_of_due_erasures")
def tell_of_due_erasures(*, actor: Actor, alliance: Alliance) -> Alliance:
    """Tell whoever sees to erasures how many people's time is up, once a month; nothing is erased by it."""
    alliance = locked(alliance)
    require(actor, "members.tell_of_due_erasures", alliance)

    told = erasures.to_be_told_of_due(alliance.pk)
    for person, number in told:
        tell(
            to=person,
            alliance=alliance.pk,
            words="members.due_for_erasure",
            facts={"number": number},
            about=alliance.ref,
            url=reverse("members:due_for_erasure"),
        )

    record(actor, "members.tell_of_due_erasures", alliance, people=len(told))
    return alliance


@deed("members.tell_of_ending_posts")
def tell_of_ending_posts(*, actor: Actor, alliance: Alliance) -> Alliance:
    """Tell whoever's post ends soon, and whoever manages people, once for each last day."""
    alliance = locked(alliance)
    require(actor, "members.tell_of_ending_posts", alliance)

    told = ends.to_be_told_of_ends(alliance.pk)
    for each in told:
        tell(
            to=each.to,
            alliance=alliance.pk,
            words=each.words,
            facts={
                "person": each.post.person.ref,
                "organisation": each.post.organisation.name,
                "kind": each.post.kind.code,
                "name": each.post.kind.name,
                "ends_on": str(each.post.ends_on),
            },
            about=each.post.ref,
            url=reverse("members:person", args=[each.profile]),
        )

    record(actor, "members.tell_of_ending_posts", alliance, notices=len(told))
    return alliance
