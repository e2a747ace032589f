"""What the clock does about rosters: what may no longer be undone, or was left lying, is forgotten."""

from gongjian.foundation.access import SystemActor
from gongjian.foundation.jobs.timetable import daily, for_each
from gongjian.modules.members.queries import every_alliance
from gongjian.modules.roster import actions
from gongjian.modules.roster.models import Roster
from gongjian.modules.roster.queries import left_lying, outdated

CLOCK = SystemActor("roster-clock")


@daily(at="03:10")
def forget_rosters() -> None:
    """Names and numbers of a sheet do not stay longer than they are needed, whether anybody uploads another or not."""
    for alliance in every_alliance():
        for_each(outdated(alliance.pk), _forget)
        for_each(left_lying(alliance.pk), _drop)


def _forget(roster: Roster) -> None:
    actions.forget_roster(actor=CLOCK, roster=roster)


def _drop(roster: Roster) -> None:
    actions.drop_roster(actor=CLOCK, roster=roster)
