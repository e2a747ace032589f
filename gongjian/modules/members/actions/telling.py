"""Telling people by telephone what they have not read."""

from uuid import UUID

from gongjian.foundation.access import require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.notices.inbox import told_by_telephone, unseen_by
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import Profile
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
