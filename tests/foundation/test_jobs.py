"""Jobs: once, in their time, put off when they fail, given back by a worker that died."""

from datetime import datetime, timedelta
from threading import Event

import pytest
from django.db import transaction

from gongjian.foundation import clock
from gongjian.foundation.ids import new_id
from gongjian.foundation.jobs import timetable, worker
from gongjian.foundation.jobs.models import Job
from gongjian.foundation.jobs.timetable import SomeFailed, daily, enqueue, every, for_each, job
from tests import given

DONE = []


@job
def remember(thing):
    DONE.append(thing)


@job
def fail(thing):
    message = "13800138000 is what it was about"
    raise ValueError(message)


@job
def stop_the_worker(stop):
    STOP.set()


STOP = Event()


@pytest.fixture(autouse=True)
def _nothing_done():
    DONE.clear()
    STOP.clear()


@pytest.fixture
def timed_jobs(db):
    """The timed jobs of the house, each in its row."""
    worker.set_up()
    return Job.objects.filter(timed=True)


def at(moment):
    return clock.set_to(moment)


@transaction.atomic
def taken_back(act):
    act()
    return 1 / 0


def run_all():
    ran = 0
    while worker.run_next():
        ran += 1
    return ran


def test_what_a_deed_enqueued_is_run_once(db):
    thing = new_id()
    enqueue(remember, thing)

    assert (run_all(), DONE, Job.objects.count()) == (1, [thing], 0)


def test_what_was_rolled_back_is_never_run(db):
    with pytest.raises(ZeroDivisionError):
        taken_back(lambda: enqueue(remember, new_id()))

    assert (run_all(), DONE) == (0, [])


def test_only_a_job_can_be_enqueued(db):
    with pytest.raises(ValueError, match="is not a job"):
        enqueue(at, new_id())


def test_jobs_are_run_in_the_order_in_which_they_were_asked_for(db):
    things = [new_id() for _ in range(5)]
    for thing in things:
        enqueue(remember, thing)

    run_all()

    assert things == DONE


def test_a_job_that_fails_does_not_stop_the_next_and_is_put_off_more_and_more(db):
    enqueue(fail, new_id())
    enqueue(remember, new_id())

    tries = []
    for minutes in range(24 * 60 * 3):
        with at(given.NOON + timedelta(minutes=minutes)):
            if worker.run_next() and not tries:
                worker.run_next()
            row = Job.objects.get()
            if row.attempts > len(tries):
                tries.append(minutes)

    assert (len(DONE), tries) == (1, [0, 1, 6, 36, 156])
    assert (row.gave_up_at is not None, row.last_error) == (True, "ValueError")


def test_nothing_of_what_went_wrong_is_logged_but_its_kind(db, caplog):
    enqueue(fail, new_id())

    run_all()

    assert [record.getMessage() for record in caplog.records] == ["The job foundation.fail failed: ValueError"]


def test_a_job_whose_worker_died_is_run_again_when_its_time_is_over(db):
    enqueue(remember, new_id())
    Job.objects.update(lease=new_id(), leased_until=given.NOON + worker.LEASE, attempts=1)

    before = run_all()
    with at(given.NOON + worker.LEASE + timedelta(seconds=1)):
        after = run_all()

    assert (before, after, len(DONE)) == (0, 1, 1)


def test_who_outlives_his_time_says_nothing_about_who_came_after_him(db):
    """The first run ends when a second one already holds the job."""

    @job
    def slow(_thing):
        Job.objects.update(lease=new_id())

    enqueue(slow, new_id())

    run_all()

    assert Job.objects.get().leased_until == given.NOON + worker.LEASE


def test_every_timed_job_has_one_row_however_often_the_worker_starts(timed_jobs):
    Job.objects.create(name="house.gone", timed=True, next_at=given.NOON)

    worker.set_up()

    assert sorted(timed_jobs.values_list("name", flat=True)) == sorted(timetable.timed())
    assert {"notices.send_letters", "notices.write_digests", "promises.tell_of_late_promises"} <= set(timetable.timed())


@pytest.mark.parametrize(
    ("after", "expected"),
    [("23 07:29", "23 07:30"), ("23 07:30", "24 07:30"), ("23 12:00", "24 07:30"), ("30 23:00", "01 07:30")],
)
def test_daily_is_a_time_of_day_in_shanghai(after, expected):
    next_after = timetable.timed()["notices.write_digests"]
    day, hour, minute = int(after[:2]), int(after[3:5]), int(after[6:])

    following = next_after(datetime(2026, 11, day, hour, minute, tzinfo=clock.SHANGHAI))

    assert f"{following.astimezone(clock.SHANGHAI):%d %H:%M}" == expected


def test_a_day_that_was_missed_is_made_up_for_once(timed_jobs):
    with at(given.NOON + timedelta(days=4)):
        run_all()

    row = timed_jobs.get(name="notices.write_digests")
    assert (row.next_at, row.attempts) == (given.NOON + timedelta(days=4, hours=19, minutes=30), 0)


def test_a_timed_job_that_fails_is_tried_again_before_its_next_time(db, monkeypatch):
    monkeypatch.setattr(timetable, "_times", {})
    monkeypatch.setattr(timetable, "_runs", {})

    @daily(at="12:00")
    def fails():
        message = "not today"
        raise ValueError(message)

    with at(given.NOON - timedelta(hours=1)):
        worker.set_up()
    worker.run_next()

    row = Job.objects.get()
    assert (row.next_at, row.last_error, row.gave_up_at) == (given.NOON + timedelta(minutes=1), "ValueError", None)


def test_every_few_minutes_means_so_long_after_the_last_run(monkeypatch):
    monkeypatch.setattr(timetable, "_times", {})

    @every(minutes=5)
    def often(): ...

    (next_after,) = timetable.timed().values()
    assert next_after(given.NOON) == given.NOON + timedelta(minutes=5)


def test_one_thing_that_fails_does_not_stop_the_others(caplog):
    def act(number):
        DONE.append(1 / number)

    with pytest.raises(SomeFailed, match="1 of the things failed"):
        for_each([1, 0, 2], act)

    assert (DONE, len(caplog.records)) == ([1.0, 0.5], 1)


def test_a_worker_stops_after_the_job_under_way_when_it_is_asked_to(db, monkeypatch):
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    enqueue(stop_the_worker, new_id())
    enqueue(remember, new_id())

    worker.work(STOP)

    assert (DONE, Job.objects.filter(timed=False).count()) == ([], 1)
