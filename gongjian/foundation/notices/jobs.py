"""When letters are written and sent."""

from uuid import UUID

from gongjian.foundation.jobs.timetable import daily, every, for_each, job
from gongjian.foundation.notices.letterbox import digests_due, write_digest
from gongjian.foundation.notices.sending import send_due


@daily(at="07:30")
def write_digests() -> None:
    """One letter for everybody who has not seen something."""
    for_each(digests_due(), lambda due: write_digest(*due))


@every(minutes=1)
def send_letters() -> None:
    """Everything that is due, also what failed before."""
    send_due()


@job
def send_letter(mailing: UUID) -> None:
    """One letter, at once; if it may not go yet, it waits for its time."""
    send_due(only=mailing)
