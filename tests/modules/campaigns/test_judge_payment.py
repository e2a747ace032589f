"""Deciding about a payment in doubt: by the cashier, with a reason, before anything is entered."""

import pytest

from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import Payment
from gongjian.modules.campaigns.queries.bills import plan_of
from gongjian.rulebook.reconciling import Verdict
from tests import billing, given
from tests.billing import paid
from tests.modules.told import CASHIERS, last_facts, not_permitted, person, rule_says

COUNTS, LEFT_OUT = Payment.Answer.COUNTS, Payment.Answer.LEFT_OUT


def judge(cast, payment, answer, reason="问过了", by="cashier"):
    return actions.judge_payment(actor=person(cast, by), payment=payment, answer=answer, reason=reason)


def doubt_of(bill):
    return plan_of(bill).doubts[0].payment


@pytest.mark.parametrize(("answer", "given_in_all", "rows"), [(COUNTS, 105_00, 2), (LEFT_OUT, 100_00, 1)])
def test_what_is_decided_is_what_counts(cast, answer, given_in_all, rows):
    bill = billing.doubtful_bill(cast)

    judged = judge(cast, doubt_of(bill), answer)

    plan = plan_of(bill)
    assert (plan.doubts, plan.given, len(plan.gifts)) == ([], given_in_all, rows)
    assert (judged.answered_by, judged.reason) == (cast.cashier, "问过了")
    assert last_facts("campaigns.judge_payment")[2] == {"answer": answer, "line": 3}


def test_a_gift_may_be_left_out_and_taken_back_in(cast):
    bill = billing.read_bill(cast)
    first = bill.payments.get(line=2)

    judge(cast, first, LEFT_OUT)
    without = plan_of(bill).given
    judge(cast, first, COUNTS)

    assert (without, plan_of(bill).given) == (160_00, 260_00)


def test_a_refund_of_nothing_can_only_be_left_out(cast):
    bill = billing.read(cast, given.campaign(cast), paid(1), paid(9, 30_00, refund="R9"))
    refund = doubt_of(bill)

    with rule_says("campaigns.refund_of_nothing"):
        judge(cast, refund, COUNTS)
    judge(cast, refund, LEFT_OUT)

    assert [row.verdict for row in plan_of(bill).rows] == [Verdict.GIFT, Verdict.LEFT_OUT]


def test_without_a_reason_nothing_is_decided(cast):
    payment = doubt_of(billing.doubtful_bill(cast))

    with rule_says("campaigns.judged_without_reason"):
        judge(cast, payment, COUNTS, " 　")


def test_after_it_was_entered_nothing_is_decided_any_more(cast):
    payment = billing.entered_bill(cast).payments.first()

    with rule_says("moves.not_allowed", state="entered", following="to_check"):
        judge(cast, payment, LEFT_OUT)


@pytest.mark.parametrize("role", ["secretary", "organiser", "supervisor"])
def test_only_the_cashier_decides(cast, role):
    payment = doubt_of(billing.doubtful_bill(cast))

    with not_permitted(CASHIERS):
        judge(cast, payment, COUNTS, by=role)
