"""What is done for the promises by the clock."""

from datetime import date

from gongjian.foundation.access import SystemActor
from gongjian.modules.promises import actions
from gongjian.modules.promises.queries import routines as queries

CLOCK = SystemActor("promise-clock")


def open_due_promises(day: date) -> int:
    """Promise what is due by every routine of every alliance; says how many routines had something to promise."""
    due = queries.routines_to_open(day)
    for routine in due:
        actions.open_due_promises(actor=CLOCK, routine=routine, day=day)
    return len(due)
