"""What this module adds to what it does not own: names and addresses of people, and the words of its notices."""

from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.words import notice_words
from gongjian.foundation.wiring import addresses_from, names_from
from gongjian.modules.members import queries
from gongjian.modules.members.models import PostKind, Profile
from gongjian.rulebook.errors import Fact


@addresses_from
def address_of(person: Person, alliance: UUID) -> str:
    """The e-mail address kept for notices, of whoever takes part today; opened for sending, which is what it is for."""
    if not queries.posts_of(person, alliance):
        return ""
    profile = Profile.objects.filter(alliance=alliance, person=person).first()
    return profile.email.opened() if profile else ""


@names_from
def names_of(alliance: UUID, people: list[UUID]) -> dict[UUID, str]:
    """What the alliance calls these people."""
    return queries.names_of(alliance, people)


def _with_kind(facts: Mapping[str, Fact]) -> Mapping[str, object]:
    code, name = str(facts["kind"]), facts["name"]
    return {**facts, "kind": PostKind.Standard(code).label if code in PostKind.Standard.values else name}


notice_words(
    "members.appointed",
    title=_("你有了新职务"),
    text=_("在%(organisation)s当%(kind)s，从 %(begins_on)s 起。"),
    say=_with_kind,
)
