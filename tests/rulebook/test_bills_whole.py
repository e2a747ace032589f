"""What holds of a payment bill as a whole (docs/rules/bills.md)."""

from datetime import date

import pytest

from gongjian.rulebook.bills import Channel, LeftOut, read_bill
from gongjian.rulebook.bills.heads import LONGEST_LINE, WECHAT_ALL, WECHAT_SUCCESS
from gongjian.rulebook.bills.totals import MOST_ROWS
from gongjian.rulebook.errors import RuleBroken
from tests.rulebook.written_bills import alipay, wechat


def refused(lines):
    with pytest.raises(RuleBroken) as broken:
        read_bill(lines)
    return broken.value.code, broken.value.facts


def test_a_good_bill_of_wechat_is_read_whole():
    bill = read_bill(wechat())

    assert (bill.channel, bill.account, bill.columns) == (Channel.WECHAT, "1900000001", 27)
    assert (bill.begins, bill.ends) == (date(2025, 1, 2), date(2025, 1, 3))
    assert [(one.line, one.number[-1], one.order, one.refund, one.amount, one.fee) for one in bill.payments] == [
        (2, "1", "YRJ20250102001", "", 200_00, 120),
        (3, "2", "YRJ20250102002", "", 50_00, 30),
        (4, "1", "YRJ20250102001", "50300000000000000001", -20_00, -12),
    ]
    assert [(f"{one.paid_at}", one.product, one.payer) for one in bill.payments] == [
        ("2025-01-02 09:12:33", "慈善一日捐", ""),
        ("2025-01-02 10:05:00", "书,本子,笔", ""),
        ("2025-01-03 08:00:00", "慈善一日捐", ""),
    ]
    assert bill.left_out == (LeftOut(5, "refund_processing"), LeftOut(6, "revoked"))
    assert (bill.total, bill.fee) == (230_00, 138)
    assert [payment.key for payment in bill.payments] == [
        ("4200000000202501020000000001", ""),
        ("4200000000202501020000000002", ""),
        ("4200000000202501020000000001", "50300000000000000001"),
    ]


def test_a_good_bill_of_alipay_is_read_whole():
    bill = read_bill(alipay())

    assert (bill.channel, bill.account, bill.columns) == (Channel.ALIPAY, "20880000000000000156", 25)
    assert (bill.begins, bill.ends, bill.left_out) == (date(2025, 1, 2), date(2025, 1, 2), ())
    assert [
        (one.line, one.order, one.refund, one.amount, one.fee, one.product, one.payer) for one in bill.payments
    ] == [
        (6, "YRJ001", "", 100_00, 60, "慈善一日捐", "*小明(138****0000)"),
        (7, "YRJ002", "", 35_80, 21, "书,本子,笔", "*小红(hon***@qq.com)"),
        (8, "YRJ002", "re_1", -35_80, -21, "书,本子,笔", "*小红(hon***@qq.com)"),
    ]
    assert (bill.total, bill.fee) == (100_00, 60)


def test_columns_are_found_by_their_names_wherever_they_stand():
    lines = wechat()
    turned = [",".join(reversed(WECHAT_ALL))]
    turned += ["`" + ",`".join(reversed(line.removeprefix("`").split(",`"))) for line in lines[1:6]]

    bill = read_bill([*turned, *lines[6:]])

    assert bill.payments == read_bill(lines).payments


def test_a_payment_that_was_revoked_in_the_same_bill_counts_for_nothing():
    lines = wechat()
    lines[5] = lines[5].replace("4200000000202501030000000003", "4200000000202501020000000002")

    bill = read_bill(lines)

    assert [payment.line for payment in bill.payments] == [2, 4]
    assert bill.left_out == (LeftOut(3, "revoked"), LeftOut(5, "refund_processing"), LeftOut(6, "revoked"))


def test_a_bill_of_successes_knows_no_refunds():
    cells = dict(zip(WECHAT_ALL, wechat()[1].removeprefix("`").split(",`"), strict=True))
    row = "`" + ",`".join(cells[name] for name in WECHAT_SUCCESS)
    totals = [wechat()[6], "`1,`190.00,`0.00,`0.00,`1.20000,`200.00,`0.00"]

    assert read_bill([",".join(WECHAT_SUCCESS), row, *totals]).total == 200_00
    assert refused([",".join(WECHAT_SUCCESS), row.replace("SUCCESS", "REFUND"), *totals]) == (
        "bills.refund_without_number",
        {"line": 2, "column": "微信退款单号"},
    )


