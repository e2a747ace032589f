"""Telling whoever sees to erasures that somebody's time is up: once a month, without a name, and nothing is erased."""

from datetime import timedelta

import pytest
from django.core import mail

from gongjian.foundation import clock
from gongjian.foundation.access import SystemActor
from gongjian.foundation.notices.models import Notice
from gongjian.foundation.notices.words import in_words
from gongjian.modules.members import jobs
from gongjian.modules.members.actions import Term, tell_of_due_erasures
from gongjian.modules.members.models import Profile
from tests import given
from tests.modules.members.people import stands_in
from tests.modules.told import last_facts, not_permitted, person, trail

CLOCK = SystemActor("member-clock")
# The former cashier's thirty days are over on 22 December, so many days after the street was set up.
DUE = 29
WORDS = "members.due_for_erasure"


def run_on(*days):
    """What the clock tells on these days: to whom, how many people, in which month."""
    for number in days:
        with clock.set_to(given.NOON + timedelta(days=number)):
            jobs.tell_of_due_erasures()
    told = Notice.objects.filter(words=WORDS).order_by("at", "to__username")
    return [(notice.to.username, notice.facts["number"], clock.local_day(notice.at).isoformat()) for notice in told]


def test_nobody_is_told_while_nobodys_time_is_up(cast):
    assert run_on(0, DUE - 1) == []


def test_who_leads_and_who_manages_people_are_told_the_first_morning(cast):
    assert run_on(DUE) == [("secretary", 1, "2026-12-22")]


def test_who_stands_in_for_the_secretary_is_told_as_well(cast):
    stands_in(cast, "colleague", "secretary", Term(given.TODAY, given.TODAY + timedelta(days=60)))

    assert run_on(DUE) == [("colleague", 1, "2026-12-22"), ("secretary", 1, "2026-12-22")]


def test_however_often_it_runs_it_is_told_once_a_month(cast):
    told = run_on(DUE, DUE, DUE + 1, DUE + 9, DUE + 10, DUE + 11)

    assert told == [("secretary", 1, "2026-12-22"), ("secretary", 1, "2027-01-01")]


def test_it_says_how_many_and_leads_to_the_list(cast, door):
    run_on(DUE)

    notice = Notice.objects.get(words=WORDS)
    assert [(told.title, told.text) for told in in_words(cast.alliance.pk, [notice])] == [
        ("有资料可以删除了", "1 个人的资料已经用不着了，请看看要不要删除。")
    ]
    assert door(cast.secretary).get(notice.url).status_code == 200


def test_no_name_is_kept_in_what_is_told_and_nothing_is_sent_at_once(cast):
    run_on(DUE)

    notice = Notice.objects.get(words=WORDS)
    assert (notice.facts, notice.about, notice.urgent) == ({"number": 1}, cast.alliance.ref, False)
    assert mail.outbox == []


def test_nothing_is_erased_by_it(cast):
    before = Profile.objects.filter(erased_at=None).count()

    run_on(DUE, DUE + 400)

    assert Profile.objects.filter(erased_at=None).count() == before


def test_next_door_hears_nothing_of_it(cast):
    run_on(DUE)

    assert Notice.objects.exclude(alliance=cast.alliance).count() == 0


@pytest.mark.parametrize("role", ["secretary", "cashier", "outsider"])
def test_nobody_but_the_clock_does_it(cast, role):
    with not_permitted("这件事到了时候由程序自己办。"):
        tell_of_due_erasures(actor=person(cast, role), alliance=cast.alliance)


def test_no_other_program_does(cast):
    with not_permitted("这件事到了时候由程序自己办。"):
        tell_of_due_erasures(actor=given.SETUP, alliance=cast.alliance)


def test_the_log_has_how_many_were_told(cast):
    with clock.set_to(given.NOON + timedelta(days=DUE)), trail() as deeds:
        tell_of_due_erasures(actor=CLOCK, alliance=cast.alliance)

    assert deeds == ["members.tell_of_due_erasures"]
    assert last_facts("members.tell_of_due_erasures") == ("system:member-clock", cast.alliance.ref, {"people": 1})
