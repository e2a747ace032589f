"""Asking to have an entry reversed: by whom, for what, once."""

import pytest
from django.urls import reverse

from gongjian.modules.ledger.actions import ask_reversal, refuse_reversal
from gongjian.modules.ledger.models import JournalEntry, Reversal
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

TYPED = {"reason": "金额记错"}


def page_of(entry):
    return reverse("ledger:ask_reversal", args=[entry.pk])


def api_of(entry):
    return f"/entries/{entry.pk}/ask-reversal"


def ask(actor, entry):
    return ask_reversal(actor=actor, entry=entry, reason="金额记错")


def test_asking_changes_nothing_in_the_books(cast):
    entry = given.entry(cast)

    reversal = ask(cast.cashier, entry)

    assert (reversal.state, reversal.entry, reversal.reason) == ("asked", entry, "金额记错")
    assert (reversal.asked_by, reversal.asked_at, reversal.answered_by) == (cast.cashier, given.NOON, None)
    assert list(JournalEntry.objects.all()) == [entry]


@pytest.mark.parametrize("role", ["secretary", "organiser", "committee", "supervisor", *STRANGERS])
def test_only_the_cashier_of_today_asks(cast, role):
    entry = given.entry(cast)

    with not_permitted(CASHIERS):
        ask(person(cast, role), entry)


def test_it_is_asked_once(cast):
    entry = given.entry(cast)
    ask(cast.cashier, entry)

    with rule_says("ledger.reversed_already", number=1):
        ask(cast.cashier, entry)


def test_a_reversed_entry_is_not_reversed_again(cast):
    entry = given.entry(cast)
    given.reversed_entry(cast, entry)

    with rule_says("ledger.reversed_already", number=1):
        ask(cast.cashier, entry)


def test_after_a_refusal_it_may_be_asked_again(cast):
    entry = given.entry(cast)
    refuse_reversal(actor=cast.secretary, reversal=ask(cast.cashier, entry))

    again = ask(cast.cashier, entry)

    assert (again.state, Reversal.objects.count()) == ("asked", 2)


def test_a_reversal_is_not_reversed(cast):
    given.reversed_entry(cast, given.entry(cast))

    with rule_says("ledger.reversal_of_reversal", number=2):
        ask(cast.cashier, JournalEntry.objects.get(number=2))


def test_what_has_been_banked_cannot_be_taken_back(cast):
    entry = JournalEntry.objects.get(pk=given.banked_box(cast).entry_id)

    with rule_says("ledger.not_enough", held=0, missing=4386_50):
        ask(cast.cashier, entry)


def test_the_page_asks(cast, door):
    entry = given.entry(cast)

    answer = door(cast.cashier).post(page_of(entry), **TYPED)

    assert (answer.status_code, answer.url) == (302, reverse("ledger:entry", args=[entry.pk]))
    assert Reversal.objects.get().reason == "金额记错"


def test_a_refused_form_says_why_and_keeps_what_was_typed(cast, door):
    entry = given.entry(cast)
    ask(cast.cashier, entry)

    with nothing_written():
        answer = door(cast.cashier).post(page_of(entry), reason="再看看")

    form = answer.context["form"]
    assert form.non_field_errors() == ["第 1 笔已经冲销过，或者正在等书记同意，不能再冲销一次。"]
    assert form["reason"].value() == "再看看"


@pytest.mark.parametrize("reason", ["", "因" * 201])
def test_a_reason_is_needed_and_short(cast, door, reason):
    entry = given.entry(cast)

    with nothing_written():
        page = door(cast.cashier).post(page_of(entry), reason=reason)
        api = door(cast.cashier).api_post(api_of(entry), {"reason": reason})

    assert (list(page.context["form"].errors), page.context["form"]["reason"].value()) == (["reason"], reason)
    assert api.status_code == 422


def test_the_api_asks_through_the_same_deed(cast, door):
    entry = given.entry(cast)

    answer = door(cast.cashier).api_post(api_of(entry), TYPED)

    told = answer.json()
    assert (answer.status_code, told["entry_id"], told["state"]) == (200, str(entry.pk), "asked")


def test_the_api_tells_the_refusal(cast, door):
    entry = given.entry(cast)
    ask(cast.cashier, entry)

    answer = door(cast.cashier).api_post(api_of(entry), TYPED)

    assert refusal_of(answer) == (409, "ledger.reversed_already", {"number": 1})


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door):
    entry = given.entry(cast)

    page = door(cast.secretary).get(page_of(entry))

    assert why_not(page) == [CASHIERS]
    with nothing_written():
        assert answers(door(cast.secretary), page_of(entry), api_of(entry), typed=TYPED, body=TYPED) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door):
    entry = given.entry(cast)

    found = answers_to_strangers(cast, door, page_of(entry), api_of(entry), typed=TYPED, body=TYPED)

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_who_is_signed_out_signs_in_first(cast, door):
    entry = given.entry(cast)

    assert answers(door(None), page_of(entry), api_of(entry), typed=TYPED, body=TYPED) == SIGN_IN_FIRST


def test_the_log_has_one_row_without_the_reason(cast):
    entry = given.entry(cast)

    with trail() as deeds:
        reversal = ask(cast.cashier, entry)

    assert deeds == ["ledger.ask_reversal"]
    assert last_facts("ledger.ask_reversal") == (cast.cashier.ref, reversal.ref, {"number": 1})
