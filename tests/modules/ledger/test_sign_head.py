"""Signing the head of a day: by the clock, over what was there; never over books that do not fit an older one."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock, seals
from gongjian.foundation.access import SystemActor
from gongjian.foundation.jobs.timetable import SomeFailed
from gongjian.foundation.notices.models import Notice
from gongjian.foundation.sealing import keys, witness
from gongjian.modules.ledger import jobs
from gongjian.modules.ledger.actions import sign_head
from gongjian.modules.ledger.jobs import CLOCK
from gongjian.modules.ledger.models import Alarm, Head, JournalEntry
from gongjian.modules.ledger.queries import heads, sealed_entries
from gongjian.rulebook import merkle, proof
from tests import bookkeeping, given
from tests.bookkeeping import day, enter, night
from tests.cast import ROLES
from tests.modules.told import last_facts, not_permitted, person, rule_says, trail

ONLY_THE_CLOCK = "这件事到了时候由程序自己办。"


@pytest.fixture(autouse=True)
def _keys_of_ones_own(tmp_path):
    with bookkeeping.keys_of_ones_own(tmp_path):
        yield


def told():
    return list(Head.objects.order_by("day").values_list("day", "size"))


def test_the_head_stands_for_every_entry_and_is_signed(cast):
    enter(cast, 0)
    enter(cast, 0)

    night(0)

    head = Head.objects.get()
    leaves = [merkle.leaf_hash(entry.leaf.content) for entry in sealed_entries(cast.alliance.pk)]
    assert (head.day, head.size, head.root) == (given.TODAY, 2, merkle.root_of(leaves).hex())
    assert head.seal == JournalEntry.objects.get(number=2).seal
    assert keys.is_signed(heads.as_told(head).content, keys.Signed(head.signature, head.signed_by))


def test_the_next_one_goes_on_where_the_last_one_stopped(cast):
    for on in (0, 1, 1, 3):
        enter(cast, on)
        night(on)

    head = Head.objects.latest("day")
    leaves = [merkle.leaf_hash(entry.leaf.content) for entry in sealed_entries(cast.alliance.pk)]
    assert (told(), head.root) == ([(day(0), 1), (day(1), 2), (day(3), 4)], merkle.root_of(leaves).hex())


def test_a_day_without_an_entry_has_none(cast):
    enter(cast, 0)
    night(0)

    for on in (1, 2):
        night(on)

    assert told() == [(day(0), 1)]


def test_days_that_were_missed_are_made_up_for(cast):
    enter(cast, 0)
    night(0)
    enter(cast, 1)
    enter(cast, 2)

    night(4)

    assert told() == [(day(0), 1), (day(1), 2), (day(2), 3)]


def test_the_first_one_stands_for_all_that_is_older(cast):
    for on in (-9, -5, -1):
        enter(cast, on)

    night(0)
    night(1)

    assert (told(), Alarm.objects.count()) == ([(day(-1), 3)], 0)


def test_what_is_entered_in_the_night_belongs_to_the_new_day(cast):
    enter(cast, 0)
    with clock.set_to(clock.end_of(day(0)) + timedelta(minutes=5)):
        bookkeeping.entered(cast)
        jobs.sign_the_day()

    assert told() == [(day(0), 1)]


def test_today_is_not_signed_before_it_is_over(cast):
    enter(cast, 0)

    with rule_says("ledger.nothing_to_sign"):
        sign_head(actor=CLOCK, alliance=cast.alliance, day=day(0))


@pytest.mark.parametrize("on", [-2, -1, 0])
def test_a_day_is_signed_once_and_none_before_it(cast, on):
    enter(cast, -2)
    enter(cast, -1)
    night(-1)

    with rule_says("ledger.nothing_to_sign"):
        sign_head(actor=CLOCK, alliance=cast.alliance, day=day(on))


def test_books_that_do_not_fit_get_none(cast):
    enter(cast, -1)
    enter(cast, -1)
    seals.remove()
    JournalEntry.objects.filter(number=2).update(source="elsewhere")

    with rule_says("ledger.does_not_fit", number=2):
        sign_head(actor=CLOCK, alliance=cast.alliance, day=day(-1))


def test_nobody_signs_one_by_hand(cast):
    enter(cast, -1)

    for somebody in [*(person(cast, role) for role in ROLES), SystemActor("promise-clock")]:
        with not_permitted(ONLY_THE_CLOCK):
            sign_head(actor=somebody, alliance=cast.alliance, day=day(-1))


def test_everybody_who_speaks_for_an_organisation_hears_of_it(cast):
    enter(cast, 0)

    night(0)

    found = Notice.objects.filter(words="ledger.head")
    assert {notice.to.username for notice in found} == {"secretary", "organiser", "committee", "school"}
    facts = {"day": "2026-11-23", "size": 1, "short": Head.objects.get().short}
    assert {(notice.urgent, notice.url) for notice in found} == {(False, f"/work/books/heads/{Head.objects.get().pk}/")}
    assert all(notice.facts == facts for notice in found)


def test_it_is_noted_outside_the_database(cast):
    enter(cast, 0)
    night(0)
    enter(cast, 1)
    night(1)

    noted = [proof.Head.from_line(line) for line in witness.lines()]

    assert noted == [heads.as_told(head) for head in Head.objects.order_by("day")]


def test_what_a_stopped_machine_did_not_note_is_noted_the_next_night(cast):
    enter(cast, -1)
    sign_head(actor=CLOCK, alliance=cast.alliance, day=day(-1))
    before = witness.lines()

    night(0)
    night(0)

    assert (before, witness.lines()) == ([], [heads.as_told(Head.objects.get()).line])


def test_untouched_books_raise_no_alarm(cast):
    for on in range(3):
        enter(cast, on)
        night(on)

    assert (Alarm.objects.count(), len(witness.lines())) == (0, 3)


def test_each_alliance_gets_its_own_though_anothers_books_do_not_fit(cast):
    enter(cast, 0)
    given.next_doors_counted_box(cast)
    seals.remove()
    JournalEntry.objects.filter(alliance=cast.alliance).update(source="elsewhere")

    with pytest.raises(SomeFailed, match="1 of the things failed"):
        night(0)

    assert [head.alliance for head in Head.objects.all()] == [cast.next_door]
    assert [alarm.alliance for alarm in Alarm.objects.all()] == [cast.alliance]


def test_the_log_says_that_the_clock_did_it(cast):
    enter(cast, -1)

    with trail() as deeds:
        head = sign_head(actor=CLOCK, alliance=cast.alliance, day=day(-1))

    assert deeds == ["ledger.sign_head"]
    facts = {"day": "2026-11-22", "size": 1, "root": head.root}
    assert last_facts("ledger.sign_head") == ("system:books-clock", head.ref, facts)
