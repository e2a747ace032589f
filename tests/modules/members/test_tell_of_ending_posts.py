"""Telling that a post ends: thirty days before, once for each last day, the holder and whoever manages people."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.foundation.access import SystemActor
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.letters import title_of
from gongjian.foundation.notices.models import Notice
from gongjian.foundation.notices.words import in_words
from gongjian.modules.members import jobs
from gongjian.modules.members.actions import Term, end_post, tell_of_ending_posts
from gongjian.modules.members.models import Post
from tests import given
from tests.modules.members.people import newcomer, post_of
from tests.modules.told import last_facts, not_permitted, person, trail

CLOCK = SystemActor("member-clock")
OWN, OTHERS = "members.post_ends", "members.others_post_ends"
LAST = given.TODAY + timedelta(days=60)
LAST_DAY = LAST.isoformat()


def with_an_end(cast, ends_on=LAST):
    """Somebody new, until a day."""
    return newcomer(cast, "volunteer", term=Term(given.SINCE.begins_on, ends_on))


def run_on(*days):
    """What the clock tells on these days: to whom, in which words, of which last day."""
    for number in days:
        with clock.set_to(given.NOON + timedelta(days=number)):
            jobs.tell_of_ending_posts()
    told = Notice.objects.filter(words__in=(OWN, OTHERS)).order_by("at", "words")
    return [(notice.to.username, notice.words, notice.facts["ends_on"]) for notice in told]


def test_the_holder_and_who_manages_people_are_told_thirty_days_before_and_not_earlier(cast):
    somebody = with_an_end(cast)

    assert run_on(0, 29) == []
    assert run_on(30) == [("secretary", OTHERS, LAST_DAY), (somebody.username, OWN, LAST_DAY)]


def test_it_is_told_once(cast):
    with_an_end(cast)

    assert run_on(30, 30, 31, 45, 60) == run_on()
    assert len(run_on()) == 2


def test_a_morning_on_which_the_program_was_away_is_made_up_for(cast):
    somebody = with_an_end(cast)

    assert run_on(50) == [("secretary", OTHERS, LAST_DAY), (somebody.username, OWN, LAST_DAY)]


def test_a_post_without_an_end_is_not_spoken_of_and_one_that_is_over_neither(cast):
    with_an_end(cast)

    assert run_on(61, 400) == []
    assert Post.objects.filter(alliance=cast.alliance, ends_on=None).exists()


def test_a_last_day_that_is_moved_is_told_again(cast):
    somebody = with_an_end(cast)
    run_on(30)
    sooner = LAST - timedelta(days=10)
    with clock.set_to(given.NOON + timedelta(days=31)):
        end_post(actor=cast.secretary, post=Post.objects.get(person=somebody), ends_on=sooner)

    told = [day for username, _words, day in run_on(32) if username == somebody.username]

    assert told == [LAST_DAY, sooner.isoformat()]


def test_who_manages_people_is_told_of_the_own_post_once(cast):
    with clock.set_to(given.NOON):
        end_post(actor=cast.secretary, post=post_of(cast, "secretary"), ends_on=given.TODAY + timedelta(days=10))

    assert run_on(1) == [("secretary", OWN, (given.TODAY + timedelta(days=10)).isoformat())]


def test_it_says_whose_post_and_until_when_inside_and_no_name_in_the_letter(cast, door):
    somebody = with_an_end(cast)
    run_on(30)

    notices = [Notice.objects.get(words=OWN, to=somebody), Notice.objects.get(words=OTHERS, to=cast.secretary)]
    told = [(each.title, each.text) for each in in_words(cast.alliance.pk, notices)]
    assert told == [
        (
            "你的职务快到期了",
            "你在眼镜街党总支当志愿者，到 2027-01-22 为止。要接着当，请组织委员登记；不当了，请列好交接清单。",
        ),
        ("有人的职务快到期了", "新小来在眼镜街党总支当志愿者，到 2027-01-22 为止。请问一问谁接着当，登记下来。"),
    ]
    assert [title_of(notice) for notice in notices] == [title for title, _text in told]
    assert door(cast.secretary).get(notices[1].url).status_code == 200


def test_an_account_that_is_closed_is_told_nothing(cast):
    somebody = with_an_end(cast)
    Person.objects.filter(pk=somebody.pk).update(is_active=False)

    assert run_on(30) == [("secretary", OTHERS, LAST_DAY)]


def test_next_door_hears_nothing_of_it(cast):
    with_an_end(cast)
    run_on(30)

    assert Notice.objects.exclude(alliance=cast.alliance).count() == 0


@pytest.mark.parametrize("role", ["secretary", "cashier", "outsider"])
def test_nobody_but_the_clock_does_it(cast, role):
    with not_permitted("这件事到了时候由程序自己办。"):
        tell_of_ending_posts(actor=person(cast, role), alliance=cast.alliance)


def test_no_other_program_does(cast):
    with not_permitted("这件事到了时候由程序自己办。"):
        tell_of_ending_posts(actor=given.SETUP, alliance=cast.alliance)


def test_the_log_has_how_many_notices(cast):
    with_an_end(cast)
    with clock.set_to(given.NOON + timedelta(days=30)), trail() as deeds:
        tell_of_ending_posts(actor=CLOCK, alliance=cast.alliance)

    assert deeds == ["members.tell_of_ending_posts"]
    assert last_facts("members.tell_of_ending_posts") == ("system:member-clock", cast.alliance.ref, {"notices": 2})
