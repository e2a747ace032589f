"""Closing one's own address: nothing is found there any more, and nobody opens it again."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.modules.promises.actions import close_feed
from gongjian.modules.promises.models import CalendarFeed
from tests import given, promising
from tests.modules.told import (
    NOT_FOUND,
    answers,
    answers_to_strangers,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    refusal_of,
    rule_says,
    trail,
)

OWN = "日历订阅是各人自己的，要由本人来关。"


def page(feed):
    return reverse("promises:close_feed", args=[feed.pk])


def api(feed):
    return f"/feeds/{feed.pk}/close"


def address(feed):
    return reverse("calendar_feed", args=[feed.secret])


def test_nothing_is_found_under_the_address_any_more(cast, door):
    feed = promising.feed(cast)
    before = door(None).get(address(feed)).status_code

    close_feed(actor=cast.colleague, feed=feed)

    assert (before, door(None).get(address(feed)).status_code) == (200, 404)
    assert CalendarFeed.objects.get().closed_at == given.NOON


def test_what_is_closed_is_not_closed_again(cast):
    feed = promising.feed(cast)
    close_feed(actor=cast.colleague, feed=feed)

    with rule_says("promises.feed_is_closed"):
        close_feed(actor=cast.colleague, feed=feed)


@pytest.mark.parametrize("role", ["secretary", "organiser", "school", "neighbour", "operator", "outsider"])
def test_nobody_closes_somebody_elses(cast, role):
    feed = promising.feed(cast)

    with not_permitted(OWN):
        close_feed(actor=person(cast, role), feed=feed)


@pytest.mark.parametrize(
    "change",
    [{"closed_at": None}, {"secret_mark": "1:known"}, {"opened_at": given.NOON - timedelta(days=1)}],
    ids=lambda change: next(iter(change)),
)
def test_the_database_opens_no_closed_address_again(cast, change):
    feed = promising.feed(cast)
    close_feed(actor=cast.colleague, feed=feed)

    with nothing_written(), pytest.raises(IntegrityError, match="not opened again"), transaction.atomic():
        CalendarFeed.objects.filter(pk=feed.pk).update(**change)


def test_the_database_gives_no_address_to_somebody_else(cast):
    feed = promising.feed(cast)

    with nothing_written(), pytest.raises(IntegrityError, match="keeps its person"), transaction.atomic():
        CalendarFeed.objects.filter(pk=feed.pk).update(person=cast.outsider)


def test_the_log_has_who_and_which(cast):
    feed = promising.feed(cast)

    with trail() as deeds:
        close_feed(actor=cast.colleague, feed=feed)

    assert deeds == ["promises.close_feed"]
    assert last_facts("promises.close_feed") == (cast.colleague.ref, feed.ref, {})


def test_its_page_and_its_api_close_it(cast, door):
    visit = door(cast.colleague)
    first = promising.feed(cast)
    asked, sent = visit.get(page(first)), visit.post(page(first))
    second = promising.feed(cast)

    told, again = visit.api_post(api(second)), visit.api_post(api(second))

    assert (asked.status_code, sent.status_code, sent.url) == (200, 302, reverse("promises:open_feed"))
    assert (told.status_code, told.json()["address"], told.json()["closed_at"] is None) == (200, "", False)
    assert refusal_of(again) == (409, "promises.feed_is_closed", {})
    assert visit.post(page(second)).status_code == 200


def test_nobody_else_finds_it(cast, door):
    feed = promising.feed(cast)
    others = {
        role: answers(door(person(cast, role)), page(feed), api(feed), typed={})
        for role in ("secretary", "cashier", "school")
    }

    found = answers_to_strangers(cast, door, page(feed), api(feed), typed={})

    assert set((others | found).values()) == {NOT_FOUND}
