"""The list of all promises and the page of one: in words, with what shows it; seen by whoever takes part."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.wiring import page_for
from gongjian.modules.campaigns.actions import bank_box
from gongjian.modules.promises.models import Promise
from tests import given
from tests.modules.told import STRANGERS, person

LIST = reverse("promises:promises")


@pytest.fixture
def street(cast):
    """Per state one promise: kept in time, made up a day late, waived, late and open, open."""
    given.counted_box(cast, seal="F-1", place="东口")  # counted in time; to be banked tomorrow
    late = given.counted_box(cast, seal="F-2", place="西口")
    with clock.set_to(given.NOON + timedelta(days=2)):
        bank_box(actor=cast.cashier, box=late, deposit_slip="HD-1")
    box = given.counted_box(cast, seal="F-3", place="南口")
    given.reversed_entry(cast, box.entry)
    return cast


def titles(answer):
    return [row.task.title for row in answer.context["rows"]]


def page(promised):
    return reverse("promises:promise", args=[promised.pk])


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"state": "made_up"}, ["把西口募捐箱的现金存进银行"]),
        ({"state": "kept"}, ["清点东口募捐箱", "清点南口募捐箱", "清点西口募捐箱"]),
        ({"state": "waived"}, ["把南口募捐箱的现金存进银行"]),
        ({"state": "open"}, ["把东口募捐箱的现金存进银行", "清点南口募捐箱"]),
        ({"state": "late"}, []),
        ({"q": "西口"}, ["把西口募捐箱的现金存进银行", "清点西口募捐箱"]),
        ({"q": "西口", "state": "kept"}, ["清点西口募捐箱"]),
        ({"month": "2026-10"}, []),
        ({"month": "2026-13", "state": "made_up"}, ["把西口募捐箱的现金存进银行"]),
        ({"state": "no such", "q": "西口"}, ["把西口募捐箱的现金存进银行", "清点西口募捐箱"]),
    ],
    ids=str,
)
def test_the_list_shows_what_is_looked_for(street, door, asked, found):
    answer = door(street.school).pages.get(LIST, asked)

    assert sorted(titles(answer)) == sorted(found)


def test_what_is_overdue_is_found_as_late(street, door):
    with clock.set_to(given.NOON + timedelta(days=1)):
        answer = door(street.school).pages.get(LIST, {"state": "late"})

    assert (titles(answer), answer.context["rows"][0].days_late) == (["清点南口募捐箱"], 1)


def test_the_list_is_asked_by_organisation(street, door):
    branch = Promise.objects.first().owed_by_id

    found = [
        len(titles(door(street.school).pages.get(LIST, {"organisation": which})))
        for which in (branch, street.alliance.pk)
    ]

    assert found == [Promise.objects.count()] * 2


def test_the_table_says_the_same_and_runs_no_formula(street, door):
    promised = Promise.objects.get(state="made_up")
    Promise.objects.filter(pk=promised.pk).update(facts=promised.facts | {"place": "x"}, reason="=1+1")

    answer = door(street.school).pages.get(reverse("promises:promises_csv"), {"state": "made_up"})

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert (answer["Content-Type"], len(rows)) == ("text/csv; charset=utf-8", 2)
    assert rows[1][3:] == ["2026-11-24", "迟到，已补", "2026-11-25", "1", "'=1+1"]


def test_a_page_says_what_became_of_it_and_leads_to_what_shows_it(street, door):
    promised = Promise.objects.get(state="made_up")

    answer = door(street.school).get(page(promised))

    box = reverse("campaigns:cash_box", args=[promised.subject.rpartition(":")[2]])
    text = answer.content.decode()
    assert "<h1>把西口募捐箱的现金存进银行</h1>" in text
    assert answer.context["links"] == {"subject": box, "evidence": box}
    assert ("迟到 1 天，已补" in text, "钱小清" in text, "提醒一声" in text) == (True, True, False)
    assert [str(one.what) for one in answer.context["history"]] == ["承诺出现", "办成了"]
    assert [one.who for one in answer.context["history"]] == ["钱小清", "钱小清"]


def test_a_page_of_a_waived_promise_says_why(street, door):
    promised = Promise.objects.get(state="waived")

    assert promised.reason in door(street.school).get(page(promised)).content.decode()


def test_a_reference_without_a_page_leads_nowhere():
    assert (page_for("nobody.knows:1"), page_for("")) == ("", "")


@pytest.mark.parametrize("role", STRANGERS)
def test_strangers_see_none(street, door, role):
    visit, promised = door(person(street, role)), Promise.objects.first()

    assert visit.get(page(promised)).status_code == 404
    listed = visit.get(LIST)
    assert (listed.status_code, listed.context.get("rows", [])) == (200 if role == "neighbour" else 403, [])
    assert (visit.api_get("/promises").json(), visit.api_get(f"/promises/{promised.pk}").status_code) == ([], 404)


def test_the_api_tells_the_same(street, door):
    promised = Promise.objects.get(state="made_up")

    told = door(street.school).api_get(f"/promises/{promised.pk}").json()

    assert (told["title"], told["state"], told["days_late"]) == ("把西口募捐箱的现金存进银行", "made_up", 1)
    assert len(door(street.school).api_get("/promises").json()) == Promise.objects.count()
