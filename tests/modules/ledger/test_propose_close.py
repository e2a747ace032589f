"""Proposing to close a month: by the cashier, when it is over, the earlier ones first; nothing is closed yet."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.ledger.actions import agree_close, ask_reversal, propose_close, refuse_close
from gongjian.modules.ledger.models import Period
from gongjian.modules.ledger.queries.periods import closed_until, next_to_close, turn_of, with_turns
from tests import bookkeeping, given
from tests.modules.told import (
    CASHIERS,
    NOT_ALLOWED,
    SIGN_IN_FIRST,
    STRANGERS,
    answers,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    refusal_of,
    rule_says,
    trail,
    why_not,
)

API, BODY = "/months", {"month": "2026-10"}


def page():
    return reverse("ledger:propose_close")


def propose(cast, month="2026-10"):
    return propose_close(actor=cast.cashier, alliance=cast.alliance, month=month)


def test_it_waits_for_another_person_and_keeps_how_many_entries_there_were(cast):
    bookkeeping.entered(cast)
    bookkeeping.entered(cast)

    period = propose(cast)

    assert (period.state, period.month, period.entries) == ("to_be_closed", "2026-10", 2)
    assert (period.proposed_by, period.proposed_at, period.answered_by) == (cast.cashier, given.NOON, None)
    assert closed_until(cast.alliance.pk) == ""


def test_while_it_waits_the_month_is_open(cast):
    bookkeeping.proposed(cast)

    assert bookkeeping.entered(cast).number == 2


@pytest.mark.parametrize("role", ["secretary", "organiser", "committee", "supervisor", *STRANGERS])
def test_only_the_cashier_proposes(cast, role):
    bookkeeping.entered(cast)

    with not_permitted(CASHIERS):
        propose_close(actor=person(cast, role), alliance=cast.alliance, month="2026-10")


def test_a_month_that_is_not_over_is_not_closed(cast):
    bookkeeping.entered(cast, given.TODAY)

    with rule_says("closing.not_over", month="2026-11"):
        propose(cast, "2026-11")


def test_on_the_first_of_the_next_month_it_is_over(cast):
    bookkeeping.entered(cast, given.TODAY)

    with clock.set_to(given.NOON + timedelta(days=8)):
        assert propose(cast, "2026-11").month == "2026-11"


@pytest.mark.parametrize("month", ["2026-09", "2026-10", "2025-10", "2026-12"])
def test_the_earliest_open_month_comes_first(cast, month):
    bookkeeping.entered(cast, date(2026, 8, 31))
    bookkeeping.entered(cast)

    with rule_says("closing.not_its_turn", turn="2026-08"):
        propose(cast, month)


def test_months_without_an_entry_are_closed_with_the_next_one(cast):
    bookkeeping.closed(cast)

    with clock.set_to(given.NOON + timedelta(days=100)):
        bookkeeping.entered(cast, date(2027, 1, 5))
        assert next_to_close(cast.alliance.pk) == "2027-01"
        assert propose(cast, "2027-01").entries == 1


def test_the_menu_asks_in_one_question_what_the_rulebook_says(cast):
    told = []

    def asked():
        turn = turn_of(with_turns().get(pk=cast.alliance.pk))
        told.append((next_to_close(cast.alliance.pk), turn.month if turn else ""))

    asked()
    given.next_doors_counted_box(cast)
    asked()
    for day in (date(2026, 10, 31), date(2026, 8, 1), given.TODAY):
        bookkeeping.entered(cast, day)
        asked()
    for month in ("2026-08", "2026-10"):
        period = propose(cast, month)
        asked()
        agree_close(actor=cast.supervisor, period=period)
        asked()

    turns = ["", "", "2026-10", "2026-08", "2026-08", "2026-08", "2026-10", "2026-10", "2026-11"]
    assert told == [(turn, turn) for turn in turns]


def test_books_without_an_entry_have_nothing_to_close(cast):
    with rule_says("closing.nothing_entered"):
        propose(cast)


def test_it_is_proposed_once(cast):
    bookkeeping.proposed(cast)

    with rule_says("ledger.close_proposed", month="2026-10"):
        propose(cast)


def test_what_is_closed_is_not_proposed_again(cast):
    bookkeeping.closed(cast)

    with rule_says("closing.nothing_entered"):
        propose(cast)


def test_what_was_left_open_is_proposed_again(cast):
    refuse_close(actor=cast.supervisor, period=bookkeeping.proposed(cast), reason="少 20 元")

    assert (propose(cast).state, Period.objects.count()) == ("to_be_closed", 2)


def test_an_entry_that_somebody_wants_reversed_is_answered_first(cast):
    ask_reversal(actor=cast.cashier, entry=bookkeeping.entered(cast), reason="金额记错")

    with rule_says("ledger.reversal_waits", month="2026-10"):
        propose(cast)


def test_the_page_shows_what_there_should_be_and_proposes(cast, door):
    bookkeeping.entered(cast)

    shown = door(cast.cashier).get(page())
    answer = door(cast.cashier).post(page())

    rows = [(row.name, row.opening, row.debit, row.credit, row.ending) for row in shown.context["rows"]]
    assert rows == [("库存现金 · 钱小清", 0, 100_00, 0, 100_00)]
    assert (answer.status_code, answer.url, Period.objects.get().month) == (302, reverse("ledger:periods"), "2026-10")


def test_a_refused_page_says_why(cast, door):
    bookkeeping.proposed(cast)

    with nothing_written():
        answer = door(cast.cashier).post(page())

    told = ["2026-10 已经提出结账，正在等第二个人同意，不用再提。"]
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (200, told)
    assert told[0] in answer.content.decode()


@pytest.mark.parametrize(
    ("booked_on", "said"),
    [(None, "没有要结账的月份"), (given.TODAY, "2026-11 还没有过完，过完再结账。")],
)
def test_where_nothing_is_to_be_closed_the_page_says_so_and_has_no_button(cast, door, booked_on, said):
    if booked_on:
        bookkeeping.entered(cast, booked_on)

    text = door(cast.cashier).get(page()).content.decode()

    assert (said in text, "one_time_key" in text) == (True, False)


def test_the_api_proposes_through_the_same_deed(cast, door):
    bookkeeping.entered(cast)

    answer = door(cast.cashier).api_post(API, BODY)

    told = answer.json()
    assert (answer.status_code, told["month"], told["state"], told["entries"]) == (200, "2026-10", "to_be_closed", 1)


def test_the_api_tells_the_refusal(cast, door):
    bookkeeping.entered(cast)

    answer = door(cast.cashier).api_post(API, {"month": "2026-09"})

    assert refusal_of(answer) == (409, "closing.not_its_turn", {"turn": "2026-10"})


@pytest.mark.parametrize("month", ["", "2026", "2026-13", "十月", "2026-10-01"])
def test_what_is_no_month_is_refused(cast, door, month):
    bookkeeping.entered(cast)

    with nothing_written():
        assert door(cast.cashier).api_post(API, {"month": month}).status_code in {409, 422}


def test_the_api_lists_the_months_of_ones_own_alliance(cast, door):
    bookkeeping.proposed(cast)

    told = {role: len(door(person(cast, role)).api_get(API).json()) for role in ("committee", "neighbour", "outsider")}

    assert told == {"committee": 1, "neighbour": 0, "outsider": 0}


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door):
    bookkeeping.entered(cast)

    shown = door(cast.committee).get(page())

    assert why_not(shown) == [CASHIERS]
    with nothing_written():
        assert answers(door(cast.committee), page(), API, typed={}, body=BODY) == NOT_ALLOWED


def test_strangers_find_nothing_and_the_neighbour_her_own_books(cast, door):
    bookkeeping.entered(cast)

    with nothing_written():
        found = {role: answers(door(person(cast, role)), page(), API, typed={}, body=BODY) for role in STRANGERS}

    assert found == {**dict.fromkeys(STRANGERS, (404, 404, 404)), "neighbour": (200, 200, 409)}


def test_who_is_signed_out_signs_in_first(cast, door):
    assert answers(door(None), page(), API, typed={}, body=BODY) == SIGN_IN_FIRST


def test_the_log_has_one_row(cast):
    bookkeeping.entered(cast)

    with trail() as deeds:
        period = propose(cast)

    assert deeds == ["ledger.propose_close"]
    facts = {"month": "2026-10", "entries": 1}
    assert last_facts("ledger.propose_close") == (cast.cashier.ref, period.ref, facts)


def test_the_list_of_months_says_whose_turn_it_is(cast, door):
    bookkeeping.closed(cast)
    bookkeeping.entered(cast, given.TODAY)

    shown = door(cast.committee).get(reverse("ledger:periods"))

    assert (shown.context["turn"].month, shown.context["turn"].is_over, shown.context["entries"]) == (
        "2026-11",
        False,
        1,
    )
    rows = [(row.period.month, row.proposed_by, row.answered_by) for row in shown.context["periods"]]
    assert rows == [("2026-10", "钱小清", "严细看")]
