"""Asking for a visit: with a reason, for some hours; it opens nothing."""

import pytest
from django.urls import reverse

from gongjian.modules.entrance.actions import ask_visit, end_visit
from gongjian.modules.entrance.models import Visit
from tests import entering
from tests.cast import ROLES
from tests.modules.entrance.slips import said
from tests.modules.entrance.visiting import REASON
from tests.modules.told import last_facts, not_permitted, nothing_written, person, rule_says

PAGE = reverse("entrance:ask_visit")


def test_a_visit_that_was_asked_for_waits_and_shows_nothing(cast, door):
    visit = entering.asked_visit(cast, cast.alliance)

    assert (visit.is_asked, visit.is_running, visit.operator) == (True, False, cast.operator)
    assert door(cast.operator).get("/desk/").status_code == 403
    assert last_facts("entrance.ask_visit") == (cast.operator.ref, visit.ref, {"hours": 2})


@pytest.mark.parametrize("role", [role for role in ROLES if role != "operator"])
def test_nobody_but_an_operator_asks(cast, role):
    with not_permitted("只有系统管理员才要这样进来看。"):
        ask_visit(actor=person(cast, role), alliance=cast.alliance, reason=REASON, hours=1)


@pytest.mark.parametrize("hours", [0, 9, -1])
def test_a_visit_is_one_to_eight_hours(cast, hours):
    with rule_says("entrance.too_many_hours", longest=8):
        ask_visit(actor=cast.operator, alliance=cast.alliance, reason=REASON, hours=hours)


def test_a_visit_has_a_reason(cast):
    with rule_says("entrance.no_reason"):
        ask_visit(actor=cast.operator, alliance=cast.alliance, reason=" ", hours=1)


def test_one_visit_at_a_time_wherever(cast):
    entering.visit(cast)

    with rule_says("entrance.visit_is_open"):
        entering.asked_visit(cast, cast.next_door)


def test_after_the_end_another_may_be_asked_for(cast):
    end_visit(actor=cast.operator, visit=entering.visit(cast))

    assert entering.asked_visit(cast, cast.next_door).is_asked


def test_the_page_and_the_api_ask(cast, door):
    visit = door(cast.operator)
    page = visit.post(PAGE, alliance=str(cast.alliance.pk), reason=REASON, hours="3")
    end_visit(actor=cast.operator, visit=Visit.objects.get())
    api = visit.api_post("/visits", {"alliance_id": str(cast.next_door.pk), "reason": REASON, "hours": 1})

    assert (page.status_code, api.status_code) == (302, 200)
    assert [row.hours for row in Visit.objects.order_by("pk")] == [3, 1]


def test_who_is_no_operator_is_shown_no_alliances(cast, door):
    body = {"alliance_id": str(cast.alliance.pk), "reason": REASON, "hours": 1}
    with nothing_written():
        page, sent = door(cast.outsider).get(PAGE), door(cast.outsider).post(PAGE, alliance=str(cast.alliance.pk))
        api = door(cast.outsider).api_post("/visits", body)

    assert (page.status_code, sent.status_code, api.status_code) == (403, 403, 404)
    assert cast.next_door.name not in said(page)


def test_the_secretary_finds_it_on_the_desk_and_the_supervisor_does_not(cast, door):
    entering.asked_visit(cast, cast.alliance)

    on_desk = {
        role: "系统管理员想进来看" in said(door(person(cast, role)).get("/desk/"))
        for role in ("secretary", "supervisor")
    }

    assert on_desk == {"secretary": True, "supervisor": False}
