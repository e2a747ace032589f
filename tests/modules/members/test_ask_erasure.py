"""Asking that a person be erased: for oneself, or for somebody whom nothing needs any more."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.foundation.access import SystemActor
from gongjian.modules.campaigns.actions import bank_box
from gongjian.modules.feedback.actions import answer_feedback
from gongjian.modules.members.actions import Term, ask_erasure, delegate, end_post
from gongjian.modules.members.models import ErasureRequest
from gongjian.modules.members.queries.erasure import due_for_erasure
from tests import given
from tests.modules.feedback.telling import told
from tests.modules.members.leaving import wanted
from tests.modules.members.people import TOMORROW, newcomer, post_of, profile_of
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, rule_says, trail

ONESELF = "或者由本人来办。"


def ask(cast, actor, of="former_cashier", reason="搬走了"):
    return ask_erasure(actor=actor, profile=profile_of(cast, of), reason=reason)


def let_go(cast, role):
    """His post ends today; what follows happens tomorrow."""
    end_post(actor=cast.secretary, post=post_of(cast, role), ends_on=given.TODAY)
    return clock.set_to(given.NOON + timedelta(days=1))


def test_who_holds_no_post_any_more_may_ask_for_himself_without_a_reason(cast):
    erasure = ask(cast, cast.former_cashier, reason="")

    assert (erasure.state, erasure.answer_by.isoformat(), erasure.answered_by) == ("wanted", "2026-12-08", None)


def test_who_manages_people_asks_with_a_reason(cast):
    assert ask(cast, cast.secretary).reason == "搬走了"
    organiser = newcomer(cast, "organiser")
    with rule_says("members.erasure_without_reason"):
        ask(cast, organiser, of="cashier", reason=" ")


@pytest.mark.parametrize("role", ["cashier", "future_cashier"])
def test_who_holds_a_post_today_or_later_is_not_erased(cast, role):
    with rule_says("retention.holds_a_post"):
        ask(cast, person(cast, role), of=role)


def test_who_stands_in_for_somebody_is_not_erased(cast):
    post, profile = post_of(cast, "cashier"), profile_of(cast, "former_cashier")
    delegate(actor=cast.cashier, post=post, to=profile, term=Term(given.TODAY, TOMORROW), reason="出差")

    with rule_says("retention.holds_a_post"):
        ask(cast, cast.former_cashier)


def test_who_has_cash_in_his_hands_is_not_erased(cast):
    box = given.counted_box(cast)

    with let_go(cast, "cashier"), rule_says("members.not_settled"):
        ask(cast, cast.cashier, of="cashier")

    bank_box(actor=cast.cashier, box=box, deposit_slip="HD-1")
    with clock.set_to(given.NOON + timedelta(days=1)):
        assert ask(cast, cast.cashier, of="cashier").is_open


def test_who_is_in_charge_of_a_collection_is_not_erased(cast):
    given.campaign(cast)

    with let_go(cast, "organiser"), rule_says("members.not_settled"):
        ask(cast, cast.organiser, of="organiser")


def test_a_complaint_is_not_got_rid_of_by_erasing_who_made_it(cast):
    feedback = told(cast, by=cast.former_cashier)

    with rule_says("members.not_settled"):
        ask(cast, cast.secretary)
    answer_feedback(actor=cast.secretary, feedback=feedback, answer="已办")
    with rule_says("retention.kept_until", until="2027-05-23"):
        ask(cast, cast.former_cashier)


def test_nobody_asks_twice(cast):
    wanted(cast)

    with rule_says("members.erasure_asked_already"):
        ask(cast, cast.secretary)


@pytest.mark.parametrize("role", ["cashier", "colleague", "supervisor", "neighbour", "operator", "outsider"])
def test_nobody_else_may(cast, role):
    with not_permitted(APPOINTERS, ONESELF):
        ask(cast, person(cast, role))


def test_no_program_may(cast):
    with not_permitted(APPOINTERS, ONESELF):
        ask(cast, SystemActor("retention"))


def test_the_log_has_ids_only(cast):
    with trail() as deeds:
        erasure = wanted(cast)

    assert deeds == ["members.ask_erasure"]
    facts = {"profile": str(erasure.profile_id)}
    assert last_facts("members.ask_erasure") == (cast.former_cashier.ref, erasure.ref, facts)


def test_one_finds_the_way_from_the_own_page_without_a_post(cast, door):
    visitor, profile = door(cast.former_cashier), profile_of(cast, "former_cashier")
    url = f"/work/people/{profile.pk}/ask-erasure/"

    assert url in visitor.get("/me/data/").content.decode()
    assert visitor.get(url).status_code == 200
    answer = visitor.post(url, reason="")

    assert (answer.status_code, answer.url, ErasureRequest.objects.get().profile) == (302, "/me/data/", profile)


def test_the_api_asks_too_and_strangers_find_nothing(cast, door):
    path = f"/people/{profile_of(cast, 'former_cashier').pk}/erasure"

    found = [door(person).api_post(path, {"reason": "x"}).status_code for person in (cast.neighbour, None)]

    assert found == [404, 401]
    assert door(cast.secretary).api_post(path, {"reason": "搬走了"}).json()["state"] == "wanted"


def test_whose_time_is_up_stands_on_the_list_until_somebody_asks(cast, door):
    later = given.TODAY + timedelta(days=40)

    assert [due.profile.name for due in due_for_erasure(cast.alliance.pk, given.TODAY)] == []
    due = due_for_erasure(cast.alliance.pk, later)
    assert [(one.profile.name, one.since.isoformat()) for one in due] == [("钱前任", "2026-12-22")]
    with clock.set_to(given.NOON + timedelta(days=40)):
        visitor = door(cast.secretary)
        shown = visitor.get("/work/people/due/").content.decode()
        assert f"/work/people/{due[0].profile.pk}/ask-erasure/" in shown
        assert door(cast.cashier).get("/work/people/due/").status_code == 404
    wanted(cast)
    assert due_for_erasure(cast.alliance.pk, later) == []


def test_who_was_never_given_a_post_is_counted_from_the_day_of_registration(cast):
    profile = given.post(
        cast.alliance, cast.outsider, "外小人", post_of(cast, "school").organisation, "member", given.SINCE
    )
    type(profile).objects.filter(pk=profile.pk).delete()

    names = [one.profile.name for one in due_for_erasure(cast.alliance.pk, given.TODAY + timedelta(days=30))]

    assert names == ["钱前任", "外小人"]
