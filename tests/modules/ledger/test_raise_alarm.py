"""Raising an alarm: by the clock alone, once about the same, and heard at once by whoever leads and supervises."""

from gongjian.foundation.access import SystemActor
from gongjian.foundation.notices.models import Notice
from gongjian.modules.ledger.actions import raise_alarm
from gongjian.modules.ledger.jobs import CLOCK
from gongjian.modules.ledger.models import Alarm
from gongjian.modules.ledger.queries.heads import Fault
from tests import bookkeeping, given
from tests.cast import ROLES
from tests.modules.told import last_facts, not_permitted, person, rule_says, trail

ONLY_THE_CLOCK = "这件事到了时候由程序自己办。"


def test_whoever_leads_and_supervises_hears_of_it_at_once(cast):
    alarm = bookkeeping.alarm(cast)

    found = Notice.objects.filter(words="ledger.alarm").order_by("pk")
    wanted = [cast.secretary, cast.supervisor, cast.second_supervisor]
    assert [notice.to for notice in found] == sorted(wanted, key=lambda one: one.pk)
    assert {(notice.urgent, notice.url) for notice in found} == {(True, f"/work/books/alarms/{alarm.pk}/explain/")}


def test_about_the_same_there_is_one(cast):
    bookkeeping.alarm(cast)

    with rule_says("ledger.raised_already"):
        bookkeeping.alarm(cast)


def test_nobody_raises_one_by_hand(cast):
    fault = Fault(Alarm.Kind.REWRITTEN, given.TODAY, 1, 1)
    for somebody in [*(person(cast, role) for role in ROLES), SystemActor("promise-clock")]:
        with not_permitted(ONLY_THE_CLOCK):
            raise_alarm(actor=somebody, alliance=cast.alliance, fault=fault)


def test_the_log_says_that_the_clock_did_it(cast):
    with trail() as deeds:
        alarm = bookkeeping.alarm(cast)

    assert deeds == ["ledger.raise_alarm"]
    facts = {"kind": "rolled_back", "day": "2026-10-20", "size": 3}
    assert last_facts("ledger.raise_alarm") == (CLOCK.ref, alarm.ref, facts)
