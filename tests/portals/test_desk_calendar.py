"""The month's page and the sheet of paper: each thing on its day, in the order in which it is due."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.portals.desk.queries.calendar import PER_DAY
from tests import given
from tests.portals.test_desk_find import hand_out

CALENDAR, ON_PAPER = reverse("desk:calendar"), reverse("desk:on_paper")


def filled(answer):
    days = [day for week in answer.context["month"].weeks for day in week if day.tasks]
    return [(day.day, [task.title for task in day.tasks], day.is_late) for day in days]


def test_each_thing_stands_on_its_day(cast, door):
    hand_out(cast, "东口", -3)
    hand_out(cast, "西口", 2)
    hand_out(cast, "下月", 20)

    answer = door(cast.cashier).get(CALENDAR)

    assert filled(answer) == [
        (date(2026, 11, 20), ["清点东口募捐箱"], True),
        (date(2026, 11, 25), ["清点西口募捐箱"], False),
    ]
    assert (answer.context["month"].number, answer.context["month"].late_before) == (2, 0)


def test_the_calendar_is_turned_month_by_month(cast, door):
    hand_out(cast, "下月", 20)
    hand_out(cast, "上月", -30)

    answer = door(cast.cashier).get(f"{CALENDAR}?month=2026-12")
    month = answer.context["month"]

    assert filled(answer) == [(date(2026, 12, 13), ["清点下月募捐箱"], False)]
    assert (f"{month.previous:%Y-%m}", f"{month.following:%Y-%m}", month.late_before) == ("2026-11", "2027-01", 1)


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "1999-12", "2101-01", "x", "2026-11-05", "%00"])
def test_a_strange_month_is_this_month(cast, door, month):
    answer = door(cast.cashier).get(f"{CALENDAR}?month={month}")

    assert (answer.status_code, answer.context["month"].first) == (200, date(2026, 11, 1))


@pytest.mark.parametrize(("month", "has_more"), [("2000-01", (False, True)), ("2100-12", (True, False))])
def test_the_calendar_ends_somewhere(cast, door, month, has_more):
    found = door(cast.cashier).get(f"{CALENDAR}?month={month}").context["month"]

    assert (found.previous is not None, found.following is not None) == has_more


def test_this_month_is_the_one_in_shanghai(cast, door):
    with clock.set_to(given.NOON.replace(month=12, day=1, hour=0, minute=30)):
        answer = door(cast.cashier).get(CALENDAR)

    assert answer.context["month"].first == date(2026, 12, 1)


def test_a_late_thing_is_told_in_words_and_not_by_colour_alone(cast, door):
    hand_out(cast, "东口", -3)

    page = door(cast.cashier).get(CALENDAR).content.decode()

    assert "<span>逾期</span> 清点东口募捐箱" in page


def test_a_full_day_leads_to_the_rest_of_it(cast, door):
    for number in range(PER_DAY + 2):
        hand_out(cast, f"{number} 号")
    visitor = door(cast.cashier)

    days = [day for week in visitor.get(CALENDAR).context["month"].weeks for day in week if day.tasks]
    rest = visitor.get(f"{reverse('desk:desk')}?day=2026-11-23").context["desk"]

    assert [(len(day.tasks), day.more) for day in days] == [(PER_DAY, 2)]
    assert rest.found == PER_DAY + 2


def test_on_paper_stands_what_is_due_by_the_end_of_the_month(cast, door):
    hand_out(cast, "东口", -3)
    hand_out(cast, "月底", 7)
    hand_out(cast, "下月", 8)

    answer = door(cast.cashier).get(ON_PAPER)
    paper = answer.context["paper"]

    assert [(due.task.title, due.days_late) for due in paper.due] == [("清点东口募捐箱", 3), ("清点月底募捐箱", 0)]
    assert (paper.until, paper.more) == (given.TODAY + timedelta(days=7), 0)
    assert [words in answer.content.decode() for words in ("□", "谁办了", "哪天")] == [True, True, True]


def test_on_paper_stands_nothing_of_others(cast, door):
    hand_out(cast, "东口")

    answer = door(cast.school).get(ON_PAPER)

    assert (answer.context["paper"].due, "东口" in answer.content.decode()) == ([], False)
