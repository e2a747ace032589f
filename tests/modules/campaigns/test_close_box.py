"""Entering an agreed count in the books: by whom, when, and what is owed from then on."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import CashBox
from gongjian.modules.ledger import queries as books
from gongjian.modules.ledger.models import JournalEntry
from gongjian.modules.promises.models import Promise
from gongjian.rulebook.ledger import Line
from tests import given
from tests.modules.told import (
    CASHIERS,
    NOT_ALLOWED,
    NOT_FOUND,
    SIGN_IN_FIRST,
    STRANGERS,
    answers,
    answers_to_strangers,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    refusal_of,
    rule_says,
    trail,
    why_not,
)


def page_of(box):
    return reverse("campaigns:close_box", args=[box.pk])


def api_of(box):
    return f"/cash-boxes/{box.pk}/close"


def agreed_box(cast, counted=given.RIGHT, seal="F-0131"):
    box = given.box(cast, seal=seal)
    given.count(cast.committee, box, counted)
    given.count(cast.school, box, counted)
    return box


def promises():
    found = Promise.objects.order_by("opened_at", "id")
    return [(promise.deed, promise.state, promise.due_on) for promise in found]


def test_what_two_people_counted_alike_enters_the_books(cast):
    box = actions.close_box(actor=cast.cashier, box=agreed_box(cast))

    entry, fund = JournalEntry.objects.get(), str(box.campaign.fund_id)
    assert (box.state, box.total, box.entry_id, box.counted_at) == ("counted", 4386_50, entry.pk, given.NOON)
    assert (entry.kind, entry.booked_on, entry.source) == ("cash_counted", given.TODAY, box.ref)
    assert entry.memo.words == "东口募捐箱（QD-2026-001）现金，两人清点一致"
    assert books.lines_of(entry) == [
        Line("1001", fund, 4386_50, str(cast.cashier.pk)),
        Line("4101", fund, -4386_50),
    ]


def test_the_count_is_no_longer_owed_and_the_deposit_is(cast):
    box = actions.close_box(actor=cast.cashier, box=agreed_box(cast))

    assert promises() == [
        ("campaigns.close_box", "kept", given.TODAY),
        ("campaigns.bank_box", "open", date(2026, 11, 24)),
    ]
    assert Promise.objects.get(state="kept").evidence == box.ref


def test_on_a_friday_the_deposit_is_owed_by_monday(cast):
    box = agreed_box(cast)

    with clock.set_to(given.NOON + timedelta(days=4)):
        actions.close_box(actor=cast.cashier, box=box)

    assert Promise.objects.get(state="open").due_on == date(2026, 11, 30)
    assert Promise.objects.get(state="made_up").days_late == 4


def test_an_empty_box_enters_nothing_and_owes_nothing(cast):
    box = actions.close_box(actor=cast.cashier, box=agreed_box(cast, given.cash_count({})))

    assert (box.state, box.total, box.entry_id) == ("empty", 0, None)
    assert (JournalEntry.objects.count(), promises()) == (0, [("campaigns.close_box", "kept", given.TODAY)])


def test_a_supervisors_third_count_that_agrees_with_one_of_them_is_entered(cast):
    box = given.box(cast)
    for counter, counted in ((cast.committee, given.RIGHT), (cast.school, given.SLIP)) * 2:
        given.count(counter, box, counted)
    given.count(cast.supervisor, box, given.SLIP)

    closed = actions.close_box(actor=cast.cashier, box=box)

    assert closed.total == given.SLIP.total


@pytest.mark.parametrize("role", ["secretary", "organiser", "committee", "school", "supervisor", *STRANGERS])
def test_only_the_cashier_of_today_closes(cast, role):
    box = agreed_box(cast)

    with not_permitted(CASHIERS):
        actions.close_box(actor=person(cast, role), box=box)


@pytest.mark.parametrize("people", [[], ["committee"]])
def test_a_box_is_not_closed_before_both_counts_are_in(cast, people):
    box = given.box(cast)
    for role in people:
        given.count(person(cast, role), box)

    refused = ("campaigns.not_agreed", {}) if people else ("moves.not_allowed", {"state": "handed_out"})
    facts = refused[1] | ({} if people else {"following": "counted"})
    with rule_says(refused[0], **facts):
        actions.close_box(actor=cast.cashier, box=box)


@pytest.mark.parametrize("handed_in", [2, 3, 4, 5])
def test_a_box_is_not_closed_while_no_two_agree(cast, handed_in):
    box = given.box(cast)
    third = given.cash_count({10: 1})
    counters = [(cast.committee, given.RIGHT), (cast.school, given.SLIP)] * 2 + [(cast.supervisor, third)]
    for counter, counted in counters[:handed_in]:
        given.count(counter, box, counted)

    with rule_says("campaigns.not_agreed"):
        actions.close_box(actor=cast.cashier, box=box)


def test_a_sealed_box_is_not_closed(cast):
    box = given.sealed_box(cast)

    with rule_says("moves.not_allowed", state="sealed", following="counted"):
        actions.close_box(actor=cast.cashier, box=box)


@pytest.mark.parametrize(("given_box", "state"), [(given.counted_box, "counted"), (given.banked_box, "banked")])
def test_a_box_is_closed_once(cast, given_box, state):
    box = given_box(cast)

    with rule_says("moves.not_allowed", state=state, following="counted"):
        actions.close_box(actor=cast.cashier, box=box)


def test_the_page_closes_the_box(cast, door):
    box = agreed_box(cast)

    answer = door(cast.cashier).post(page_of(box))

    assert (answer.status_code, answer.url) == (302, reverse("campaigns:cash_box", args=[box.pk]))
    assert CashBox.objects.get().state == CashBox.State.COUNTED


def test_a_refused_page_says_why(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box)

    with nothing_written():
        answer = door(cast.cashier).post(page_of(box))

    told = ["还没有两个人数得一样，不能入账。等两个人都交了数，并且每种面额都一样。"]
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (200, told)


def test_the_api_closes_through_the_same_deed(cast, door):
    box = agreed_box(cast)

    answer = door(cast.cashier).api_post(api_of(box))

    assert (answer.status_code, answer.json()["state"], answer.json()["total"]) == (200, "counted", 4386_50)


def test_the_api_tells_the_refusal(cast, door):
    box = given.box(cast)
    given.count(cast.committee, box)

    answer = door(cast.cashier).api_post(api_of(box))

    assert refusal_of(answer) == (409, "campaigns.not_agreed", {})


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door):
    box = agreed_box(cast)

    page = door(cast.committee).get(page_of(box))

    assert why_not(page) == [CASHIERS]
    with nothing_written():
        assert answers(door(cast.committee), page_of(box), api_of(box), typed={}) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door):
    box = agreed_box(cast)

    found = answers_to_strangers(cast, door, page_of(box), api_of(box), typed={})

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_who_is_signed_out_signs_in_first(cast, door):
    box = agreed_box(cast)

    assert answers(door(None), page_of(box), api_of(box), typed={}) == SIGN_IN_FIRST


def test_the_log_has_the_deed_and_under_it_all_that_it_brought(cast):
    box = agreed_box(cast)

    with trail() as deeds:
        actions.close_box(actor=cast.cashier, box=box)

    nested = ("ledger.post_entry", "promises.open_promise", "promises.keep_promise")
    assert deeds == ["campaigns.close_box", *(f"campaigns.close_box > {deed}" for deed in nested)]
    facts = {"number": "QD-2026-001", "total": 4386_50}
    assert last_facts("campaigns.close_box") == (cast.cashier.ref, box.ref, facts)
