"""Ending a visit: at once, by either side; saying no to one that was only asked for."""

import pytest

from gongjian.foundation import clock
from gongjian.modules.entrance.actions import end_visit
from gongjian.modules.entrance.models import Visit
from tests import entering
from tests.modules.entrance.slips import at
from tests.modules.told import SECRETARYS, answers, last_facts, not_permitted, person, rule_says


@pytest.mark.parametrize("role", ["secretary", "operator"])
def test_either_side_ends_it_and_nothing_is_seen_any_more(cast, door, role):
    visit = entering.visit(cast)
    visitor = door(cast.operator)
    before = visitor.get("/desk/").status_code

    end_visit(actor=person(cast, role), visit=visit)

    assert (before, visitor.get("/desk/").status_code) == (200, 403)
    assert Visit.objects.get().ended_by == person(cast, role)
    assert last_facts("entrance.end_visit")[2] == {"operator": str(cast.operator.pk)}


def test_the_secretary_says_no_by_ending_what_was_asked(cast):
    visit = end_visit(actor=cast.secretary, visit=entering.asked_visit(cast, cast.alliance))

    assert (visit.is_asked, visit.is_running, visit.allowed_at) == (False, False, None)


@pytest.mark.parametrize("role", ["cashier", "supervisor", "neighbour", "outsider"])
def test_nobody_else_ends_it(cast, role):
    visit = entering.visit(cast)

    with not_permitted(SECRETARYS, "或者由来访的人自己来办。"):
        end_visit(actor=person(cast, role), visit=visit)


def test_what_is_over_is_not_ended_again(cast):
    visit = end_visit(actor=cast.operator, visit=entering.visit(cast))

    with rule_says("entrance.visit_is_over"):
        end_visit(actor=cast.operator, visit=visit)


def test_what_ended_by_itself_is_not_ended_again(cast):
    visit = entering.visit(cast)

    with clock.set_to(visit.ends_at), rule_says("entrance.visit_is_over"):
        end_visit(actor=cast.operator, visit=visit)


def test_the_operator_ends_it_on_its_page_and_others_may_not(cast, door):
    visit = entering.visit(cast)
    page, api = at("end_visit", visit), f"/visits/{visit.pk}/end"
    refused, next_door = (answers(door(who), page, api, typed={}) for who in (cast.cashier, cast.neighbour))

    found = answers(door(cast.operator), page, api, typed={})

    assert (refused, next_door, found) == ((200, 403, 403), (404, 404, 404), (200, 302, 409))
