"""What a calendar program finds under a secret address: what is owed by when, and nothing about anybody."""

import logging
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.erasing import empty_records
from gongjian.modules.entrance.models import VisitedPage
from gongjian.modules.members.actions import confirm_person, end_post
from gongjian.modules.members.models import Alliance, HeldBack, Post
from gongjian.modules.promises.actions import Done, Pledge, make_promise, report_done
from gongjian.modules.promises.actions.promises import Owed
from gongjian.modules.promises.models import CalendarFeed, Promise
from tests import given, promising
from tests.modules.members.people import post_of, profile_of
from tests.modules.promises.promising import owed
from tests.modules.promises.promising import promise as promised_in_a_deed
from tests.modules.told import nothing_written

NASTY = "借操场\r\nEND:VEVENT\nATTENDEE:mailto:a@example.org\u2028张三 13911110002"


@pytest.fixture
def feed(cast):
    """What the school owes, in the calendar of its liaison."""
    return promising.feed(cast, cast.school)


def address(feed):
    return reverse("calendar_feed", args=[feed.secret])


def fetched(feed):
    return Client().get(address(feed))


def events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def promise_more(cast, title="借操场", due_on=given.TODAY, times=1):
    by = Post.objects.get(alliance=cast.alliance, person=cast.school).organisation
    for _again in range(times):
        make_promise(actor=cast.school, alliance=cast.alliance, pledge=Pledge(title, by, "speak", due_on))


def test_a_promise_stands_on_its_day_in_words_that_tell_no_more(cast, feed):
    promised = promising.made_promise(cast, due_on=date(2026, 11, 30))

    (event,) = events(fetched(feed))

    assert (event["SUMMARY"], event["UID"], event["SEQUENCE"]) == ("共建：去报告", f"{promised.pk}@gongjian", 0)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 11, 30), date(2026, 12, 1))
    assert (event["DTSTART"].params["VALUE"], event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt) == (
        "DATE",
        promised.opened_at,
        promised.opened_at,
    )
    assert (event["CLASS"], event["TRANSP"], "URL" in event) == ("PRIVATE", "TRANSPARENT", False)


def test_the_calendar_says_whose_it_is_and_when_to_look_again(cast, feed):
    answer = fetched(feed)

    calendar = Calendar.from_ical(answer.content)
    assert (calendar["VERSION"], calendar["X-WR-CALNAME"]) == ("2.0", f"{cast.alliance.name}：要办的事")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in answer.content
    assert calendar["PRODID"] == "-//gongjian//promises//ZH"


def test_a_record_is_linked_only_where_the_site_was_told_its_address(cast, feed, settings):
    promised = promising.made_promise(cast)
    settings.SITE_TOLD, settings.SITE = True, "https://gongjian.example.org"

    (event,) = events(fetched(feed))

    assert event["URL"] == f"https://gongjian.example.org/work/promises/{promised.pk}/"


def test_in_english_it_speaks_english_and_tells_no_more(cast, feed):
    promising.made_promise(cast)

    answer = Client().get(f"/en{address(feed)}")

    assert (answer.status_code, len(events(answer)), "操场" in answer.content.decode()) == (200, 1, False)


def test_what_is_kept_is_gone(cast, feed):
    promised = promising.made_promise(cast)
    before = len(events(fetched(feed)))

    report_done(actor=cast.school, promise=promised, done=Done("借了", given.TODAY, ""))

    assert (before, len(events(fetched(feed)))) == (1, 0)


def test_it_has_what_stands_on_the_own_desk_here_and_nothing_else(cast):
    promising.made_promise(cast)
    given.box(cast)

    found = {
        role: [event["SUMMARY"] for event in events(fetched(promising.feed(cast, getattr(cast, role))))]
        for role in ("cashier", "school", "colleague")
    }

    assert found == {"cashier": ["共建：去清点"], "school": ["共建：去报告"], "colleague": []}


def test_no_title_no_name_no_number_and_no_place_leaves_the_house(cast, feed):
    promise_more(cast, NASTY[:60])
    told(cast)
    given.box(cast, place="雀家门口")
    feeds = [feed, promising.feed(cast, cast.cashier), promising.feed(cast, cast.secretary)]

    read = "".join(fetched(one).content.decode() for one in feeds).replace("\r\n ", "")

    secrets = ("操场", "张三", "13911110002", "ATTENDEE", "雀", "QD-2026", "TS-2026", "F-0131", "自己认下")
    assert [word for word in secrets if word in read] == []
    assert [name for name in _names(cast) if name in read] == []


def told(cast):
    """A complaint, which the secretary owes an answer."""
    what = owed(due_on=given.TODAY, subject="feedback.feedback:0190b5a0-0000-7000-8000-000000000000")
    lead = Owed(
        "feedback.acknowledge_feedback", what.subject, what.by, "lead", what.due_on, "", {"number": "TS-2026-1"}
    )
    promised_in_a_deed(actor=cast.secretary, alliance=cast.alliance, what=lead)


def _names(cast):
    people = ("secretary", "cashier", "colleague", "school")
    return [profile_of(cast, role).name for role in people]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x0b"], ids=repr)
