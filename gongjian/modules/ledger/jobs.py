"""What the clock does about the books."""

from gongjian.foundation.access import SystemActor
from gongjian.foundation.jobs.timetable import daily, for_each
from gongjian.foundation.sealing import witness
from gongjian.modules.ledger import actions
from gongjian.modules.ledger.queries import heads
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import every_alliance

CLOCK = SystemActor("books-clock")


class BooksDoNotFit(Exception):  # noqa: N818  what it says is what happened
    """The books of an alliance do not fit a head that was handed out; no further one is built on them."""


@daily(at="00:20")
def sign_the_day() -> None:
    """Every book on which something was entered gets its head, which everybody has in the morning."""
    for_each(every_alliance(), _sign)


def _sign(alliance: Alliance) -> None:
    """First what was handed out before: on books that do not fit it nothing new is built."""
    found = heads.faults(alliance.pk, heads.witnessed(alliance.pk))
    for fault in heads.to_raise(alliance.pk, found):
        actions.raise_alarm(actor=CLOCK, alliance=alliance, fault=fault)
    if not heads.may_go_on(alliance.pk, found):
        raise BooksDoNotFit(alliance.slug)
    for day in heads.days_to_sign(alliance.pk):
        actions.sign_head(actor=CLOCK, alliance=alliance, day=day)
    # After the deed, when nothing can take the head back; one that a stopped machine left out is noted the next time.
    for line in heads.not_noted(alliance.pk):
        witness.note(line)
