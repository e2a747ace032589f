"""How much of what was promised was done by its day: what counts, and when the numbers are too small for a share."""

from dataclasses import dataclass
from datetime import date, timedelta

# Below this many, one promise more or less would move the share by more than a fifth: only the counts are told.
FEWEST = 5


@dataclass(frozen=True)
class KeptShare:
    """Of the promises whose day has passed, how many were kept by it."""

    in_time: int
    fell_due: int

    @property
    def percent(self) -> int | None:
        """The share in whole per cent, rounded down so that only all of them are 100; None for small numbers."""
        return self.in_time * 100 // self.fell_due if self.fell_due >= FEWEST else None


def kept_share(kept: int, made_up: int, still_open: int) -> KeptShare:
    """The share out of how many were kept in time, were made up for late, and are open after their day."""
    return KeptShare(kept, kept + made_up + still_open)


def year_so_far(today: date) -> tuple[date, date]:
    """The days of this year that are over: from the first of January to yesterday; today may still be used.

    On the first of January no day is over, and the last comes before the first.
    """
    return date(today.year, 1, 1), today - timedelta(days=1)
