"""What the clock does about promises."""

from datetime import date

from gongjian.foundation import clock
from gongjian.foundation.access import SystemActor
from gongjian.foundation.jobs.timetable import daily, for_each
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import every_alliance
from gongjian.modules.promises import actions
from gongjian.modules.promises.queries import late, routines

CLOCK = SystemActor("promise-clock")


@daily(at="02:30")
def promise_what_comes_again() -> None:
    """What is due by a routine stands on the desks in the morning."""
    open_due_promises(clock.today())


def open_due_promises(day: date) -> int:
    """Promise what is due by every routine of every alliance; says how many routines had something to promise."""
    due = routines.routines_to_open(day)
    for_each(due, lambda routine: actions.open_due_promises(actor=CLOCK, routine=routine, day=day))
    return len(due)


@daily(at="07:00")
def tell_of_late_promises() -> None:
    """In every alliance where somebody is to be told; half an hour before the digests are written."""
    for_each([alliance for alliance in every_alliance() if late.to_be_told_of_late(alliance.pk)], _tell)


def _tell(alliance: Alliance) -> None:
    actions.tell_of_late(actor=CLOCK, alliance=alliance)
