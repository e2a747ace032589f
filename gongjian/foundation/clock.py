"""The only clock. Tests and the demo set it; nobody else may."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _set_to.get() or timezone.now()


def today() -> date:
    """The day it is in Shanghai."""
    return local_day(now())


def local_day(moment: datetime) -> date:
    """The day in Shanghai on which a moment falls."""
    return moment.astimezone(SHANGHAI).date()


def end_of(day: date) -> datetime:
    """The moment at which a day in Shanghai is over."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=SHANGHAI)


@contextmanager
def set_to(moment: datetime) -> Iterator[None]:
    """Hold the clock at a moment."""
    before = _set_to.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _set_to.reset(before)
