"""From when until when, as deeds are told."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Term:
    """From a day until a day; without an end, until further notice."""

    begins_on: date
    ends_on: date | None = None
