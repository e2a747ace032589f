"""What each kind of thing becomes in the books, and who has to agree to it."""

import pytest

from gongjian.modules.ledger import queries
from gongjian.modules.ledger.actions import agree_booking
from gongjian.rulebook import ledger
from tests import asking
from tests.asking import ALLOCATION, ARRIVED, BANKED, QUILTS, QUILTS_GIVEN, QUILTS_HANDED, SENT, asked
from tests.modules.told import not_permitted, rule_says

SUPERVISORS = "这一步要由监督来办。"
RECEIVERS = "这一步要由接手的那个人来办。"


def lines(entry):
    """The lines of an entry: account, fund, whose hands, goods and amount."""
    return [
        (line.account, line.fund.name, line.custodian, line.goods and line.goods.name, line.amount)
        for line in entry.lines.order_by("position")
    ]


@pytest.mark.parametrize("told", [BANKED, SENT], ids=["banked", "sent"])
def test_a_supervisor_and_nobody_else_agrees_where_money_changes_its_place(cast, told):
    request = asked(cast, asking.money_in_hand(cast), told)

    with not_permitted(SUPERVISORS):
        agree_booking(actor=cast.secretary, request=request)
    assert agree_booking(actor=cast.supervisor, request=request).state == "booked"


def test_whoever_takes_the_cash_over_agrees_and_has_it_then(cast):
    other = asking.second_cashier(cast)
    request = asking.handed_over(cast, other)

    with not_permitted(RECEIVERS):
        agree_booking(actor=cast.secretary, request=request)
    entry = agree_booking(actor=other, request=request).entry

    fund = request.fund.name
    assert lines(entry) == [("1001", fund, other, None, 100_00), ("1001", fund, cast.cashier, None, -100_00)]


def test_cash_on_its_way_arrives_in_the_bank(cast):
    fund = asking.money_in_hand(cast)
    agree_booking(actor=cast.supervisor, request=asked(cast, fund, SENT))

    entry = agree_booking(actor=cast.supervisor, request=asked(cast, fund, ARRIVED)).entry

    assert lines(entry) == [("1002", fund.name, None, None, 100_00), ("1101", fund.name, cast.cashier, None, -100_00)]


def test_more_does_not_arrive_than_was_sent(cast):
    fund = asking.money_in_hand(cast)
    agree_booking(actor=cast.supervisor, request=asked(cast, fund, SENT))

    with rule_says("ledger.not_enough", held=100_00, missing=1):
        asked(cast, fund, ARRIVED | {"amount": 100_01})


def test_free_money_is_set_aside_for_a_purpose_and_each_fund_balances(cast):
    kept, free = asking.money_in_the_bank(cast), asking.free_fund(cast)
    asking.interest(cast, free)

    entry = agree_booking(actor=cast.secretary, request=asked(cast, free, ALLOCATION, to_fund=kept)).entry

    assert lines(entry) == [
        ("3101", free.name, None, None, 60_00),
        ("1002", free.name, None, None, -60_00),
        ("1002", kept.name, None, None, 60_00),
        ("3102", kept.name, None, None, -60_00),
    ]


def test_quilts_come_in_go_to_another_keeper_and_out(cast):
    fund, quilts, other = asking.money_in_the_bank(cast), asking.quilts(cast), asking.second_cashier(cast)
    agree_booking(actor=cast.supervisor, request=asked(cast, fund, QUILTS, goods_id=quilts.pk))
    handed = asked(cast, fund, QUILTS_HANDED, goods_id=quilts.pk, receiver_id=other.pk)
    agree_booking(actor=other, request=handed)

    given_out = agree_booking(actor=cast.secretary, request=asked(cast, fund, QUILTS_GIVEN, goods_id=quilts.pk)).entry

    held = queries.held_in([str(fund.pk)])
    left = {place.custodian: pieces for place, pieces in held.items() if place.account == ledger.GOODS}
    assert left == {str(cast.cashier.pk): 10, str(other.pk): 5}
    assert lines(given_out)[0] == ("5101", fund.name, None, "被子", 5)


def test_quilts_that_are_not_there_are_not_given(cast):
    fund, quilts = asking.money_in_the_bank(cast), asking.quilts(cast)
    agree_booking(actor=cast.supervisor, request=asked(cast, fund, QUILTS, goods_id=quilts.pk))

    with rule_says("ledger.too_few_goods", pieces=20, lacking=1):
        asked(cast, fund, QUILTS_GIVEN | {"amount": 21}, goods_id=quilts.pk)
