"""Whatever is taken on, comes again, is reminded of, reported or waived, on whatever days: late stays late."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta

import hypothesis
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import strategies as some

from gongjian.foundation import clock
from gongjian.foundation.access import NotPermitted
from gongjian.foundation.audit.models import AuditEntry
from gongjian.modules.promises.actions import (
    Done,
    nudge,
    report_done,
    stop_routine,
    waive_promise,
)
from gongjian.modules.promises.jobs import open_due_promises
from gongjian.modules.promises.models import Nudge, Promise, Report, Routine
from gongjian.modules.promises.queries.pages import rows_of
from gongjian.rulebook.errors import RuleBroken
from tests import given, promising

DEEDS = ("make", "make", "report", "report", "waive", "nudge", "nudge", "open", "open", "stop")

# A step: so many days later somebody does something, about the promise at such a place in the list.
STEPS = some.tuples(some.integers(0, 5), some.sampled_from(DEEDS), some.integers(0, 9), some.integers(0, 9))


class History:
    """What the school owes, step by step; whoever is refused has changed nothing."""

    def __init__(self, cast) -> None:
        """A routine runs; nothing was done yet."""
        self.cast, self.day, self.seen = cast, 0, {}
        promising.routine(cast)

    def step(self, days, what, place, due_in) -> None:
        """The clock moves on; then somebody does something, or is refused."""
        self.day += days
        promises = list(Promise.objects.order_by("opened_at", "id"))
        with clock.set_to(given.NOON + timedelta(days=self.day)), suppress(RuleBroken, NotPermitted):
            getattr(self, what)(promises[place % len(promises)], due_in)
        with clock.set_to(given.NOON + timedelta(days=self.day)):
            self.check()

    def make(self, _promise, due_in) -> None:
        promising.made_promise(self.cast, due_on=clock.today() + timedelta(days=due_in))

    def report(self, promise, done_before) -> None:
        done = Done("办了", clock.today() - timedelta(days=done_before))
        report_done(actor=self.cast.school, promise=promise, done=done)

    def waive(self, promise, _due_in) -> None:
        waive_promise(actor=self.cast.secretary, promise=promise, reason="情况变了")

    def nudge(self, promise, place) -> None:
        waiting = (self.cast.committee, self.cast.cashier, self.cast.school)
        nudge(actor=waiting[place % len(waiting)], promise=promise)

    def open(self, _promise, _due_in) -> None:
        open_due_promises(clock.today())

    def stop(self, _promise, days) -> None:
        stop_routine(actor=self.cast.secretary, routine=Routine.objects.get(), ends_on=clock.today() + timedelta(days))

    def check(self) -> None:
        """What holds at every moment."""
        found = list(Promise.objects.all())
        for promise, row in zip(found, rows_of(found), strict=True):
            closed = promise.state != "open"
            assert promise.owed_by_id
            assert promise.power
            assert promise.due_on
            assert closed == bool(promise.closed_on) == bool(promise.evidence or promise.reason)
            assert (promise.state == "kept") <= (row.days_late == 0)
            assert (promise.state == "made_up") <= (row.days_late > 0)
            late = (promise.closed_on or clock.today()) > promise.due_on
            assert (late and promise.state in {"open", "made_up"}) == (row.status in {"late", "madeup"})
            before = self.seen.get(promise.pk, promise)
            assert before.due_on == promise.due_on
            assert before.state in {"open", promise.state}
            self.seen[promise.pk] = promise
        assert self.seen.keys() == {promise.pk for promise in found}
        assert {f"promises.report:{pk}" for pk in Report.objects.values_list("pk", flat=True)} == {
            promise.evidence for promise in found if promise.evidence
        }
        assert max(Counter(Nudge.objects.values_list("promise", "day")).values(), default=1) == 1
        assert not Nudge.objects.filter(nudged_by=self.cast.school).exists()
        assert AuditEntry.objects.filter(deed="promises.open_promise").count() == len(found)
        due = [promise.due_on for promise in found if promise.routine_id]
        assert len(due) == len(set(due))


@hypothesis.settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@hypothesis.given(steps=some.lists(STEPS, min_size=5, max_size=14))
def test_nothing_is_lost_nothing_closed_for_nothing_and_late_stays_late(cast, steps):
    with transaction.atomic():
        history = History(cast)
        for step in steps:
            history.step(*step)
        transaction.set_rollback(True)
