"""How often somebody may try a password or a code before he has to wait (docs/rules/guessing.md).

Tries are counted in slices of time. A slice counts until its youngest possible try is older than the limit's time, so
no span of that length ever holds more tries than allowed, wherever it begins. Times are whole minutes.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """At most so many tries in any so many minutes, counted in slices of so many minutes."""

    tries: int
    minutes: int
    slice: int

    def slice_of(self, now: int) -> int:
        """The minute at which the slice of this minute began."""
        return now - now % self.slice

    def oldest(self, now: int) -> int:
        """What began at this minute or earlier no longer counts."""
        return now - self.minutes - self.slice


_HOUR = 60
_DAY = 24 * _HOUR

# Two names lead to one account, the user name and the mobile number: five by each are ten in a quarter of an hour, and
# fifty by each the hundred in a row of NIST SP 800-63B 5.2.2. Were they counted together, the refusal would tell
# which number belongs to which name.
ACCOUNT = (Limit(5, 15, 5), Limit(15, _DAY, 2 * _HOUR), Limit(50, 30 * _DAY, _DAY))
# A device on which the person signed in before: counted apart, so that nobody else can use its tries up.
DEVICE = (Limit(10, 15, 5), Limit(40, _DAY, 2 * _HOUR), Limit(100, 30 * _DAY, _DAY))
# Of one address, whoever sits behind it: an office goes online under one.
ADDRESS = (Limit(60, _HOUR, 10),)

# Of all strange devices together: with so many tries in the last hour, so many more in each minute.
EVERYWHERE = Limit(0, _HOUR, 1)
_PACES = ((200, 60), (400, 6), (600, 2))
_SLOWEST = 1


def wait(limit: Limit, now: int, counted: Mapping[int, int]) -> int:
    """How many minutes to wait for the next try; `counted` says how many there were by the beginning of their slice."""
    ends = {start: start + limit.slice + limit.minutes for start in counted}
    too_many = sum(number for start, number in counted.items() if ends[start] > now) - limit.tries + 1
    for start in sorted(counted):
        if too_many <= 0:
            break
        if ends[start] > now:
            too_many -= counted[start]
            if too_many <= 0:
                return ends[start] - now
    return 0


def pace(last_hour: int) -> int:
    """How many tries a minute all strange devices together have, after so many in the last hour."""
    return next((tries for most, tries in _PACES if last_hour < most), _SLOWEST)


def wait_for_the_others(now: int, counted: Mapping[int, int]) -> int:
    """How many minutes a strange device waits because strange devices everywhere try so much."""
    last_hour = sum(number for start, number in counted.items() if start > EVERYWHERE.oldest(now))
    return 1 if counted.get(now, 0) >= pace(last_hour) else 0
