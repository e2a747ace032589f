"""Writes about people whose posts rest because another alliance let them in anew."""

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import HeldBack, Profile
from gongjian.modules.members.queries import held_back
from gongjian.rulebook.errors import RuleBroken


@deed("members.hold_back")
def hold_back(*, actor: Actor, profile: Profile) -> HeldBack:
    """Let a person's posts in the profile's alliance rest: who holds the account now was vouched for elsewhere only."""
    require(actor, "members.hold_back", profile)

    held = held_back(profile.alliance_id, profile.person_id) or HeldBack.objects.create(
        alliance_id=profile.alliance_id, person_id=profile.person_id, since=clock.now()
    )

    # Stands in the log of the alliance that let the person in: it is not told where else he takes part.
    record(actor, "members.hold_back", held)
    return held


@deed("members.confirm_person")
def confirm_person(*, actor: Actor, profile: Profile) -> HeldBack:
    """Say that it is still the same person; from now on the posts here count again."""
    profile = locked(profile)
    require(actor, "members.confirm_person", profile)
    held = held_back(profile.alliance_id, profile.person_id)
    if held is None:
        raise RuleBroken("members.not_held_back")

    held = locked(held)
    held.confirmed_at = clock.now()
    held.confirmed_by = actor if isinstance(actor, Person) else None
    held.save()

    record(actor, "members.confirm_person", held, person=str(held.person_id))
    return held