def test_what_a_sheet_program_put_around_a_bill_does_no_harm():
    lines = alipay()
    quoted = [",".join(f'"{cell}"' for cell in line.split(",")) for line in lines[5:6]]
    filled = [f"{line},,," for line in lines[8:]]

    assert read_bill([*lines[:5], *quoted, *lines[6:8], *filled]).total == 100_00
    bare = [line.replace("`", "") for line in wechat()[:2]]
    assert read_bill(["", *bare, f"{wechat()[6]},,,", "1,190.00,0.00,0.00,1.20000,200.00,0.00,,,"]).total == 200_00


def test_a_head_that_ends_in_a_comma_has_rows_that_do():
    ended = [f"{line}," for line in wechat()[:6]] + wechat()[6:]

    assert read_bill(ended).payments == read_bill(wechat()).payments


def test_what_no_page_can_show_is_left_out_of_names():
    lines = wechat()
    lines[1] = lines[1].replace("慈善一日捐", "慈善\x1b\u202e一日　捐" + "捐" * 300)

    assert read_bill(lines).payments[0].product == "慈善一日 捐" + "捐" * 194


def test_a_quote_that_nobody_closed_is_a_wrong_number_of_cells():
    lines = alipay()
    lines[5] = '"' + lines[5] + "\r,"

    assert refused(lines)[0] == "bills.cells"

    lines[5] = '"a",b\rc'

    assert refused(lines) == ("bills.cells", {"line": 6, "cells": 2, "columns": 25})


def test_one_payment_stands_in_a_bill_once():
    one = wechat()[1]
    totals = [wechat()[6], "`2,`380.00,`0.00,`0.00,`2.40000,`400.00,`0.00"]

    facts = {"line": 3, "first": 2, "number": "4200000000202501020000000001"}
    assert refused([wechat()[0], one, one, *totals]) == ("bills.twice_alike", facts)
    assert refused([wechat()[0], one, one.replace("09:12:33", "09:12:34"), *totals]) == ("bills.twice_different", facts)


def test_a_bill_of_wechat_without_a_row_says_nothing():
    empty = [wechat()[0], wechat()[6], "`0,`0.00,`0.00,`0.00,`0.00000,`0.00,`0.00"]

    assert refused(empty) == ("bills.nothing_in_it", {"line": 1})


def test_a_bill_of_alipay_without_a_row_is_a_day_without_gifts():
    lines = [*alipay()[:5], alipay()[8], "#交易合计：0笔，商家实收共0.00元，商家优惠共0.00元"]

    bill = read_bill([*lines, "#退款合计：0笔，商家实收退款共0.00元，商家优惠退款共0.00元"])

    assert (bill.payments, bill.total, bill.begins) == ((), 0, date(2025, 1, 2))


def test_too_much_is_refused_before_it_is_read():
    many = [wechat()[0], *["x"] * (MOST_ROWS + 1), *wechat()[6:]]

    assert refused(many) == ("bills.too_many_rows", {"rows": MOST_ROWS + 1, "most": MOST_ROWS})
    assert refused([*alipay()[:5], *["x"] * (MOST_ROWS + 1), *alipay()[8:]])[0] == "bills.too_many_rows"
    assert refused([wechat()[0], "x" * (LONGEST_LINE + 1)]) == (
        "bills.line_too_long",
        {"line": 2, "most": LONGEST_LINE},
    )


@pytest.mark.parametrize(
    ("old", "new", "facts"),
    [
        ("`250.00", "`251.00", {"line": 8, "total": "订单总金额", "said": "251.00", "counted": "250.00"}),
        ("`5,", "`4,", {"line": 8, "total": "总交易单数", "said": "4", "counted": "5"}),
        ("`5,", "`4.5,", {"line": 8, "total": "总交易单数", "said": "4.5", "counted": "5"}),
        ("1.38000", "-1.38005", {"line": 8, "total": "手续费总金额", "said": "-1.38005", "counted": "1.38"}),
    ],
)
def test_a_total_that_differs_is_told_with_both_figures(old, new, facts):
    lines = wechat()
    lines[7] = lines[7].replace(old, new)

    assert refused(lines) == ("bills.total_differs", facts)


def test_what_stood_in_a_cell_is_told_in_short():
    lines = wechat()
    lines[1] = lines[1].replace("CNY", "X" * 100)

    assert refused(lines) == ("bills.currency", {"line": 2, "typed": "X" * 40 + "…"})


def test_each_report_says_what_to_take_instead():
    assert refused(["#支付宝账务汇总查询"]) == (
        "bills.other_report",
        {"line": 1, "report": "账务汇总", "instead": "业务明细"},
    )
    assert refused(["", "资金流水单号"]) == (
        "bills.other_report",
        {"line": 2, "report": "资金账单", "instead": "交易账单（全部）"},
    )
    assert refused(["微信支付账单明细"]) == ("bills.personal_account", {"line": 1, "app": "wechat"})
