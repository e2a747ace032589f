"""A disk that takes nothing more: said clearly, nothing by half, what was typed kept, and reading goes on."""

import logging
from datetime import timedelta
from threading import Event
from uuid import uuid4

import pytest
from django.contrib.messages import get_messages
from django.db import DatabaseError, connection, connections
from django.test import Client
from django.urls import reverse

from gongjian.config.operations import verify
from gongjian.foundation import clock, disk
from gongjian.foundation.accounts.models import OpenSession
from gongjian.foundation.idempotency.models import UsedKey
from gongjian.foundation.jobs import worker
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.ledger.models import JournalEntry
from gongjian.rulebook import ledger
from tests import entering, given
from tests.booking import book
from tests.foundation.signing import sign_in, with_password
from tests.harness import no_room
from tests.harness.at_once import at_once
from tests.harness.own_database import own_database
from tests.modules.entrance.visiting import opened
from tests.modules.feedback.telling import typed

FULL = "没有记下来：放数据的磁盘满了，写不进去。请告诉系统管理员；磁盘有空位以后，照原样再按一次，不会记两遍。"
READ_ONLY = "没有记下来：放数据的磁盘现在只能看，写不进去。请告诉系统管理员；磁盘修好以后，照原样再按一次，不会记两遍。"
# As long as it may be: it needs room of its own.
LONG = "桥" * 1000
READ = ["/", "/ledger/", "/desk/", "/work/books/", "/work/campaigns/", "/work/people/", "/me/data/"]

each_disk = pytest.mark.parametrize(
    ("trouble", "status", "code", "said"),
    [(no_room.full, 507, "disk.full", FULL), (no_room.read_only, 503, "disk.read_only", READ_ONLY)],
)


@pytest.fixture
def db(django_db_setup, django_db_blocker, tmp_path):
    """In place of a transaction that is rolled back: a database of its own, whose commits are commits."""
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield


def outside() -> Client:
    return Client(raise_request_exception=False)


@each_disk
def test_a_form_says_it_and_keeps_what_was_typed_until_the_same_goes_through(cast, trouble, status, code, said):
    filled_in = typed(words=LONG, one_time_key=str(uuid4()))

    with trouble():
        refused = outside().post("/feedback/", filled_in)
        kept = Feedback.objects.count(), UsedKey.objects.count()
    taken = [outside().post("/feedback/", filled_in).status_code for _twice in range(2)]

    assert (refused.status_code, refused.context["form"].non_field_errors()) == (status, [said])
    assert refused.context["form"]["words"].value() == LONG
    assert LONG in refused.content.decode()
    assert kept == (0, 0)
    assert taken == [200, 200]
    assert Feedback.objects.get().words.opened() == LONG


@each_disk
def test_the_api_says_it_in_the_form_of_every_refusal(cast, door, trouble, status, code, said):
    visitor = door(cast.school)

    with trouble():
        answer = visitor.api_post("/feedback/send", {"kind": "complaint", "words": LONG})

    assert (answer.status_code, answer.json()) == (status, {"code": code, "facts": {}, "detail": said})


@each_disk
def test_the_books_are_as_they_were(cast, trouble, status, code, said):
    fund = given.campaign(cast).fund
    entry = ledger.cash_received(fund=str(fund.pk), custodian="", amount=100, booked_on=given.TODAY)
    book(actor=cast.cashier, fund=fund, entry=entry)

    def until_it_is_refused():
        while True:  # what is left in the last pages is used up first
            book(actor=cast.cashier, fund=fund, entry=entry, memo=LONG[:200])

    with trouble(), pytest.raises(disk.TakesNothing) as refused:
        until_it_is_refused()
    number = JournalEntry.objects.count()
    book(actor=cast.cashier, fund=fund, entry=entry)

    assert refused.value.code == code
    assert JournalEntry.objects.count() == number + 1
    assert [line for line in verify() if "✓" not in line] == []


@each_disk
def test_reading_goes_on_although_something_was_to_be_noted_beside(cast, door, trouble, status, code, said):
    visitor = door(cast.secretary)
    visitor.get("/desk/")
    seen = OpenSession.objects.get(person=cast.secretary).last_seen_at

    with trouble(), clock.set_to(given.NOON + timedelta(hours=1)):
        read = [visitor.get(page).status_code for page in READ]

    assert read == [200] * len(READ)
    if trouble is no_room.read_only:
        assert OpenSession.objects.get(person=cast.secretary).last_seen_at == seen


def test_a_message_that_could_not_be_ticked_off_is_shown_once_more(cast, door):
    visitor = door(cast.secretary)
    visitor.post(reverse("notices:mail_wishes"), quiet_from="22:00", quiet_until="07:00")

    with no_room.read_only():
        first, again = visitor.get("/desk/"), visitor.get("/desk/")
    afterwards = visitor.get("/desk/"), visitor.get("/desk/")

    assert [len(get_messages(page.wsgi_request)) for page in (first, again, *afterwards)] == [1, 1, 1, 0]


def test_a_page_without_a_form_of_its_own_says_it(cast):
    with_password(cast.secretary)

    with no_room.read_only():
        page = sign_in(cast.secretary.username, browser=outside())

    told = page.content.decode()
    assert (page.status_code, READ_ONLY in told, "现在只能看，什么都记不下来" in told) == (503, True, True)
    assert "Traceback" not in told
    assert sign_in(cast.secretary.username).status_code == 302


def test_what_is_only_shown_once_it_is_noted_is_not_shown(cast, caplog):
    entering.visit(cast)
    operator = outside()
    operator.force_login(cast.operator)

    with no_room.read_only():
        shut = opened(operator)

    assert shut == [503] * len(shut)
    assert [line for line in caplog.records if line.exc_info] == []
    assert opened(operator) == [200] * len(shut)


def test_the_log_is_told_in_one_line_each_time(cast, caplog):
    with no_room.read_only():
        outside().post("/feedback/", typed(one_time_key=str(uuid4())))

    lines = [line for line in caplog.records if line.name == "gongjian.foundation.disk"]
    assert [(line.levelno, line.exc_info) for line in lines] == [(logging.ERROR, None)]
    assert lines[0].getMessage().startswith("The disk can only be read; nothing was written (")


def test_the_worker_outlives_it_with_one_line_each_time(cast, caplog, monkeypatch):
    class OneLook(Event):
        def wait(self, timeout=None):
            self.set()

    worker.set_up()
    monkeypatch.setattr(worker, "set_up", lambda: None)

    with no_room.read_only(), clock.set_to(given.NOON + timedelta(days=3)):
        worker.work(OneLook())

    assert [(line.name, line.exc_info) for line in caplog.records] == [("gongjian.foundation.disk", None)]


def test_other_errors_of_the_database_stay_what_they_are(cast):
    with pytest.raises(DatabaseError) as error, disk.told(), connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")

    assert disk.refusal(error.value) is None


@pytest.mark.once
def test_a_held_database_keeps_its_files_beside_it(cast, tmp_path):
    def files():
        disk.keep_open()
        connections["default"].close()
        return sorted(file.name for file in tmp_path.iterdir())

    assert at_once(files) == [str(["own.sqlite3", "own.sqlite3-shm", "own.sqlite3-wal"])]
