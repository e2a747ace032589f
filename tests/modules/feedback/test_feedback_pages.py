"""The list, the page of one, looking up by code, and the link that stands on every page."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from gongjian.foundation import clock
from gongjian.foundation.access import Anonymous
from gongjian.foundation.accounts.models import Attempts
from gongjian.foundation.sealing import keys
from gongjian.foundation.wiring import menu_for
from gongjian.modules.feedback import queries
from gongjian.modules.feedback.actions import answer_feedback, send_feedback
from gongjian.modules.feedback.models import Feedback
from gongjian.rulebook.guessing import ADDRESS
from tests import given
from tests.foundation.addresses import every_address
from tests.modules.feedback.telling import CODE, WORDS, message, passed_on, told, url

LIST, LOOK_UP = "/work/feedback/", "/feedback/look-up/"
LINK = "提意见或投诉"
HERE, ELSEWHERE = "10.0.0.1", "10.0.0.2"


def numbers(answer) -> list[str]:
    return [row.number for row in answer.context["page"].object_list]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        ("secretary", ["YJ-2026-003", "YJ-2026-001"]),
        ("supervisor", ["YJ-2026-003", "YJ-2026-002"]),
        ("second_supervisor", ["YJ-2026-003", "YJ-2026-002"]),
        ("school", ["YJ-2026-001"]),
        ("cashier", []),
        ("neighbour", []),
    ],
)
def test_each_sees_what_is_his_to_see(cast, door, role, seen):
    passed_on(cast, told(cast, kind=Feedback.Kind.SUGGESTION))
    told(cast, to_supervisor=True, code="second")
    told(cast, code="third")

    page, listed = door(getattr(cast, role)).get(LIST), door(getattr(cast, role)).api_get("/feedback").json()

    assert (numbers(page), [row["number"] for row in listed]) == (seen, seen)
    assert WORDS not in page.content.decode()


@pytest.mark.parametrize("role", ["operator", "outsider"])
def test_without_a_place_there_is_no_list(cast, door, role):
    told(cast)

    page, listed = door(getattr(cast, role)).get(LIST), door(getattr(cast, role)).api_get("/feedback").json()

    assert (page.status_code, page.templates[0].name, listed) == (403, "no_place.html", [])


def test_the_list_is_filtered_and_searched_by_number(cast, door):
    answer_feedback(actor=cast.secretary, feedback=told(cast), answer="好")
    told(cast, kind=Feedback.Kind.TAKE_DOWN, code="second")
    told(cast, code="third")
    visitor = door(cast.secretary)

    with clock.set_to(given.NOON + timedelta(days=5)):
        found = {query: numbers(visitor.get(f"{LIST}?{query}")) for query in ("state=open", "state=late", "q=2026-003")}

    assert found == {
        "state=open": ["YJ-2026-002", "YJ-2026-003"],
        "state=late": ["YJ-2026-002"],
        "q=2026-003": ["YJ-2026-003"],
    }
    assert numbers(visitor.get(f"{LIST}?state=finished")) == ["YJ-2026-001"]


def test_twenty_stand_on_a_page(cast, door):
    for number in range(21):
        told(cast, code=str(number))

    pages = [numbers(door(cast.secretary).get(f"{LIST}?page={page}")) for page in (1, 2)]

    assert [len(page) for page in pages] == [20, 1]


def _in_the_menu(person, cast):
    entries = [entry for group in menu_for(person, cast.alliance.pk) for entry in group.entries]
    return next((entry.count, entry.late) for entry in entries if entry.url == LIST)


def test_the_menu_counts_what_one_owes(cast):
    told(cast)
    told(cast, to_supervisor=True, code="second")

    with clock.set_to(given.NOON + timedelta(days=16)):
        counted = {who: _in_the_menu(getattr(cast, who), cast) for who in ("secretary", "cashier")}
    assert counted == {"secretary": (1, True), "cashier": (0, False)}


def test_the_page_of_one_offers_what_can_be_done_now(cast, door):
    feedback = told(cast, page="/ledger/", wants_answer=False)

    before = door(cast.secretary).get(url(feedback)).content.decode()
    answer_feedback(actor=cast.secretary, feedback=feedback, answer="好")
    after = door(cast.secretary).get(url(feedback)).content.decode()

    steps = ("answer/", "acknowledge/", "pass-on/", "close/")
    assert [url(feedback, step) in before for step in steps] == [True] * 4
    assert [url(feedback, step) in after for step in steps] == [False] * 4
    assert ('href="/ledger/"' in before, f"<title>{feedback.number}" in before, WORDS in before) == (True, True, True)


def test_another_alliances_is_not_there(cast, door):
    theirs = send_feedback(actor=Anonymous(), alliance=cast.next_door, message=message())

    assert door(cast.secretary).get(url(theirs)).status_code == 404
    assert door(cast.secretary).api_get(f"/feedback/{theirs.pk}").status_code == 404


def test_a_code_opens_state_and_day_but_not_what_was_written(cast, door):
    told(cast, by=cast.school)

    page = door(None).post(LOOK_UP, code=" k7qm 3xtp9dwa ").content.decode()

    assert [word in page for word in ("YJ-2026-001", "刚收到", "2026-12-08", WORDS, "孔小文")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_every_other_code_is_answered_alike(cast, door):
    told(cast)

    answers = {
        door(None).post(LOOK_UP, code=code).content.decode().replace(code, "").split("<main")[1].split("csrf")[0]
        for code in ("AAAA-AAAA-AAAA", "K7QM-3XTP-9DWB", "YJ-2026-001", "%", "0")
    }

    assert len(answers) == 1
    assert "没有找到" in door(None).post(LOOK_UP, code="AAAA-AAAA-AAAA").content.decode()


def look_up(address, code):
    return Client(REMOTE_ADDR=address).post(LOOK_UP, {"code": code})


def guess(number, address=HERE):
    """So many wrong codes from one address; how many of them were looked up at all."""
    pages = [look_up(address, f"AAAA-AAAA-{each:04}") for each in range(number)]
    return sum("没有找到" in page.content.decode() for page in pages)


def test_whoever_guesses_many_codes_is_stopped_and_the_right_one_opens_no_more_there(cast):
    told(cast)

    looked_up = guess(ADDRESS[0].tries + 40)

    page = look_up(HERE, CODE)
    assert (looked_up, page.context["found"]) == (ADDRESS[0].tries, None)
    assert "填错查询码的次数太多" in page.content.decode()


def test_from_elsewhere_the_right_code_opens_while_somebody_guesses(cast):
    sent = told(cast)
    for each in range(10):
        guess(ADDRESS[0].tries + 1, f"10.1.0.{each}")

    assert look_up(ELSEWHERE, CODE).context["found"] == sent


def test_an_hour_after_the_guesses_the_right_code_opens_again(cast):
    sent = told(cast)
    guess(ADDRESS[0].tries)

    with clock.set_to(given.NOON + timedelta(minutes=ADDRESS[0].minutes + ADDRESS[0].slice)):
        assert look_up(HERE, CODE).context["found"] == sent


def test_right_codes_do_not_count_however_often_somebody_looks(cast):
    sent = told(cast)

    found = [look_up(HERE, CODE).context["found"] for _time in range(ADDRESS[0].tries + 5)]

    assert found == [sent] * len(found)


def test_no_code_is_kept_of_a_guess(cast):
    guess(3)

    assert list(Attempts.objects.values_list("bucket", "count", "failed")) == [("feedback:address:60", 3, 0)]


def test_a_code_goes_on_opening_when_the_keys_are_renewed(cast):
    feedback = told(cast)

    keys.rotate()

    assert (queries.with_code(CODE, HERE), queries.with_code("AAAA-AAAA-AAAA", HERE)) == (feedback, None)


def test_a_code_is_of_twelve_letters_that_are_not_taken_for_each_other(cast):
    code, other = (queries.code_for(key, cast.alliance.pk) for key in ("one", "two"))

    assert (code != other, len(code), set(code) & set("01OILU")) == (True, 14, set())


def test_looking_up_needs_no_address_and_leaves_no_code_in_it(cast):
    assert Client().get(f"{LOOK_UP}?code={CODE}").context["found"] is None


# Made to be printed: a link on it would lead nowhere.
ON_PAPER = {"desk:on_paper", "feedback:receipt"}


@pytest.mark.parametrize(
    "address", [each for each in every_address() if not (each.parameters or each.is_api)], ids=lambda each: each.name
)
def test_the_link_stands_on_every_page_of_both_layouts(cast, door, address):
    for visitor in (door(None), door(cast.secretary)):
        answer = visitor.get(address.filled({"box": ""}))
        is_a_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        if is_a_page and address.name not in ON_PAPER:
            page = answer.content.decode()
            assert f'href="/feedback/?page={answer.wsgi_request.path}"' in page
            assert LINK in page


def test_the_public_pages_do_not_depend_on_the_link(cast, door):
    answer = door(None).get("/ledger/")

    assert (answer["Vary"], len(answer.cookies)) == ("Accept-Language", 0)


def test_one_number_and_one_code_are_used_once_and_an_answer_has_its_moment(cast):
    feedback = told(cast)
    other = told(cast, code="second")

    for wrong in (
        {"number": feedback.number},
        {"code_mark": feedback.code_mark},
        {"state": "answered"},
        {"answered_at": given.NOON},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Feedback.objects.filter(pk=other.pk).update(**wrong)
