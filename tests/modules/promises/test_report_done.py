"""Keeping a promise by a report: what was done stays as evidence, and late stays late."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.promises.actions import Done, report_done
from gongjian.modules.promises.models import Promise, Report
from tests import given, promising
from tests.modules.told import (
    STRANGERS,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    refusal_of,
    rule_says,
    trail,
)

OWERS = "这件事要由答应的那家单位里管它的人来报。"
DONE = Done("操场开放了一天", given.TODAY)


@pytest.fixture
def promised(cast):
    """The school has promised something by today."""
    return promising.made_promise(cast)


@pytest.mark.parametrize(("days", "state", "late"), [(0, "kept", 0), (3, "made_up", 3)])
def test_a_report_keeps_it_and_is_the_evidence(cast, promised, days, state, late):
    with clock.set_to(given.NOON + timedelta(days=days)):
        report = report_done(actor=cast.school, promise=promised, done=DONE)

    kept = Promise.objects.get()
    assert (kept.state, kept.days_late, kept.evidence) == (state, late, report.ref)


def test_what_is_kept_is_not_reported_again(cast, promised):
    report_done(actor=cast.school, promise=promised, done=DONE)

    with rule_says("promises.closed_already", state="kept"):
        report_done(actor=cast.school, promise=promised, done=DONE)


@pytest.mark.parametrize(
    ("done", "code", "facts"),
    [
        (Done(" ", given.TODAY), "promises.no_words", {}),
        (
            Done("办了", given.TODAY + timedelta(days=1)),
            "promises.done_in_the_future",
            {"today": "2026-11-23"},
        ),
        (Done("办了", given.TODAY, "http://example.cn/"), "promises.unsafe_link", {"start": "https"}),
        (Done("办了", given.TODAY, "javascript:alert(1)"), "promises.unsafe_link", {"start": "https"}),
    ],
    ids=str,
)
def test_a_report_says_something_true_and_harmless(cast, promised, done, code, facts):
    with rule_says(code, **facts):
        report_done(actor=cast.school, promise=promised, done=done)


@pytest.mark.parametrize("role", [*STRANGERS, "secretary", "committee"])
def test_nobody_else_reports_it(cast, promised, role):
    with not_permitted(OWERS):
        report_done(actor=person(cast, role), promise=promised, done=DONE)


def test_what_a_deed_of_its_own_keeps_is_not_reported_done(cast):
    given.box(cast)

    with not_permitted("这件事由办的那一步自己了结，不能单独了结。"):
        report_done(actor=cast.cashier, promise=Promise.objects.get(), done=DONE)


def test_the_database_itself_wants_a_safe_link(cast):
    told = Report.objects.filter(pk=promising.report(cast).pk).values().get()

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(**told | {"id": told["promise_id"], "promise_id": None, "link": "http://x.cn"})


def test_the_log_has_the_report_and_the_promise(cast, promised):
    with trail() as deeds:
        report = report_done(actor=cast.school, promise=promised, done=DONE)

    assert deeds == ["promises.report_done", "promises.report_done > promises.keep_promise"]
    assert last_facts("promises.report_done") == (cast.school.ref, report.ref, {"promise": str(promised.pk)})


def test_its_page_keeps_what_was_typed_and_the_promise_shows_the_report(cast, door, promised):
    visit, page = door(cast.school), reverse("promises:report_done", args=[promised.pk])
    typed = {"words": "操场开放了一天", "done_on": "2026-11-23"}

    refused = visit.post(page, **typed, link="http://example.cn/")
    sent = visit.post(page, **typed, link="https://example.cn/a")

    assert ("操场开放了一天" in refused.content.decode(), sent.status_code) == (True, 302)
    shown = visit.get(sent["Location"]).content.decode()
    assert ("操场开放了一天" in shown, 'href="https://example.cn/a"' in shown) == (True, True)
    assert [door(person(cast, role)).get(page).status_code for role in STRANGERS] == [404] * 5


def test_its_api_does_the_same(cast, door, promised):
    body, api = {"words": "开放了", "done_on": "2026-11-23"}, f"/promises/{promised.pk}/report"

    other, stranger = (door(somebody).api_post(api, body) for somebody in (cast.secretary, cast.outsider))
    done, again = door(cast.school).api_post(api, body), door(cast.school).api_post(api, body)

    assert (done.status_code, done.json()["words"], other.status_code, stranger.status_code) == (
        200,
        "开放了",
        403,
        404,
    )
    assert refusal_of(again) == (409, "promises.closed_already", {"state": "kept"})
