"""What the tests of the search ask: who finds what by which words."""

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.search.queries import look_for
from gongjian.modules.members.models import Organisation, Profile
from tests import given
from tests.cast import Cast


def titles(actor: Person, typed: str, kind: str = "") -> list[str]:
    """The titles that somebody finds, in their order."""
    groups = [group for group in look_for(actor, typed).groups if kind in group.kind]
    return [found.hit.title for group in groups for found in group.found]


def totals(actor: Person, typed: str) -> dict[str, int]:
    """How much of each kind somebody is told that there is."""
    return {group.kind: group.total for group in look_for(actor, typed).groups}


def newcomer(cast: Cast, name: str, organisation: str = "眼镜街党总支", kind: str = "liaison") -> Profile:
    """Somebody new of this name, with a post."""
    person = Person.objects.create(username=f"new-{Person.objects.count()}", password="!")
    place = Organisation.objects.get(name=organisation)
    given.post(cast.alliance, person, name, place, kind, given.SINCE)
    return Profile.objects.get(alliance=cast.alliance, person=person)


def wide(text: str) -> str:
    """The text in full-width letters and digits, as an input method may leave it."""
    return "".join(chr(ord(each) + 0xFEE0) if each.isalnum() and each.isascii() else each for each in text)
