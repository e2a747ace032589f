"""Taking counted cash to the bank: by whom, once, with the slip that shows it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import CashBox
from gongjian.modules.ledger import queries as books
from gongjian.modules.ledger.models import JournalEntry
from gongjian.modules.members.actions import Term
from gongjian.modules.members.models import Organisation
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

TYPED = {"deposit_slip": "HD-20261123-01"}


def page_of(box):
    return reverse("campaigns:bank_box", args=[box.pk])


def api_of(box):
    return f"/cash-boxes/{box.pk}/bank"


def bank(actor, box):
    return actions.bank_box(actor=actor, box=box, deposit_slip="HD-20261123-01")


def test_the_cash_moves_from_its_custodian_to_the_bank(cast):
    box = bank(cast.cashier, given.counted_box(cast))

    deposit, fund = JournalEntry.objects.get(number=2), str(box.campaign.fund_id)
    assert (box.state, box.deposit_id, box.deposit_slip) == ("banked", deposit.pk, "HD-20261123-01")
    assert (deposit.kind, deposit.source, deposit.booked_on) == ("cash_banked", box.ref, given.TODAY)
    assert books.lines_of(deposit) == [
        Line("1002", fund, 4386_50),
        Line("1001", fund, -4386_50, str(cast.cashier.pk)),
    ]
    assert books.held_in([fund]) == {
        ("1001", fund, str(cast.cashier.pk), ""): 0,
        ("1002", fund, "", ""): 4386_50,
        ("4101", fund, "", ""): -4386_50,
    }


def test_another_cashier_banks_what_the_first_one_held(cast):
    box = given.counted_box(cast)
    branch = Organisation.objects.get(name="眼镜街党总支")
    given.post(cast.alliance, cast.outsider, "钱再来", branch, "cashier", Term(given.TODAY))

    bank(cast.outsider, box)

    fund = str(box.campaign.fund_id)
    assert books.held_in([fund]) == {
        ("1001", fund, str(cast.cashier.pk), ""): 0,
        ("1002", fund, "", ""): 4386_50,
        ("4101", fund, "", ""): -4386_50,
    }


@pytest.mark.parametrize(("days", "state", "late"), [(0, "kept", 0), (1, "kept", 0), (3, "made_up", 2)])
def test_the_promise_to_bank_is_kept_in_time_or_late(cast, days, state, late):
    box = given.counted_box(cast)

    with clock.set_to(given.NOON + timedelta(days=days)):
        bank(cast.cashier, box)

    promise = Promise.objects.get(deed="campaigns.bank_box")
    assert (promise.state, promise.evidence, promise.days_late) == (state, box.ref, late)


@pytest.mark.parametrize("role", ["secretary", "organiser", "committee", "supervisor", *STRANGERS])
def test_only_the_cashier_of_today_banks(cast, role):
    box = given.counted_box(cast)

    with not_permitted(CASHIERS):
        bank(person(cast, role), box)


@pytest.mark.parametrize(
    ("given_box", "state"),
    [(given.sealed_box, "sealed"), (given.box, "handed_out"), (given.banked_box, "banked")],
)
def test_only_a_counted_box_is_banked_and_once(cast, given_box, state):
    box = given_box(cast)

    with rule_says("moves.not_allowed", state=state, following="banked"):
        bank(cast.cashier, box)


def test_the_page_notes_the_deposit(cast, door):
    box = given.counted_box(cast)

    answer = door(cast.cashier).post(page_of(box), **TYPED)

    assert (answer.status_code, answer.url) == (302, reverse("campaigns:cash_box", args=[box.pk]))
    assert CashBox.objects.get().state == CashBox.State.BANKED


def test_a_refused_form_says_why_and_keeps_what_was_typed(cast, door):
    box = given.banked_box(cast)

    with nothing_written():
        answer = door(cast.cashier).post(page_of(box), deposit_slip="HD-2")

    form = answer.context["form"]
    told = "现在是“已存银行”，不能改成“已存银行”。可能有人先办了，请刷新这一页看看。"
    assert (form.non_field_errors(), form["deposit_slip"].value()) == ([told], "HD-2")


def test_the_slips_number_is_needed(cast, door):
    box = given.counted_box(cast)

    with nothing_written():
        page = door(cast.cashier).post(page_of(box), deposit_slip="")
        api = door(cast.cashier).api_post(api_of(box), {"deposit_slip": ""})

    assert (list(page.context["form"].errors), api.status_code) == (["deposit_slip"], 422)


def test_the_api_banks_through_the_same_deed(cast, door):
    box = given.counted_box(cast)

    answer = door(cast.cashier).api_post(api_of(box), TYPED)

    assert (answer.status_code, answer.json()["state"]) == (200, "banked")


def test_the_api_tells_the_refusal(cast, door):
    box = given.banked_box(cast)

    answer = door(cast.cashier).api_post(api_of(box), TYPED)

    assert refusal_of(answer) == (409, "moves.not_allowed", {"state": "banked", "following": "banked"})


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door):
    box = given.counted_box(cast)

    page = door(cast.organiser).get(page_of(box))

    assert why_not(page) == [CASHIERS]
    with nothing_written():
        assert answers(door(cast.organiser), page_of(box), api_of(box), typed=TYPED, body=TYPED) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door):
    box = given.counted_box(cast)

    found = answers_to_strangers(cast, door, page_of(box), api_of(box), typed=TYPED, body=TYPED)

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_who_is_signed_out_signs_in_first(cast, door):
    box = given.counted_box(cast)

    assert answers(door(None), page_of(box), api_of(box), typed=TYPED, body=TYPED) == SIGN_IN_FIRST


def test_the_log_has_the_deed_and_under_it_all_that_it_brought(cast):
    box = given.counted_box(cast)

    with trail() as deeds:
        bank(cast.cashier, box)

    nested = ("ledger.post_entry", "promises.keep_promise")
    assert deeds == ["campaigns.bank_box", *(f"campaigns.bank_box > {deed}" for deed in nested)]
    facts = {"number": "QD-2026-001", "total": 4386_50, "deposit_slip": "HD-20261123-01"}
    assert last_facts("campaigns.bank_box") == (cast.cashier.ref, box.ref, facts)
