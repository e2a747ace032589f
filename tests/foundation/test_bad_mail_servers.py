"""Letters through a mail server that is slow, refuses and hangs up: none lost, none twice, in order."""

from collections import Counter, defaultdict
from datetime import timedelta
from hashlib import sha256

import pytest

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices import inbox, jobs
from gongjian.foundation.notices.models import Mailing, Notice
from gongjian.modules.members.actions import Contact, set_contact
from gongjian.modules.members.models import Organisation, PostKind, Profile
from gongjian.rulebook.sending import NIGHT
from tests import given
from tests.foundation.mailing import at, reachable, run_for, states
from tests.harness.mail_server import BUSY, HANG, REFUSE, TAKE, TAKE_AND_HANG_UP, mail_server
from tests.harness.telling import letter, tell_all, told

# Three in ten go wrong, each in another way; and twice the server says nothing at all.
BAD_DAYS = [TAKE] * 7 + [BUSY, REFUSE, TAKE_AND_HANG_UP]


def badly(number):
    """The same bad behaviour each time."""
    if number in {40, 90}:
        return HANG
    return BAD_DAYS[sha256(f"gongjian {number}".encode()).digest()[0] % len(BAD_DAYS)]


def sixty(cast):
    """Neighbours with an address each."""
    place, people = Organisation.objects.get(name="居民区"), []
    for number in range(60):
        person = Person.objects.create(username=f"n{number}", password="!")
        given.post(cast.alliance, person, f"邻小{number}", place, PostKind.Standard.MEMBER, given.SINCE)
        profile = Profile.objects.get(alliance=cast.alliance, person=person)
        set_contact(actor=given.SETUP, profile=profile, contact=Contact(email=f"secret{number}@example.cn"))
        people.append(person)
    return people


@pytest.mark.slow
def test_five_hundred_notices_through_a_slow_and_failing_server(cast, settings):
    people = sixty(cast)
    with mail_server(settings, badly) as server:
        for number in range(25):  # 25 times 20 of them: 500
            moment = given.NOON + timedelta(hours=2 * number)
            chosen = [people[(number * 7 + place) % 60] for place in range(20)]
            with at(moment):
                tell_all(
                    actor=given.SETUP,
                    alliance=cast.alliance,
                    people=chosen,
                    by=cast.secretary,
                    number=number,
                    urgent=number % 5 == 0,
                )
                run_for_two_hours(moment)
        run_for(4, since=given.NOON + timedelta(hours=50))

    letters = server.distinct()
    assert Notice.objects.count() == 500
    # None lost, and none in two letters: every notice stands in exactly one letter that arrived.
    arrived = [notice for each in letters for notice in each.notices]
    assert sorted(arrived) == sorted(str(pk) for pk in Notice.objects.values_list("pk", flat=True))
    assert states() == {"sent": len(letters)}
    assert {each.id for each in letters} == {
        f"<{pk}@example.org>" for pk in Mailing.objects.values_list("pk", flat=True)
    }
    # In order: for each person, letters of a kind one after the other, and what stands in them as well.
    kinds = {f"<{pk}@example.org>": kind for pk, kind in Mailing.objects.values_list("pk", "kind")}
    told_to = defaultdict(list)
    for each in letters:
        told_to[each.to, kinds[each.id]] += each.notices
    assert [who for who, notices in told_to.items() if notices != sorted(notices)] == []
    # One digest a day, and nothing at night.
    digests = Counter(Mailing.objects.filter(kind="digest").values_list("to", "day"))
    assert max(digests.values()) == 1
    hours = [one.astimezone(clock.SHANGHAI).time() for one in Mailing.objects.values_list("sent_at", flat=True)]
    assert [hour for hour in hours if NIGHT.covers(hour)] == []
    # The server was as bad as it was told to be: some letters it got twice, under one Message-ID.
    assert len(server.letters) > len(letters)


def run_for_two_hours(since):
    for minutes in range(0, 120, 30):
        with at(since + timedelta(minutes=minutes)):
            if clock.now().astimezone(clock.SHANGHAI).strftime("%H:%M") == "07:30":
                jobs.write_digests()
            jobs.send_letters()


def test_a_server_that_refuses_for_five_days_is_given_up_and_the_page_says_so(cast, settings):
    person = reachable(cast)
    with mail_server(settings, lambda _number: REFUSE) as server:
        notice = told(cast.alliance, person, by=cast.secretary, urgent=True)
        run_for(7)

    mailing = Mailing.objects.get()
    assert (mailing.state, mailing.last_error, mailing.attempts) == ("given_up", "smtp_554", server.asked)
    notice.refresh_from_db()
    assert str(inbox.delivery(notice)[1]) == "邮件发不出"


def test_a_letter_waits_until_the_one_before_it_is_settled(cast, settings):
    person = reachable(cast)
    with mail_server(settings, lambda number: BUSY if number == 1 else TAKE) as server:
        first, second = (told(cast.alliance, person, by=cast.secretary, number=n, urgent=True) for n in (1, 2))
        jobs.send_letters()
        waiting = states()
        with at(given.NOON + timedelta(minutes=1)):
            jobs.send_letters()

    assert waiting == {"to_send": 2}
    assert [each.notices for each in server.letters] == [[str(first.pk)], [str(second.pk)]]


def test_a_worker_that_dies_over_a_letter_leaves_one_letter(cast, settings):
    """It dies after the server took the letter and before that was written down."""
    with mail_server(settings) as server:
        told(cast.alliance, reachable(cast), by=cast.secretary, urgent=True)
        settings.EMAIL_BACKEND = "tests.harness.dying.Dying"
        with pytest.raises(SystemExit):
            jobs.send_letters()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        with at(given.NOON + timedelta(minutes=4)):
            jobs.send_letters()
            too_early = len(server.letters)
        with at(given.NOON + timedelta(minutes=5)):
            jobs.send_letters()

    assert (too_early, len(server.letters), len(server.distinct()), states()) == (1, 2, 1, {"sent": 1})


def test_a_second_worker_leaves_alone_what_the_first_one_holds(cast, settings):
    with mail_server(settings) as server:
        mailing = letter(cast.alliance.pk, reachable(cast))
        lease = Mailing.objects.filter(pk=mailing.pk)
        lease.update(state="sending", lease=mailing.pk, leased_until=given.NOON + timedelta(minutes=1), attempts=1)
        jobs.send_letters()

    assert server.letters == []


def test_a_server_that_is_not_there_costs_nothing_but_time(cast, settings):
    person = reachable(cast)
    with mail_server(settings):
        pass
    told(cast.alliance, person, by=cast.secretary, urgent=True)
    jobs.send_letters()

    assert (states(), Mailing.objects.get().last_error) == ({"to_send": 1}, "unreachable")