def test_no_line_is_smuggled_in_by_a_name(cast, feed, end):
    name = f"眼镜街{end}BEGIN:VEVENT{end}SUMMARY:来{end}END:VEVENT"
    Alliance.objects.filter(pk=cast.alliance.pk).update(name=name)

    answer = fetched(feed)

    assert (events(answer), [line for line in answer.content.decode().splitlines() if line.startswith("SUMMARY")]) == (
        [],
        [],
    )


def test_long_chinese_lines_are_folded_within_75_octets_and_read_back_whole(cast, feed):
    Alliance.objects.filter(pk=cast.alliance.pk).update(name="眼镜市场周边街区" * 9)
    promising.made_promise(cast)

    answer = fetched(feed)

    lines = answer.content.split(b"\r\n")
    assert (max(len(line) for line in lines) <= 75, b"\n" in b"".join(lines)) == (True, False)
    assert [line.decode() for line in lines][-1] == ""
    assert Calendar.from_ical(answer.content)["X-WR-CALNAME"] == "眼镜市场周边街区" * 9 + "：要办的事"


def test_three_hundred_promises_cost_as_many_questions_as_one(cast, feed):
    promise_more(cast)
    for_one = _questions(feed)
    rows = Promise.objects.get(deed="promises.report_done")
    more = [
        Promise(
            alliance=cast.alliance,
            deed=rows.deed,
            subject=f"promises.promise:{number}",
            facts=rows.facts,
            owed_by=rows.owed_by,
            power=rows.power,
            due_on=rows.due_on,
            rule=rows.rule,
            opened_at=rows.opened_at,
        )
        for number in range(299)
    ]
    Promise.objects.bulk_create(more)

    assert (_questions(feed), for_one, len(events(fetched(feed)))) == (for_one, 3, 300)


def _questions(feed):
    with CaptureQueriesContext(connection) as asked:
        assert fetched(feed).status_code == 200
    return len(asked)


def test_it_is_kept_by_no_cache_opens_no_session_and_is_told_to_no_other_site(feed):
    answer = fetched(feed)

    assert (answer["Content-Type"], answer["Cache-Control"]) == ("text/calendar; charset=utf-8", "private, no-store")
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex")
    assert (dict(answer.cookies), "Cookie" in answer.get("Vary", "")) == ({}, False)


def test_it_is_the_same_whoever_fetches_it(cast, feed, door):
    promising.made_promise(cast)

    read = [door(person).get(address(feed)).content for person in (None, cast.school, cast.secretary, cast.operator)]

    assert [one == read[0] for one in read] == [True] * 4
    assert VisitedPage.objects.count() == 0


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(feed, method):
    with nothing_written():
        assert getattr(Client(), method)(address(feed)).status_code == 405


def test_an_unknown_address_is_answered_like_any_other_that_is_not_there(cast, feed):
    def bare(answer, at):
        headers = {name: value for name, value in answer.items() if name not in ("Content-Length", "CSP-Nonce")}
        return answer.status_code, sorted(headers), answer.content.decode().replace(at, "…"), dict(answer.cookies)

    CalendarFeed.objects.filter(pk=feed.pk).update(closed_at=given.NOON)
    paths = [address(feed), "/calendar/unknown.ics", "/there-is-no-such-page/"]

    closed, unknown, elsewhere = (bare(Client().get(path), path) for path in paths)

    assert closed == unknown == elsewhere
    assert closed[0] == 404


def test_a_post_that_ended_yesterday_shows_nothing_today(cast, feed):
    end_post(actor=cast.secretary, post=post_of(cast, "school"), ends_on=given.TODAY)

    last_day = fetched(feed).status_code
    with clock.set_to(given.NOON + timedelta(days=1)):
        day_after = fetched(feed).status_code

    assert (last_day, day_after) == (200, 404)


def test_who_is_held_back_finds_nothing_until_he_is_confirmed(cast, feed):
    HeldBack.objects.create(alliance=cast.alliance, person=cast.school, since=given.NOON)
    resting = fetched(feed).status_code

    confirm_person(actor=cast.secretary, profile=profile_of(cast, "school"))

    assert (resting, fetched(feed).status_code) == (404, 200)


def test_a_closed_account_or_an_erased_person_leaves_an_address_that_opens_nothing(cast, feed):
    Person.objects.filter(pk=cast.school.pk).update(is_active=False)
    inactive = fetched(feed).status_code
    Person.objects.filter(pk=cast.school.pk).update(is_active=True)

    empty_records(cast.school, cast.alliance.pk)

    assert (inactive, fetched(feed).status_code, CalendarFeed.objects.get().secret_mark) == (404, 404, "")
    assert Client().get("/calendar/.ics").status_code == 404


def test_no_line_of_the_log_tells_the_address(cast, feed, caplog, monkeypatch):
    refusing = Client(enforce_csrf_checks=True, raise_request_exception=False)
    CalendarFeed.objects.filter(pk=feed.pk).update(closed_at=given.NOON)

    with caplog.at_level(logging.DEBUG):
        assert [refusing.get(address(feed)).status_code, refusing.put(address(feed)).status_code] == [404, 403]
        monkeypatch.setattr("gongjian.modules.promises.views.feeds.feed_at", lambda _secret: 1 / 0)
        assert refusing.get(address(feed)).status_code == 500

    assert "Not Found: /calendar/…" in caplog.text
    assert feed.secret not in caplog.text
