"""Whatever is written as a bill is read as it was, in every layout."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.config.demo.bill_files import alipay_bill, wechat_bill
from gongjian.foundation.sheets.bills import read_lines
from gongjian.rulebook.bills import Bill, Channel, read_bill
from tests.rulebook.written_bills import ACCOUNT, SELLER, payments

WECHAT_ROWS, ALIPAY_ROWS = 2, 6


def read(content):
    return read_bill(read_lines(content).lines)


@pytest.mark.parametrize("columns", [27, 24, 20])
@given(data=some.data())
def test_a_bill_of_wechat_is_read_as_it_was_written(columns, data):
    written = data.draw(payments(first_line=WECHAT_ROWS, refunds=columns != 20).filter(bool))

    days = [payment.paid_at.date() for payment in written]
    assert read(wechat_bill(written, account=ACCOUNT, columns=columns)) == Bill(
        Channel.WECHAT, ACCOUNT, columns, min(days), max(days), tuple(written)
    )


@given(written=payments(first_line=ALIPAY_ROWS, payers=True).filter(bool), more=some.integers(0, 40))
def test_a_bill_of_alipay_is_read_as_it_was_written(written, more):
    days = [payment.paid_at.date() for payment in written]
    begins, ends = min(days) - timedelta(days=more), max(days) + timedelta(days=more)

    bill = read(alipay_bill(written, account=SELLER, begins=begins, ends=ends))

    assert bill == Bill(Channel.ALIPAY, SELLER, 25, begins, ends, tuple(written))


@given(written=payments(first_line=WECHAT_ROWS).filter(bool))
def test_the_total_is_what_was_given_less_what_was_given_back(written):
    bill = read(wechat_bill(written, account=ACCOUNT))

    assert bill.total == sum(payment.amount for payment in written)
    assert bill.fee == sum(payment.fee for payment in written)
