"""How people get in, for the tests: slips, recoveries, visits, and what is needed for them."""

from gongjian.foundation.access import SystemActor
from gongjian.foundation.accounts.models import Person
from gongjian.modules.entrance.actions import (
    Login,
    agree_recovery,
    allow_visit,
    ask_visit,
    end_visit,
    hand_out_slip,
    propose_recovery,
    use_slip,
    visit_page,
)
from gongjian.modules.entrance.models import Recovery, Slip, Visit, VisitedPage
from gongjian.modules.members.models import Alliance, HeldBack, Organisation, PostKind, Profile
from gongjian.modules.members.queries import leading_organisation
from tests.cast import Cast
from tests.given import NOON, SINCE, post


def signed_in(person: Person) -> Person:
    """Somebody who has signed in before."""
    person.last_login = NOON
    person.save()
    return person


def officer(alliance: Alliance, role: str, code: str = "organiser") -> Person:
    """One more office holder, in the organisation that leads the alliance."""
    somebody = Person.objects.create(username=f"{role}-{alliance.slug}", password="!")
    post(alliance, somebody, "管小事", leading(alliance), code, SINCE)
    return somebody


def leading(alliance: Alliance) -> Organisation:
    """The organisation that leads an alliance."""
    found = leading_organisation(alliance.pk)
    assert found is not None
    return found


def proposed_recovery(person: Person, by: Person, alliance: Alliance) -> Recovery:
    """One office holder has proposed to let somebody in again."""
    profile = Profile.objects.get(alliance=alliance, person=signed_in(person))
    return propose_recovery(
        actor=by, profile=profile, identified=Recovery.Identified.FACE_TO_FACE, note="手机丢了，本人来过"
    )


def let_in_again(cast: Cast, alliance: Alliance, person: Person) -> Slip:
    """Two office holders have agreed on a recovery; the slip that came of it, with its code."""
    first, second = officer(alliance, "first"), officer(alliance, "second")
    return agree_recovery(actor=second, recovery=proposed_recovery(person, first, alliance))


def slip(cast: Cast, person: Person) -> Slip:
    """A slip for somebody of the street who has never signed in, with its code."""
    profile = Profile.objects.get(alliance=cast.alliance, person=person)
    return hand_out_slip(actor=cast.secretary, profile=profile)


def asked_visit(cast: Cast, alliance: Alliance, hours: int = 2) -> Visit:
    """The operator has asked to be let in."""
    return ask_visit(actor=cast.operator, alliance=alliance, reason="募捐箱那一页打不开", hours=hours)


def visit(cast: Cast, hours: int = 2) -> Visit:
    """The operator is on a visit to the street."""
    return allow_visit(actor=cast.secretary, visit=asked_visit(cast, cast.alliance, hours))


def visited_page(cast: Cast, alliance: Alliance) -> VisitedPage:
    """A page that the operator opened on a visit that is over."""
    asked = asked_visit(cast, alliance)
    leader = cast.secretary if alliance == cast.alliance else officer(alliance, "leader", "secretary")
    page = visit_page(actor=cast.operator, visit=allow_visit(actor=leader, visit=asked), path="/work/people/")
    end_visit(actor=leader, visit=asked)
    return page


def held_back(cast: Cast, person: Person) -> HeldBack:
    """The alliance next door has let somebody in anew, so that his posts in the street rest."""
    residents = Organisation.objects.get(name="居民区")
    post(cast.next_door, person, "另一个名字", residents, PostKind.Standard.VOLUNTEER, SINCE)
    use_slip(actor=SystemActor("slip"), slip=let_in_again(cast, cast.next_door, person), login=Login("", "!"))
    return HeldBack.objects.get(alliance=cast.alliance, person=person)
