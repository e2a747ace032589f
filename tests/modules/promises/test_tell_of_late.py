"""Telling who has let a day pass: when a promise newly is late, and once a week after that."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.foundation.access import SystemActor
from gongjian.foundation.notices.models import Notice
from gongjian.foundation.notices.words import in_words
from gongjian.modules.promises import jobs
from gongjian.modules.promises.actions import tell_of_late
from tests import given
from tests.modules.members.people import stands_in
from tests.modules.told import last_facts, not_permitted, person, trail

CLOCK = SystemActor("promise-clock")


def day(number):
    """So many days after the day on which the box was to be back."""
    return clock.set_to(given.NOON + timedelta(days=number))


def run_on(*days):
    """What the clock tells on these days: to whom, how many; but for the second cashier, who begins tomorrow."""
    for number in days:
        with day(number):
            jobs.tell_of_late_promises()
    told = Notice.objects.exclude(to__username="future_cashier").order_by("id")
    return [(notice.to.username, notice.facts["number"], notice.at.day) for notice in told]


def test_the_holder_is_told_the_day_after(cast):
    given.box(cast)

    assert run_on(0, 1) == [("cashier", 1, 24)]


def test_running_twice_tells_once(cast):
    given.box(cast)

    assert run_on(1, 1, 2, 3) == [("cashier", 1, 24)]


def test_a_new_one_is_told_and_the_old_ones_once_a_week(cast):
    given.box(cast)
    with day(3):
        given.sealed_box(cast, seal="F-2")
    told = run_on(1, 2, 3, 4, 7, 8, 9)

    assert told == [("cashier", 1, 24), ("cashier", 1, 1)]


def test_a_day_on_which_the_program_was_away_is_made_up_for(cast):
    given.box(cast)

    assert run_on(5) == [("cashier", 1, 28)]


def test_who_stands_in_is_told_as_well(cast):
    given.box(cast)
    stands_in(cast, "colleague", "cashier")

    assert sorted(run_on(1)) == [("cashier", 1, 24), ("colleague", 1, 24)]


def test_what_was_done_is_told_to_nobody(cast):
    given.counted_box(cast)
    given.banked_box(cast, seal="F-3")

    with day(0):
        assert run_on(0) == []


def test_it_says_how_many_and_leads_to_the_desk(cast):
    given.box(cast)
    run_on(1)

    notice = Notice.objects.get(to=cast.cashier)
    assert [(told.title, told.text) for told in in_words(cast.alliance.pk, [notice])] == [
        ("有事逾期了", "1 件事过了期限还没办，请看工作台。")
    ]
    assert notice.url == "/desk/"


def test_next_door_hears_nothing_of_it(cast):
    given.box(cast)
    run_on(1)

    assert Notice.objects.exclude(alliance=cast.alliance).count() == 0


@pytest.mark.parametrize("role", ["secretary", "cashier", "outsider"])
def test_nobody_but_the_clock_does_it(cast, role):
    with not_permitted("这件事到了时候由程序自己办。"):
        tell_of_late(actor=person(cast, role), alliance=cast.alliance)


def test_no_other_program_does(cast):
    with not_permitted("这件事到了时候由程序自己办。"):
        tell_of_late(actor=given.SETUP, alliance=cast.alliance)


def test_the_log_has_how_many_people(cast):
    given.box(cast)
    with day(1), trail() as deeds:
        tell_of_late(actor=CLOCK, alliance=cast.alliance)

    assert deeds == ["promises.tell_of_late"]
    assert last_facts("promises.tell_of_late") == ("system:promise-clock", cast.alliance.ref, {"people": 2})


def group_text(door, visitor):
    return door(visitor).get("/me/notices/").context["group"]


def test_the_text_for_the_group_names_organisations_and_nobody(cast, door):
    given.box(cast)

    text = group_text(door, cast.secretary)

    assert "眼镜街党总支：1 件，最早 2026-11-23 到期" in text.splitlines()
    assert [name for name in ("钱小清", "舒大方", "牵小头") if name in text] == []


def test_who_speaks_for_nobody_has_no_text_to_paste(cast, door):
    given.box(cast)

    assert [group_text(door, person(cast, role)) for role in ("cashier", "colleague", "supervisor")] == ["", "", ""]
