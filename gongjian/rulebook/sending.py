"""When a letter may go, and when it is tried again (docs/rules/sending.md)."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

_PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2))
_DAILY = timedelta(days=1)
_PATIENCE = timedelta(days=5)


@dataclass(frozen=True)
class QuietHours:
    """From when until when nobody is to be disturbed; the same time twice means never."""

    begins: time
    ends: time

    def covers(self, hour: time) -> bool:
        """Whether a time of day lies in them; the first minute does, the last one does not."""
        if self.begins <= self.ends:
            return self.begins <= hour < self.ends
        return hour >= self.begins or hour < self.ends


NIGHT = QuietHours(time(21, 30), time(7, 30))


def after_quiet(moment: datetime, quiet: QuietHours) -> datetime:
    """The moment itself, or the end of the quiet hours that it falls into; all in the reader's local time."""
    hour = moment.timetz().replace(tzinfo=None)
    if not quiet.covers(hour):
        return moment
    day = moment.date() if hour < quiet.ends else moment.date() + timedelta(days=1)
    return datetime.combine(day, quiet.ends, tzinfo=moment.tzinfo)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many attempts that failed: 1, 5, 30 minutes, 2 hours, then a day."""
    return _PAUSES[attempts - 1] if attempts <= len(_PAUSES) else _DAILY


def next_try(attempts: int, began_at: datetime, moment: datetime) -> datetime | None:
    """When to try again; None when it would be later than five days after the first attempt could be made."""
    again = moment + pause_after(attempts)
    return again if again - began_at <= _PATIENCE else None
