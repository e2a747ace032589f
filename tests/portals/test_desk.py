"""The desk: what I owe by the posts I hold, what I wait for, in the order in which it is due."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.wiring import menu_for
from gongjian.modules.campaigns import actions
from gongjian.modules.ledger.actions import explain_alarm, propose_close, refuse_close
from gongjian.portals.desk.queries import desk_of
from tests import bookkeeping, given
from tests.portals.peopled import peopled

DESK = reverse("desk:desk")


def desk(person, cast, today=given.TODAY):
    return desk_of(person, cast.alliance.pk, today)


def told(found):
    return [(str(group.title), [task.title for task in group.tasks]) for group in found.groups]


def hand_out(cast, seal, days):
    with clock.set_to(given.NOON - timedelta(days=40)):
        box = given.sealed_box(cast, seal=seal, place=seal)
        return actions.hand_out_box(actor=cast.organiser, box=box, back_on=given.TODAY + timedelta(days=days))


def test_what_is_owed_stands_in_the_order_in_which_it_is_due(cast):
    for place, days in (("以后", 30), ("今天", 0), ("逾期", -3), ("本周", 6), ("本月", 7)):
        hand_out(cast, place, days)

    found = desk(cast.cashier, cast)

    assert told(found) == [
        ("已逾期", ["清点逾期募捐箱"]),
        ("今天", ["清点今天募捐箱"]),
        ("本周", ["清点本周募捐箱"]),
        ("本月", ["清点本月募捐箱"]),
        ("以后", ["清点以后募捐箱"]),
    ]
    assert (found.due_now, found.later, found.most_urgent.title) == (2, 3, "清点逾期募捐箱")
    assert [due.days_late for group in found.groups for due in group.due] == [3, 0, 0, 0, 0]


@pytest.mark.parametrize("today", [date(2026, 11, 30), date(2027, 2, 27)])
def test_no_day_is_in_two_groups_or_in_none(cast, today):
    around = (-2, -1, 0, 1, 2, 5, 6, 7, 8, 27, 28, 30, 31, 32)
    with clock.set_to(given.NOON - timedelta(days=40)):
        for days in around:
            box = given.sealed_box(cast, seal=f"F-{days}")
            actions.hand_out_box(actor=cast.organiser, box=box, back_on=today + timedelta(days=days))

    groups = desk(cast.cashier, cast, today).groups

    assert [task.due_on for group in groups for task in group.tasks] == [
        today + timedelta(days=days) for days in around
    ]


def test_each_task_has_one_button_that_leads_there(cast):
    box = given.box(cast)

    task = desk(cast.cashier, cast).most_urgent

    assert (task.due_on, str(task.verb), task.url) == (
        given.TODAY,
        "去清点",
        reverse("campaigns:cash_box", args=[box.pk]),
    )
    assert task.detail == "QD-2026-001 · 慈善一日捐 · 要两个人各数一次"


def test_what_i_owe_others_wait_for(cast):
    given.box(cast)

    waiting = {
        role: [task.waits_for for task in desk(getattr(cast, role), cast).waiting] for role in ("cashier", "school")
    }

    assert waiting == {"cashier": [], "school": ["眼镜街党总支"]}


def test_a_kept_promise_leaves_the_desk_and_the_next_one_comes(cast):
    box = given.counted_box(cast)

    found = desk(cast.cashier, cast)
    actions.bank_box(actor=cast.cashier, box=box, deposit_slip="HD-1")

    assert (told(found), found.kept_this_month) == ([("本周", ["把东口募捐箱的现金存进银行"])], 1)
    assert (told(desk(cast.cashier, cast)), desk(cast.cashier, cast).kept_this_month) == ([], 2)


def test_a_recount_stands_on_the_desks_of_the_two_who_differ(cast):
    box = given.box(cast)
    given.count(cast.committee, box)
    given.count(cast.school, box, given.SLIP)

    found = {role: told(desk(getattr(cast, role), cast)) for role in ("committee", "school", "supervisor", "colleague")}

    recount = [("今天", ["复点东口募捐箱"])]
    assert found == {"committee": recount, "school": recount, "supervisor": [], "colleague": []}


def test_a_third_count_stands_on_the_supervisors_desks(cast):
    box = given.box(cast)
    for person, counted in ((cast.committee, given.RIGHT), (cast.school, given.SLIP)) * 2:
        given.count(person, box, counted)

    found = {role: told(desk(getattr(cast, role), cast)) for role in ("committee", "supervisor", "second_supervisor")}

    third = [("今天", ["第三次清点东口募捐箱"])]
    assert found == {"committee": [], "supervisor": third, "second_supervisor": third}


def test_a_reversal_stands_on_the_secretarys_desk_only(cast):
    reversal = given.asked_reversal(cast, given.entry(cast))

    task = desk(cast.secretary, cast).most_urgent

    assert (task.title, task.detail) == ("第 1 笔账要不要冲销", "金额记错")
    assert task.url == reverse("ledger:agree_reversal", args=[reversal.pk])
    assert [task.title for group in desk(cast.cashier, cast).groups for task in group.tasks] == [
        "把东口募捐箱的现金存进银行"
    ]


def test_a_month_to_be_agreed_to_stands_on_the_supervisors_desks_only(cast):
    period = bookkeeping.proposed(cast)

    found = {role: told(desk(getattr(cast, role), cast)) for role in ("supervisor", "second_supervisor", "secretary")}

    asked = [("今天", ["2026-10 要不要结账"])]
    assert found == {"supervisor": asked, "second_supervisor": asked, "secretary": []}
    task = desk(cast.supervisor, cast).most_urgent
    assert (task.url, task.detail) == (
        reverse("ledger:agree_close", args=[period.pk]),
        "这个月记了 1 笔，结了就不再打开",
    )


def test_a_month_that_is_over_stands_on_the_cashiers_desk_until_it_is_proposed(cast):
    bookkeeping.entered(cast)

    before = {role: told(desk(getattr(cast, role), cast)) for role in ("cashier", "supervisor", "organiser")}
    period = propose_close(actor=cast.cashier, alliance=cast.alliance, month="2026-10")
    waiting = told(desk(cast.cashier, cast))
    refuse_close(actor=cast.supervisor, period=period, reason="少了")
    again = desk(cast.cashier, cast).most_urgent

    assert before == {"cashier": [("今天", ["轮到 2026-10 结账"])], "supervisor": [], "organiser": []}
    assert (waiting, again.title, again.detail) == ([], "轮到 2026-10 结账", "上次没结成：少了")


def test_a_month_that_is_not_over_asks_nothing_of_the_cashier(cast):
    bookkeeping.entered(cast, given.TODAY)

    assert told(desk(cast.cashier, cast)) == []


def test_closing_is_never_late(cast):
    bookkeeping.entered(cast)

    with clock.set_to(given.NOON + timedelta(days=200)):
        found = desk(cast.cashier, cast, given.TODAY + timedelta(days=200))

    assert told(found) == [("今天", ["轮到 2026-10 结账"])]


def test_an_alarm_is_late_on_the_supervisors_desks_until_it_is_explained(cast):
    alarm = bookkeeping.alarm(cast)

    before = {role: told(desk(getattr(cast, role), cast)) for role in ("supervisor", "second_supervisor", "cashier")}
    task = desk(cast.supervisor, cast).most_urgent
    explain_alarm(actor=cast.second_supervisor, alarm=alarm, explanation="用了备份")

    red = [("已逾期", ["账和以前的总印对不上"])]
    assert before == {"supervisor": red, "second_supervisor": red, "cashier": []}
    assert (task.url, task.detail) == (
        reverse("ledger:explain_alarm", args=[alarm.pk]),
        "账变短了 · 2026-10-20",
    )
    assert told(desk(cast.supervisor, cast)) == []


def test_the_menu_counts_what_is_asked_about_the_books_and_is_red_for_an_alarm(cast):
    def badge(person):
        (books,) = (
            entry for group in menu_for(person, cast.alliance.pk) for entry in group.entries if entry.icon == "book-2"
        )
        return books.count, books.late

    bookkeeping.proposed(cast)
    one = badge(cast.supervisor)
    bookkeeping.alarm(cast)

    assert (one, badge(cast.supervisor), badge(cast.cashier)) == ((1, False), (2, True), (0, False))


def test_a_person_of_two_alliances_finds_on_a_desk_only_what_is_of_its_alliance(cast):
    given.next_doors_counted_box(cast)

    assert (told(desk(cast.school, cast)), desk(cast.school, cast).waiting) == ([], [])


@pytest.mark.parametrize("role", ["former_cashier", "future_cashier", "operator", "outsider"])
def test_who_holds_no_post_today_has_no_desk(cast, door, role):
    given.box(cast)

    answer = door(getattr(cast, role)).get(DESK)

    assert (answer.status_code, answer.templates[0].name) == (403, "no_place.html")
    assert "东口" not in answer.content.decode()


def test_the_small_calendar_marks_the_days(cast):
    hand_out(cast, "逾期", -3)
    hand_out(cast, "今天", 0)

    days = [day for week in desk(cast.cashier, cast).weeks for day in week]

    assert [day.day for day in days if day.has_tasks] == [date(2026, 11, 20), given.TODAY]
    assert [day.day for day in days if day.is_late] == [date(2026, 11, 20)]
    assert [day.day for day in days if day.is_today] == [given.TODAY]
    assert (len(days) % 7, sum(day.in_month for day in days)) == (0, 30)


def test_the_page_shows_the_desk_of_whoever_looks(cast, door):
    given.box(cast)

    pages = [door(person).get(DESK) for person in (cast.cashier, cast.school)]

    assert [page.status_code for page in pages] == [200, 200]
    assert [told(page.context["desk"]) for page in pages] == [[("今天", ["清点东口募捐箱"])], []]


@pytest.mark.parametrize("role", ["committee", "secretary"])
def test_a_full_desk_asks_the_database_no_more_than_an_empty_one(cast, door, role, django_assert_max_num_queries):
    visitor, asked = door(getattr(cast, role)), []
    for times in (1, 2):
        peopled(cast, times)
        visitor.get(DESK)
        with django_assert_max_num_queries(12) as queries:
            visitor.get(DESK)
        asked.append(len(queries))

    assert asked[0] == asked[1]
