"""Looking for one thing on the desk: by a few words, by kind, by stretch of time, by who owes it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.wiring import Task, tasks_from
from gongjian.foundation.wiring import desk as wiring
from gongjian.modules.campaigns import actions
from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.actions import Owed
from gongjian.portals.desk.queries import PER_PAGE, PER_STRETCH
from gongjian.portals.desk.queries.waiting import ON_DESK
from tests import given
from tests.modules.promises.promising import owed, promise

DESK, WAITING = reverse("desk:desk"), reverse("desk:waiting")


def hand_out(cast, place, days=0):
    with clock.set_to(given.NOON - timedelta(days=400)):
        box = given.sealed_box(cast, seal=f"F-{place}", place=place)
        return actions.hand_out_box(actor=cast.organiser, box=box, back_on=given.TODAY + timedelta(days=days))


def owes(cast, number, by="止园路小学", days=0):
    what = owed(f"campaigns.cashbox:0190{number:04d}-0000-7000-8000-000000000000", given.TODAY + timedelta(days=days))
    school = Organisation.objects.get(name=by)
    told = Owed(what.deed, what.subject, school, Power.SPEAK, what.due_on, what.rule, what.facts)
    return promise(actor=given.SETUP, alliance=cast.alliance, what=told)


def titles(answer):
    return [task.title for group in answer.context["desk"].groups for task in group.tasks]


@pytest.fixture
def full(cast):
    hand_out(cast, "东口", -3)
    hand_out(cast, "\N{FULLWIDTH LATIN CAPITAL LETTER A} 座 12 号", 0)
    hand_out(cast, "西口", 30)
    given.counted_box(cast, seal="F-9", place="西口")
    return cast


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=东口", ["清点东口募捐箱"]),
        ("q=存进", ["把西口募捐箱的现金存进银行"]),
        ("q=a座12号", ["清点\N{FULLWIDTH LATIN CAPITAL LETTER A} 座 12 号募捐箱"]),
        ("q=西口 清点", ["清点西口募捐箱"]),
        ("q=没有这样的", []),
        ("stretch=late", ["清点东口募捐箱"]),
        ("stretch=later", ["清点西口募捐箱"]),
        ("kind=campaigns.bank_box", ["把西口募捐箱的现金存进银行"]),
        ("kind=campaigns.close_box&q=西口", ["清点西口募捐箱"]),
        ("day=2026-11-20", ["清点东口募捐箱"]),
    ],
)
def test_what_is_looked_for_is_found_and_nothing_else(full, door, asked, found):
    answer = door(full.cashier).get(f"{DESK}?{asked}")

    assert titles(answer) == found


@pytest.mark.parametrize("asked", ["stretch=soon", "day=2026-13-40", "organisation=x", "kind=", "page=-3", "q=%00"])
def test_a_strange_question_is_answered_with_all_of_it(full, door, asked):
    answer = door(full.cashier).get(f"{DESK}?{asked}")

    assert (answer.status_code, len(titles(answer)), bool(answer.context["wanted"])) == (200, 4, False)


def test_what_is_looked_for_narrows_the_list_and_not_the_headline(full, door):
    desk = door(full.cashier).get(f"{DESK}?q=西口").context["desk"]

    assert (desk.found, desk.due_now, desk.later) == (2, 2, 2)


def test_a_question_stays_in_the_form_and_an_empty_answer_says_what_to_do(full, door):
    page = door(full.cashier).get(f"{DESK}?q=没有这样的&stretch=late").content.decode()

    assert 'value="没有这样的"' in page
    assert '<option value="late" selected>' in page
    assert "没有找到要办的事" in page
    assert "换个写法再找" in page


def test_only_the_list_is_answered_to_whoever_asks_for_the_list(full, door):
    part = door(full.cashier).pages.get(DESK, headers={"HX-Request": "true", "HX-Target": "todo"}).content.decode()

    assert part.strip().startswith('<section class="card" id="todo"')
    assert "<html" not in part


def test_others_things_are_found_by_who_owes_them(cast, door):
    owes(cast, 1)
    owes(cast, 2, by="居民区")
    school = Organisation.objects.get(name="止园路小学")

    answer = door(cast.secretary).get(f"{WAITING}?organisation={school.pk}")

    assert [one.task.waits_for for one in answer.context["awaited"]] == ["止园路小学"]
    assert [name for _id, name in answer.context["choices"].organisations] == ["居民区", "止园路小学"]


@pytest.mark.parametrize(("asked", "found"), [("q=东口", 2), ("q=小学", 1), ("q=北口", 0), ("stretch=late", 1)])
def test_others_things_are_found_by_words_and_by_time(cast, door, asked, found):
    owes(cast, 1)
    owes(cast, 2, by="居民区", days=-1)

    pages = [door(cast.secretary).get(f"{url}?{asked}") for url in (DESK, WAITING)]

    assert [pages[0].context["desk"].waiting_count, len(pages[1].context["awaited"])] == [found, found]


def test_a_desk_shows_the_beginning_and_leads_to_the_rest(cast, door):
    for number in range(PER_STRETCH + 2):
        hand_out(cast, f"{number} 号")
    visitor = door(cast.cashier)

    group = visitor.get(DESK).context["desk"].groups[0]
    all_of_it = visitor.get(f"{DESK}?stretch=today").context["desk"]

    assert (len(group.tasks), group.more, group.total) == (PER_STRETCH, 2, PER_STRETCH + 2)
    assert (len(all_of_it.groups[0].tasks), all_of_it.pages.paginator.num_pages) == (PER_STRETCH + 2, 1)
    assert 'href="?stretch=today"' in visitor.get(DESK).content.decode()


def test_a_long_stretch_is_turned_page_by_page_without_losing_a_thing(cast, door):
    for number in range(PER_PAGE + 1):
        hand_out(cast, f"{number} 号")
    visitor = door(cast.cashier)

    pages = [titles(visitor.get(f"{DESK}?stretch=today&page={number}")) for number in (1, 2)]

    assert [len(page) for page in pages] == [PER_PAGE, 1]
    assert len({*pages[0], *pages[1]}) == PER_PAGE + 1


def test_what_others_owe_is_fetched_only_as_far_as_it_is_shown(cast, door, django_assert_max_num_queries):
    for number in range(ON_DESK + 3):
        owes(cast, number)
    visitor = door(cast.secretary)
    visitor.get(DESK)

    with django_assert_max_num_queries(12) as asked:
        desk = visitor.get(DESK).context["desk"]

    assert (len(desk.waiting), desk.waiting_count) == (ON_DESK, ON_DESK + 3)
    fetched = [one["sql"] for one in asked if "owed_by" in one["sql"] and '"evidence"' in one["sql"]]
    assert [f"LIMIT {ON_DESK}" in sql for sql in fetched if "SELECT" in sql and "OVER ()" in sql] == [True]


def test_a_recount_stands_on_the_cashiers_desk_once_and_by_the_promised_day(cast, door):
    box = hand_out(cast, "东口", -3)
    given.count(cast.cashier, box)
    given.count(cast.school, box, given.SLIP)

    task = door(cast.cashier).get(DESK).context["desk"].groups

    assert [(one.title, one.due_on, str(one.verb)) for group in task for one in group.tasks] == [
        ("复点东口募捐箱", given.TODAY - timedelta(days=3), "去数一遍")
    ]


def test_a_reversal_that_waits_is_never_overdue(cast, door):
    given.asked_reversal(cast, given.entry(cast))

    with clock.set_to(given.NOON + timedelta(days=4)):
        groups = door(cast.secretary).get(DESK).context["desk"].groups

    assert [(group.name, [task.title for task in group.tasks]) for group in groups] == [
        ("today", ["第 1 笔账要不要冲销"])
    ]


def test_a_grey_button_says_why_where_everybody_can_read_it(cast, door, monkeypatch):
    monkeypatch.setattr(wiring, "_providers", [])

    @tasks_from
    def refused(_actor, _alliance):
        yield Task(given.TODAY, "清点东口募捐箱", "", "去清点", "/x/", why_not=("自己交出去的箱自己不能数。",))

    page = door(cast.cashier).get(DESK).content.decode()

    assert 'aria-disabled="true" aria-describedby="' in page
    assert ">自己交出去的箱自己不能数。</span>" in page
    assert 'href="/x/"' not in page


@pytest.mark.parametrize("name", ["desk", "waiting", "calendar", "on_paper", "kept"])
@pytest.mark.parametrize("role", ["former_cashier", "future_cashier", "operator", "outsider"])
def test_who_holds_no_post_today_sees_none_of_the_pages(cast, door, name, role):
    hand_out(cast, "东口")

    answer = door(getattr(cast, role)).get(reverse(f"desk:{name}"))

    assert (answer.status_code, "东口" in answer.content.decode()) == (403, False)
