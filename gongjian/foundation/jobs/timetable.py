"""What can be run, and when: `@daily`, `@every`, `@job` in a `jobs.py`; `enqueue` in a deed."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from gongjian.foundation import clock
from gongjian.foundation.jobs.models import Job

Run = Callable[..., object]
AnyRun = TypeVar("AnyRun", bound=Run)
Thing = TypeVar("Thing")

_runs: dict[str, Run] = {}
_times: dict[str, Callable[[datetime], datetime]] = {}
_logger = logging.getLogger(__name__)


class SomeFailed(Exception):  # noqa: N818  what it says is what happened
    """A job did what it could; for some things it has to be run again."""


def job(run: AnyRun) -> AnyRun:
    """A job that deeds may `enqueue`; it takes ids only and may be run twice."""
    _runs[name_of(run)] = run
    return run


def daily(*, at: str) -> Callable[[AnyRun], AnyRun]:
    """Run every day at a time of day in Shanghai; a time that was missed is made up for, once."""
    hour = time.fromisoformat(at)

    def next_after(moment: datetime) -> datetime:
        local = moment.astimezone(clock.SHANGHAI)
        today = datetime.combine(local.date(), hour, tzinfo=clock.SHANGHAI)
        return today if today > local else today + timedelta(days=1)

    return _timed(next_after)


def every(*, minutes: int) -> Callable[[AnyRun], AnyRun]:
    """Run again so many minutes after the last run."""
    return _timed(lambda moment: moment + timedelta(minutes=minutes))


def _timed(next_after: Callable[[datetime], datetime]) -> Callable[[AnyRun], AnyRun]:
    def register(run: AnyRun) -> AnyRun:
        _times[name_of(run)] = next_after
        return job(run)

    return register


def name_of(run: Run) -> str:
    """`promises.tell_of_late_promises` for a function in the `jobs.py` of promises."""
    return f"{run.__module__.split('.')[-2]}.{run.__name__}"


def timed() -> dict[str, Callable[[datetime], datetime]]:
    """Every timed job with the answer to "when next after this moment?"."""
    return dict(_times)


def run_called(name: str) -> Run:
    """The job of this name; raises KeyError for one that the program no longer has."""
    return _runs[name]


def enqueue(run: Run, *ids: UUID) -> None:
    """Have a job run soon, in the transaction under way: rolled back with it, run only after it is kept."""
    name = name_of(run)
    if name not in _runs:
        message = f"{name} is not a job."
        raise ValueError(message)
    Job.objects.create(name=name, ids=[str(each) for each in ids], next_at=clock.now())


def for_each(things: Iterable[Thing], act: Callable[[Thing], object]) -> None:
    """Act on one thing after the other; one that fails is noted and does not stop the rest."""
    failed = 0
    for thing in things:
        try:
            act(thing)
        except Exception as error:  # noqa: BLE001  whatever it is, the others have their turn
            failed += 1
            # The kind only: the words of an error may hold what is typed.
            _logger.warning("%s failed for one thing: %s", getattr(act, "__qualname__", act), type(error).__name__)
    if failed:
        message = f"{failed} of the things failed."
        raise SomeFailed(message)
