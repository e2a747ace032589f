"""Each page that is opened on a visit is written down before it is shown; the alliance reads which."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.modules.entrance.actions import visit_page
from gongjian.modules.entrance.models import VisitedPage
from tests import entering
from tests.cast import ROLES
from tests.modules.entrance.slips import OVERVIEW, at, said
from tests.modules.entrance.visiting import PAGES, REASON, opened
from tests.modules.told import last_facts, not_permitted, person

NOT_NOW = "来访没有开始，或者已经结束。"


def paths():
    return list(VisitedPage.objects.order_by("at", "pk").values_list("path", flat=True))


def test_every_page_is_written_down_in_order_without_what_was_searched_for(cast, door):
    entering.visit(cast)
    visitor = door(cast.operator)

    opened(visitor)
    visitor.get(f"{reverse('members:people')}?q=孔小文")

    assert paths() == [*PAGES, reverse("members:people")]


def test_a_page_that_is_not_there_is_written_down_too(cast, door):
    visit = entering.visit(cast)

    answer = door(cast.operator).get(reverse("members:person", args=[visit.pk]))

    assert (answer.status_code, len(paths())) == (404, 1)


def test_what_cannot_be_written_down_is_not_shown(cast, door):
    visit = entering.visit(cast)
    visitor = door(cast.operator)
    visitor.pages.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE entrance_visitedpage RENAME TO gone")

    answer = visitor.get(PAGES[-1])

    assert (answer.status_code, visit.reason in said(answer), "孔小文" in said(answer)) == (500, False, False)


def test_pages_of_others_and_public_pages_are_not_written_down(cast, door):
    entering.visit(cast)

    opened(door(cast.secretary))
    door(cast.operator).get("/")

    assert paths() == []


def test_whoever_takes_part_reads_what_was_opened_and_strangers_do_not(cast, door):
    visit = entering.visit(cast)
    opened(door(cast.operator))
    page = at("visit", visit)

    seen = {
        role: door(person(cast, role)).get(page).status_code
        for role in ("secretary", "school", "colleague", "neighbour", "outsider")
    }

    assert seen == {"secretary": 200, "school": 200, "colleague": 200, "neighbour": 404, "outsider": 404}
    told = said(door(cast.school).get(page))
    assert [path in told for path in PAGES] == [True] * len(PAGES)
    assert (REASON in told, "看了 5 页" in said(door(cast.school).get(OVERVIEW))) == (True, True)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "operator"])
def test_nobody_else_opens_pages_in_the_operators_name(cast, role):
    visit = entering.visit(cast)

    with not_permitted(NOT_NOW):
        visit_page(actor=person(cast, role), visit=visit, path="/desk/")


def test_before_he_is_let_in_there_is_no_page(cast):
    visit = entering.asked_visit(cast, cast.alliance)

    with not_permitted(NOT_NOW):
        visit_page(actor=cast.operator, visit=visit, path="/desk/")


def test_the_log_has_each_page_by_id(cast):
    visit = entering.visit(cast)

    page = visit_page(actor=cast.operator, visit=visit, path="/desk/")

    assert last_facts("entrance.visit_page") == (cast.operator.ref, page.ref, {"visit": str(visit.pk)})


def test_the_page_of_a_visit_asks_no_more_for_three_pages_than_for_one(cast, door):
    visit, visitor = entering.visit(cast), door(cast.secretary)

    def asked():
        visitor.get(at("visit", visit))
        with CaptureQueriesContext(connection) as queries:
            visitor.get(at("visit", visit))
        return len(queries)

    visit_page(actor=cast.operator, visit=visit, path="/desk/")
    for_one = asked()
    for _twice in range(2):
        visit_page(actor=cast.operator, visit=visit, path="/desk/")

    assert (asked(), for_one <= 12) == (for_one, True)


def test_the_overview_asks_no_more_for_three_of_each_than_for_one(cast, door):
    visitor = door(cast.secretary)

    def asked():
        visitor.get(OVERVIEW)
        with CaptureQueriesContext(connection) as queries:
            visitor.get(OVERVIEW)
        return len(queries)

    entering.slip(cast, cast.school)
    entering.visited_page(cast, cast.alliance)
    entering.let_in_again(cast, cast.alliance, cast.colleague)
    for_one = asked()
    for role in ("committee", "cashier"):
        entering.slip(cast, person(cast, role))
        entering.visited_page(cast, cast.alliance)

    assert (asked(), for_one <= 12) == (for_one, True)
