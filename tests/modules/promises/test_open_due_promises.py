"""Opening ahead what is due by a routine: by the clock, in every alliance, never twice."""

from datetime import timedelta

import pytest

from gongjian.foundation.access import SystemActor
from gongjian.modules.members.actions import Term
from gongjian.modules.promises import actions
from gongjian.modules.promises.jobs import CLOCK, open_due_promises
from gongjian.modules.promises.models import Promise
from tests import given, promising
from tests.cast import ROLES
from tests.modules.told import last_facts, not_permitted, nothing_written, person

IN_A_DEED = "承诺随着办的事自己出现、自己了结，不能单独改。"
FRIDAY = given.TODAY + timedelta(days=4)


def due():
    return sorted(Promise.objects.values_list("due_on", flat=True))


def test_each_day_that_comes_near_is_promised_once(cast):
    promising.routine(cast)

    opened = [open_due_promises(given.TODAY + timedelta(days=days)) for days in (0, 3, 4, 4, 20)]

    assert (opened, due()) == ([0, 0, 1, 0, 1], [FRIDAY + timedelta(weeks=number) for number in range(4)])


def test_a_second_run_of_the_same_day_writes_nothing(cast):
    promising.routine(cast)
    open_due_promises(FRIDAY)

    with nothing_written():
        open_due_promises(FRIDAY)


def test_what_was_missed_while_the_clock_stood_still_is_made_good(cast):
    routine = promising.routine(cast, term=Term(given.TODAY, FRIDAY + timedelta(weeks=1)))

    open_due_promises(given.TODAY + timedelta(weeks=4))

    assert (due(), Promise.objects.filter(routine=routine).count()) == ([FRIDAY, FRIDAY + timedelta(weeks=1)], 2)


def test_each_alliance_has_its_own(cast):
    promising.routine(cast)
    promising.next_doors_routine(cast)

    assert open_due_promises(FRIDAY) == 2
    assert {promise.alliance_id for promise in Promise.objects.all()} == {cast.alliance.pk, cast.next_door.pk}


def test_nobody_opens_them_by_hand(cast):
    routine = promising.routine(cast)
    for somebody in [*(person(cast, role) for role in ROLES), SystemActor("disclosure-clock")]:
        with not_permitted(IN_A_DEED):
            actions.open_due_promises(actor=somebody, routine=routine, day=FRIDAY)


@pytest.mark.parametrize(("day", "opened"), [(given.TODAY, 0), (FRIDAY, 1)])
def test_the_log_says_how_many(cast, day, opened):
    routine = promising.routine(cast)

    actions.open_due_promises(actor=CLOCK, routine=routine, day=day)

    assert last_facts("promises.open_due_promises") == (CLOCK.ref, routine.ref, {"opened": opened})
