"""What the clock does about members: it tells whoever is to see to something; it changes nothing by itself."""

from gongjian.foundation.access import SystemActor
from gongjian.foundation.jobs.timetable import daily, for_each
from gongjian.modules.members import actions
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import every_alliance
from gongjian.modules.members.queries.ending import to_be_told_of_ends
from gongjian.modules.members.queries.erasure import to_be_told_of_due

CLOCK = SystemActor("member-clock")


@daily(at="07:05")
def tell_of_due_erasures() -> None:
    """In every alliance where somebody is to be told; before the digests are written."""
    for_each([alliance for alliance in every_alliance() if to_be_told_of_due(alliance.pk)], _tell_of_due_erasures)


def _tell_of_due_erasures(alliance: Alliance) -> None:
    actions.tell_of_due_erasures(actor=CLOCK, alliance=alliance)


@daily(at="07:10")
def tell_of_ending_posts() -> None:
    """In every alliance where a post ends soon and somebody does not know it yet; before the digests are written."""
    for_each([alliance for alliance in every_alliance() if to_be_told_of_ends(alliance.pk)], _tell_of_ending_posts)


def _tell_of_ending_posts(alliance: Alliance) -> None:
    actions.tell_of_ending_posts(actor=CLOCK, alliance=alliance)
