"""Whatever happens to promises, on whatever days: none is lost, none is closed for nothing, late is never on time."""

from collections import Counter
from datetime import timedelta

import hypothesis
import pytest
from django.db import transaction
from hypothesis import HealthCheck
from hypothesis import strategies as some

from gongjian.foundation import clock
from gongjian.foundation.audit.models import AuditEntry
from gongjian.modules.promises.models import Promise
from gongjian.modules.promises.queries import open_promise_about
from gongjian.rulebook.errors import RuleBroken
from tests import given
from tests.modules.promises.promising import keep, owed, promise, waive

SUBJECTS = ("campaigns.cashbox:1", "campaigns.cashbox:2", "campaigns.cashbox:3")
DEEDS = ("promises.open_promise", "promises.keep_promise", "promises.waive_promise")

# A step: so many days later somebody does something about a record; what is opened is due so many days from then.
STEPS = some.tuples(
    some.integers(0, 4),
    some.sampled_from(("open", "keep", "waive", "keep")),
    some.sampled_from(SUBJECTS),
    some.integers(0, 4),
)


class History:
    """What ought to have become of each promise, kept beside the database by the simplest means."""

    def __init__(self, cast) -> None:
        """Before anything was promised."""
        self.cast, self.day, self.expected, self.done = cast, 0, {}, Counter()

    @property
    def today(self):
        """The day that the history has come to."""
        return given.TODAY + timedelta(days=self.day)

    def step(self, days, what, subject, due_in) -> None:
        """The clock moves on; then somebody does something, or is refused."""
        self.day += days
        with clock.set_to(given.NOON + timedelta(days=self.day)):
            getattr(self, what)(subject, due_in)

    def open(self, subject, due_in) -> None:
        """Promise it, unless it is owed already."""
        if open_promise_about(self.cast.alliance.pk, "campaigns.close_box", subject):
            return
        due_on = self.today + timedelta(days=due_in)
        opened = promise(actor=self.cast.organiser, alliance=self.cast.alliance, what=owed(subject, due_on))
        self.expected[opened.pk] = ("open", due_on, None, "", "")
        self.done["promises.open_promise"] += 1

    def keep(self, subject, _due_in) -> None:
        """Keep the latest promise about it, which may be closed already."""
        self._close(subject, "promises.keep_promise", keep, evidence=subject)

    def waive(self, subject, _due_in) -> None:
        """Waive the latest promise about it, which may be closed already."""
        self._close(subject, "promises.waive_promise", waive, reason="重新清点")

    def _close(self, subject, deed, close, **why) -> None:
        latest = Promise.objects.filter(subject=subject).order_by("-opened_at", "-id").first()
        if latest is None:
            return
        state, due_on = self.expected[latest.pk][:2]
        if state != "open":
            with pytest.raises(RuleBroken, match=r"^moves\.not_allowed"):
                close(actor=self.cast.cashier, promised=latest, **why)
            return
        close(actor=self.cast.cashier, promised=latest, **why)
        late = "made_up" if self.today > due_on else "kept"
        following = late if "evidence" in why else "waived"
        self.expected[latest.pk] = (following, due_on, self.today, why.get("evidence", ""), why.get("reason", ""))
        self.done[deed] += 1

    def check(self) -> None:
        """What holds at every moment."""
        found = list(Promise.objects.all())
        told = {each.pk: (each.state, each.due_on, each.closed_on, each.evidence, each.reason) for each in found}
        assert told == self.expected
        for each in found:
            assert each.owed_by_id
            assert each.power
            assert each.due_on
            assert (each.state == "open") == (each.closed_on is None)
            assert each.state == "open" or each.evidence or each.reason
            assert (each.state == "kept") <= (each.days_late == 0)
            assert (each.state == "made_up") <= (each.days_late > 0)
        logged = AuditEntry.objects.filter(deed__in=DEEDS)
        assert Counter(logged.values_list("deed", flat=True)) == self.done
        assert {row.subject for row in logged} == {each.ref for each in found}


@hypothesis.settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@hypothesis.given(steps=some.lists(STEPS, min_size=6, max_size=16))
def test_nothing_is_lost_nothing_closed_for_nothing_and_late_stays_late(cast, steps):
    with transaction.atomic():
        history = History(cast)
        for step in steps:
            history.step(*step)
            history.check()
        transaction.set_rollback(True)
