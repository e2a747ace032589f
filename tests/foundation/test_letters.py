"""Letters through a real mail server: none lost, none twice, in order, one digest a day, never at night."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from gongjian.foundation import clock
from gongjian.foundation.jobs import worker
from gongjian.foundation.notices import inbox, jobs
from gongjian.foundation.notices.models import Mailing, MailWishes, Notice
from gongjian.rulebook.sending import NIGHT
from tests import given
from tests.foundation.mailing import MORNING, at, reachable, run_for, states
from tests.harness.mail_server import mail_server
from tests.harness.telling import letter, told


def test_a_letter_tells_titles_and_nothing_about_anybody(cast, settings):
    person = reachable(cast)
    told(cast.alliance, person, by=cast.secretary, number=4711)

    with mail_server(settings) as server:
        run_for(1)

    everything = "\n".join([server.letters[0].message.as_string(), server.letters[0].text, server.letters[0].html])
    assert "有新消息" in server.letters[0].text
    secrets = ["4711", "舒大方", "孔小文", "13800138000", "止园路小学", str(cast.school.pk), cast.school.username]
    assert [secret for secret in secrets if secret in everything] == []


def test_a_letter_shows_the_way_out_and_answers_no_robot(cast, settings):
    told(cast.alliance, reachable(cast), by=cast.secretary)

    with mail_server(settings) as server:
        run_for(1)

    headers = server.letters[0].message
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].strip().startswith("<https://gongjian.example.org/me/notices/stop/")
    assert (headers["Auto-Submitted"], headers["To"]) == ("auto-generated", "kong@example.cn")


def test_a_letter_is_in_the_language_of_its_reader(cast, settings):
    person = reachable(cast)
    inbox.wish(person, mail=(True, False), quiet=NIGHT, language="en")
    told(cast.alliance, person, by=cast.secretary)

    with mail_server(settings) as server, translation.override("zh-hans"):
        run_for(1)

    assert "https://gongjian.example.org/en/me/notices/" in server.letters[0].text


def test_what_was_seen_in_time_is_not_sent(cast, settings):
    person = reachable(cast)
    with mail_server(settings) as server:
        first = told(cast.alliance, person, by=cast.secretary, urgent=True)
        inbox.see(first)
        inbox.see(told(cast.alliance, person, by=cast.secretary))
        run_for(2)

    assert (server.letters, states()) == ([], {"not_needed": 1})


def test_what_is_urgent_goes_at_once_by_the_job_that_the_deed_left(cast, settings):
    with mail_server(settings) as server:
        told(cast.alliance, reachable(cast), by=cast.secretary, urgent=True)

        assert worker.run_next() is True

    assert (len(server.letters), states()) == (1, {"sent": 1})


@pytest.mark.parametrize(
    ("said_at", "sent_at"),
    [("12:00", "23 12:00"), ("21:29", "23 21:29"), ("21:30", "24 07:30"), ("23:59", "24 07:30"), ("07:29", "23 07:30")],
)
def test_not_even_what_is_urgent_goes_at_night(cast, settings, said_at, sent_at):
    hour, minute = map(int, said_at.split(":"))
    moment = datetime(2026, 11, 23, hour, minute, tzinfo=clock.SHANGHAI)
    with mail_server(settings):
        with at(moment):
            told(cast.alliance, reachable(cast), by=cast.secretary, urgent=True)
        for minutes in range(13 * 60):
            with at(moment + timedelta(minutes=minutes)):
                jobs.send_letters()

    assert f"{Mailing.objects.get().sent_at.astimezone(clock.SHANGHAI):%d %H:%M}" == sent_at


def test_a_worker_that_was_away_until_night_wakes_nobody(cast, settings):
    with mail_server(settings) as server:
        told(cast.alliance, reachable(cast), by=cast.secretary, urgent=True)
        with at(given.NOON + timedelta(hours=10)):
            jobs.send_letters()
            at_night = len(server.letters)
        with at(MORNING):
            jobs.send_letters()

    assert (at_night, len(server.letters), Mailing.objects.get().attempts) == (0, 1, 1)


def test_each_has_quiet_hours_of_his_own(cast, settings):
    person = reachable(cast)
    inbox.wish(
        person, mail=(True, False), quiet=type(NIGHT)(NIGHT.begins, NIGHT.ends.replace(hour=9)), language="zh-hans"
    )
    told(cast.alliance, person, by=cast.secretary)
    with mail_server(settings):
        run_for(1)

    assert f"{Mailing.objects.get().sent_at.astimezone(clock.SHANGHAI):%d %H:%M}" == "24 09:30"


def test_the_database_keeps_one_digest_a_day(cast):
    letter(cast.alliance.pk, cast.school)

    with pytest.raises(IntegrityError), transaction.atomic():
        letter(cast.alliance.pk, cast.school)


def test_what_comes_after_the_digest_waits_for_the_next_one(cast, settings):
    person = reachable(cast)
    with mail_server(settings) as server:
        told(cast.alliance, person, by=cast.secretary)
        with at(MORNING):
            jobs.write_digests()
            told(cast.alliance, person, by=cast.secretary)
            jobs.write_digests()
        run_for(2, since=MORNING)

    assert [len(each.notices) for each in server.letters] == [1, 1]


def nobody_writes(cast, settings, person):
    with mail_server(settings) as server:
        told(cast.alliance, person, by=cast.secretary)
        told(cast.alliance, person, by=cast.secretary, urgent=True)
        run_for(2)
    return (server.letters, Mailing.objects.count())


def test_who_has_no_address_is_told_in_the_program_only(cast, settings):
    assert nobody_writes(cast, settings, cast.school) == ([], 0)


def test_whose_post_has_ended_is_written_to_no_more(cast, settings):
    assert nobody_writes(cast, settings, reachable(cast, "former_cashier")) == ([], 0)


def test_who_wants_no_letters_gets_none(cast, settings):
    person = reachable(cast)
    inbox.stop_mail(person)

    assert nobody_writes(cast, settings, person) == ([], 0)


def test_who_wants_only_urgent_ones_gets_those(cast, settings):
    person = reachable(cast)
    MailWishes.objects.create(person=person, only_urgent=True)

    letters, mailings = nobody_writes(cast, settings, person)

    assert (len(letters), mailings) == (1, 1)


def test_without_a_mail_server_nothing_is_written_and_nothing_stays_behind(cast):
    told(cast.alliance, reachable(cast), by=cast.secretary)
    told(cast.alliance, cast.school, by=cast.secretary, urgent=True)
    run_for(2)

    assert (Mailing.objects.count(), Notice.objects.count()) == (0, 2)
