"""The page and the API of the search: an answer to whatever is typed, and never more than one sees."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import given
from tests.foundation.search.looking import newcomer, wide

PAGE = "/search/"
MOST = 12


def shown(visit, typed, **more):
    return visit.pages.get(PAGE, {"q": typed, **more})


def test_the_page_shows_what_was_found_by_kind_with_the_part_that_was_looked_for_marked(cast, door):
    given.counted_box(cast)
    page = shown(door(cast.cashier), "2026").content.decode()

    assert "<mark>2026</mark>-0001" in page
    assert "QD-<mark>2026</mark>-001" in page
    assert "找到 2 项" in page


def test_the_box_to_type_in_is_on_every_work_page_and_keeps_what_was_typed(cast, door):
    visit = door(cast.cashier)

    assert 'class="gj-search"' in visit.get("/desk/").content.decode()
    assert 'value="&lt;b&gt;重&quot;阳"' in shown(visit, '<b>重"阳').content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "想找什么？"),
        ("　 -，", "想找什么？"),
        ("a", "再多打一个字母"),
        (wide("A"), "再多打一个字母"),
        ("没有这个", "没有找到"),
        ("\x00", "想找什么？"),
        ("' OR 1=1 --", "没有找到"),
        ('"*" NEAR(', "没有找到"),
        ("长" * 5000, "没有找到"),
        ("\U0001f600\u202e𠮷", "没有找到"),
    ],
)
def test_whatever_is_typed_gets_an_answer(cast, door, typed, says):
    answer = shown(door(cast.cashier), typed)

    assert (answer.status_code, says in answer.content.decode()) == (200, True)


def test_a_kind_is_turned_page_by_page_and_an_unknown_kind_is_none(cast, door):
    for number in range(23):
        newcomer(cast, f"同名{number:02}", kind="member")
    visit = door(cast.secretary)

    first = shown(visit, "同名").content.decode()
    assert ("看全部 23 项" in first, first.count("<mark>同名</mark>")) == (True, 5)
    page = shown(visit, "同名", kind="members.profile", page="2").content.decode()
    assert page.count("<mark>同名</mark>") == 3
    for wrong in ({"kind": "auth.password"}, {"kind": "members.profile", "page": "zz"}, {"page": "99"}):
        assert shown(visit, "同名", **wrong).status_code == 200


def test_an_answer_is_kept_by_no_cache(cast, door):
    assert "no-store" in shown(door(cast.cashier), "舒")["Cache-Control"]
    assert "no-store" in door(cast.cashier).api_get("/search?q=舒")["Cache-Control"]


def test_nobody_searches_without_signing_in(cast, door):
    assert shown(door(None), "舒").status_code == 302
    assert door(None).api_get("/search?q=舒").status_code == 401


def test_the_api_answers_the_same(cast, door):
    given.counted_box(cast)
    groups = door(cast.cashier).api_get("/search?q=QD2026").json()

    (group,) = groups
    (found,) = group["found"]
    assert (group["kind"], group["total"], found["title"]) == ("campaigns.cashbox", 1, "QD-2026-001")
    assert door(cast.cashier).get(found["url"]).status_code == 200
    assert door(cast.neighbour).api_get("/search?q=QD2026").json() == []
    assert door(cast.cashier).api_get("/search").json() == []


def test_every_address_that_is_found_opens_for_who_found_it(cast, door):
    given.counted_box(cast)
    visit = door(cast.school)
    groups = [
        group for typed in ("2026", "捐", "小学", "孔小文") for group in visit.api_get(f"/search?q={typed}").json()
    ]

    answers = {group["kind"]: visit.get(group["found"][0]["url"]).status_code for group in groups}
    kinds = ("members.profile", "members.membership", "ledger.fund", "ledger.journalentry", "campaigns.campaign")
    assert answers == dict.fromkeys((*kinds, "campaigns.cashbox"), 200)


def test_the_page_asks_as_often_for_three_hits_of_every_kind_as_for_one(cast, door):
    visit = door(cast.cashier)

    def one_more(number):
        newcomer(cast, f"{number}二零捐")
        given.campaign(cast, code=f"a-{number}")
        given.counted_box(cast, seal=f"捐{number}-2026", place="捐赠二零")

    def asked():
        visit.get(f"{PAGE}?q=二零")
        with CaptureQueriesContext(connection) as queries:
            assert shown(visit, "捐").status_code == 200
        return len(queries)

    one_more(1)
    for_one = asked()
    one_more(2)
    one_more(3)
    assert (asked(), for_one <= MOST) == (for_one, True)


def test_the_worst_page_with_hits_of_every_kind_stays_within_the_limit(cast, door):
    given.counted_box(cast, place="小学门口", seal="F-小2026")
    given.campaign(cast, code="x-2026")
    newcomer(cast, "小2026")
    visit = door(cast.cashier)
    visit.get(PAGE)

    with CaptureQueriesContext(connection) as queries:
        answer = shown(visit, "小")
        assert answer.status_code == 200
    assert len(queries) <= MOST


def test_the_address_is_the_one_of_its_name():
    assert reverse("search:search") == PAGE
