"""A secret address for one's own calendar: told once, kept as a mark, void as soon as there is a newer one."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.idempotency.deed import under_key
from gongjian.foundation.idempotency.models import UsedKey
from gongjian.modules.promises.actions import open_feed
from gongjian.modules.promises.models import CalendarFeed
from tests import promising
from tests.modules.told import (
    NO_POST,
    NOT_FOUND,
    STRANGERS,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    trail,
)

PAGE, API = reverse("promises:open_feed"), "/feeds"


def address(feed):
    return reverse("calendar_feed", args=[feed.secret])


def test_the_secret_has_256_bits_and_is_never_the_same(cast):
    secrets = {promising.feed(cast).secret for _again in range(20)}

    assert ({len(secret) for secret in secrets}, len(secrets)) == ({43}, 20)


def test_the_secret_is_kept_nowhere_neither_in_log_nor_key(cast):
    with under_key(uuid4(), asked_for=True):
        secret = promising.feed(cast).secret

    kept = [str(list(model.objects.values_list())) for model in (CalendarFeed, AuditEntry, UsedKey)]
    assert [secret in rows for rows in kept] == [False] * 3
    assert CalendarFeed.objects.get().secret == ""


def test_opening_anew_makes_the_old_address_void(cast, door):
    first = promising.feed(cast)

    second = promising.feed(cast)

    assert [door(None).get(address(feed)).status_code for feed in (first, second)] == [404, 200]
    assert list(CalendarFeed.objects.filter(closed_at=None)) == [second]


def test_each_has_his_own(cast, door):
    his, hers = promising.feed(cast, cast.cashier), promising.feed(cast, cast.school)

    assert [door(None).get(address(feed)).status_code for feed in (his, hers)] == [200, 200]


def test_the_database_keeps_one_open_subscription_a_person(cast):
    promising.feed(cast)

    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarFeed.objects.create(
            alliance=cast.alliance, person=cast.colleague, secret_mark="another", opened_at=clock.now()
        )


@pytest.mark.parametrize("role", STRANGERS)
def test_who_holds_no_post_opens_none(cast, role):
    with not_permitted(NO_POST):
        open_feed(actor=person(cast, role), alliance=cast.alliance)


def test_the_log_has_who_and_which_and_nothing_of_the_secret(cast):
    with trail() as deeds:
        feed = promising.feed(cast)

    assert deeds == ["promises.open_feed"]
    assert last_facts("promises.open_feed") == (cast.colleague.ref, feed.ref, {})


def test_the_calendar_of_the_desk_leads_there(cast, door):
    assert f'href="{PAGE}"' in door(cast.school).get(reverse("desk:calendar")).content.decode()


def test_its_page_shows_the_address_once(cast, door):
    visit, key = door(cast.school), str(uuid4())
    asked = visit.get(PAGE)

    shown = visit.post(PAGE, key=key)
    again = visit.post(PAGE, key=key)

    told = shown.context["address"]
    later = visit.get(PAGE)
    assert (asked.status_code, shown.content.decode().count(told), again.status_code) == (200, 1, 302)
    assert (told in later.content.decode(), later.context["before"]) == (False, CalendarFeed.objects.get())
    assert ["no-store" in answer["Cache-Control"] for answer in (asked, shown, later)] == [True] * 3
    assert door(None).get(told.removeprefix("http://testserver")).status_code == 200


def test_its_api_tells_the_address_once(cast, door):
    visit, key = door(cast.school), str(uuid4())

    first = visit.api_post(API, key=key)
    again = visit.api_post(API, key=key)

    told = first.json()["address"].removeprefix("http://testserver")
    assert (first.status_code, first["Cache-Control"], door(None).get(told).status_code) == (200, "no-store", 200)
    assert (again.json()["id"], again.json()["address"]) == (first.json()["id"], "")


def test_strangers_find_nothing(cast, door):
    with nothing_written():
        found = {
            role: (visit.get(PAGE).status_code, visit.post(PAGE).status_code, visit.api_post(API).status_code)
            for role in STRANGERS
            if role != "neighbour"
            for visit in [door(person(cast, role))]
        }

    assert set(found.values()) == {NOT_FOUND}


def test_a_neighbour_opens_one_next_door_and_none_here(cast, door):
    assert door(cast.neighbour).post(PAGE).status_code == 200
    assert [feed.alliance for feed in CalendarFeed.objects.all()] == [cast.next_door]
