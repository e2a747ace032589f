"""The worker: takes what is due, one job after the other, and stops between two when it is asked to."""

import logging
from datetime import timedelta
from threading import Event
from uuid import UUID

from django.db import close_old_connections, transaction
from django.db.models import Q

from gongjian.foundation import clock, disk
from gongjian.foundation.ids import new_id
from gongjian.foundation.jobs.models import Job
from gongjian.foundation.jobs.timetable import run_called, timed
from gongjian.rulebook.sending import pause_after

# A job whose worker died is taken up again after this; a longer job is run beside itself, which every job bears.
LEASE = timedelta(minutes=10)
MOST_ATTEMPTS = 5
_PAUSE = 5.0  # seconds between two looks at an empty table

_logger = logging.getLogger(__name__)


def work(stop: Event) -> None:
    """Run jobs until asked to stop; the one under way is finished first."""
    set_up()
    while not stop.is_set():
        try:
            busy = run_next()
        except Exception as error:
            # The database is away for a moment, or its disk is full: the worker outlives it.
            if disk.refusal(error) is None:
                _logger.exception("The table of jobs could not be asked.")
            busy = False
        close_old_connections()
        if not busy:
            stop.wait(_PAUSE)


def set_up() -> None:
    """Give each timed job its row, and take away the rows of jobs that the program no longer has."""
    now, known = clock.now(), timed()
    Job.objects.filter(timed=True).exclude(name__in=known).delete()
    for name, next_after in known.items():
        Job.objects.get_or_create(name=name, timed=True, defaults={"next_at": next_after(now)})


def run_next() -> bool:
    """Run the job that is due longest; False when there is none."""
    taken = _take()
    if taken is None:
        return False
    try:
        run_called(taken.name)(*[UUID(each) for each in taken.ids])
    except Exception as error:  # noqa: BLE001  noted and put off, whatever it is
        _logger.warning("The job %s failed: %s", taken.name, type(error).__name__)
        _put_off(taken, type(error).__name__)
    else:
        _done(taken)
    return True


def _take() -> Job | None:
    """Hold a due job for this run; on PostgreSQL others look past it, on SQLite they wait a moment."""
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    with transaction.atomic():
        due = Job.objects.filter(free, next_at__lte=now, gave_up_at=None).order_by("next_at", "id")
        taken = due.select_for_update(skip_locked=True).first()
        if taken:
            taken.lease, taken.leased_until, taken.attempts = new_id(), now + LEASE, taken.attempts + 1
            taken.save()
    return taken


def _done(taken: Job) -> None:
    # By the lease: a run that outlived it says nothing about the run that followed.
    mine, now = Job.objects.filter(pk=taken.pk, lease=taken.lease), clock.now()
    if not taken.timed:
        mine.delete()
        return
    next_at = timed()[taken.name](now)
    mine.update(next_at=next_at, attempts=0, leased_until=None, last_error="", last_done_at=now)


def _put_off(taken: Job, error: str) -> None:
    mine, now = Job.objects.filter(pk=taken.pk, lease=taken.lease), clock.now()
    again, tired = now + pause_after(taken.attempts), taken.attempts >= MOST_ATTEMPTS
    if taken.timed:
        regular = timed()[taken.name](now)
        again, attempts = (regular, 0) if tired else (min(again, regular), taken.attempts)
        mine.update(next_at=again, attempts=attempts, leased_until=None, last_error=error)
        return
    mine.update(next_at=again, leased_until=None, last_error=error, gave_up_at=now if tired else None)
