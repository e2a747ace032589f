"""Who sees to people in the tests of this module, and the posts and profiles that they ask for."""

from datetime import timedelta

from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.actions import Term, delegate
from gongjian.modules.members.models import Delegation, Organisation, Post, PostKind, Profile
from tests import given
from tests.cast import ROLES, Cast
from tests.modules.told import person

# Everybody but the secretary, the one of the cast whose post has the power to appoint.
MAY_NOT_APPOINT = tuple(role for role in ROLES if role != "secretary")

TOMORROW = given.TODAY + timedelta(days=1)
YESTERDAY = given.TODAY - timedelta(days=1)
THIS_WEEK = Term(given.TODAY, given.TODAY + timedelta(days=4))


def post_of(cast: Cast, role: str) -> Post:
    """The one post of somebody of the cast."""
    return Post.objects.get(person=person(cast, role))


def profile_of(cast: Cast, role: str) -> Profile:
    """What the street's alliance knows about somebody of the cast."""
    return Profile.objects.get(alliance=cast.alliance, person=person(cast, role))


def stands_in(cast: Cast, to: str, post: str, term: Term = THIS_WEEK) -> Delegation:
    """Somebody stands in for somebody else, at the wish of the holder of the post."""
    held = post_of(cast, post)
    return delegate(actor=held.person, post=held, to=profile_of(cast, to), term=term, reason="出差")


def newcomer(cast: Cast, kind: str, organisation: str = "眼镜街党总支", term: Term = given.SINCE) -> Person:
    """Somebody new with a post of a standard kind, for a term, in an organisation."""
    somebody = Person.objects.create(username=f"new-{Person.objects.count()}", password="!")
    place = Organisation.objects.get(name=organisation)
    given.post(cast.alliance, somebody, "新小来", place, PostKind.Standard(kind), term)
    return somebody


def without_power(cast: Cast) -> dict[str, Person]:
    """Secretaries and 组织委员 whose post does not count for the street's alliance today."""
    return {
        "another organisation's secretary": newcomer(cast, "secretary", "止园路小学"),
        "whose post ended yesterday": newcomer(cast, "organiser", term=Term(given.SINCE.begins_on, YESTERDAY)),
        "whose post begins tomorrow": newcomer(cast, "secretary", term=Term(TOMORROW)),
    }
