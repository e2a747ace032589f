"""Payment bills: docs/rules/bills.md, row by row."""

from datetime import date, datetime

import pytest

from gongjian.rulebook.bills import Channel, LeftOut, Payment, read_bill
from gongjian.rulebook.bills.cells import PER_FEN, exactly, in_fen
from gongjian.rulebook.bills.heads import ALIPAY_DETAILS, LONGEST_LINE, WECHAT_ALL, WECHAT_OLD, WECHAT_SUCCESS
from gongjian.rulebook.bills.totals import MOST_ROWS
from gongjian.rulebook.errors import RuleBroken
from tests.rulebook.examples import NONE, block, examples, verdict

LAYOUTS = {"wechat_27": WECHAT_ALL, "wechat_24": WECHAT_OLD, "wechat_20": WECHAT_SUCCESS, "alipay_25": ALIPAY_DETAILS}


def lines_of(text):
    return text.replace("⏎", "\n").replace("⇥", "\t").split("\n")


def wechat():
    return lines_of(block("bills", "wechat").removesuffix("\n"))


def alipay():
    return lines_of(block("bills", "alipay").removesuffix("\n"))


def changed(lines, row):
    """A good bill with the one change that a row of the table tells of."""
    at, what, instead = int(row["第几行"]) - 1, row["把"], row["改成"]
    if (what, instead) == ("整行", "重复"):
        return [*lines[: at + 1], *lines[at:]]
    if instead == "删掉":
        return lines[:at] if what == "从这行起" else lines[:at] + lines[at + 1 :]
    # The space before a tab or a comma is lost in a table.
    what, instead = lines_of(what)[0], "" if instead == NONE else instead.replace("⇥", "\t")
    assert what in lines[at], f"line {at + 1} has no {what}"
    return [*lines[:at], *lines_of(lines[at].replace(what, instead)), *lines[at + 1 :]]


def refused(lines):
    with pytest.raises(RuleBroken) as broken:
        read_bill(lines)
    return broken.value.code, broken.value.facts


def paid(payment):
    who = f"，付款人 {payment.payer}" if payment.payer else ""
    return f"{payment.amount} 分，手续费 {payment.fee} 分{who}"


@pytest.mark.parametrize("row", examples("bills", "kinds"), ids=str)
def test_only_a_merchants_bill_is_read(row):
    assert verdict(lambda: read_bill(lines_of(row["文件里写着"]))) == row["结果"]


@pytest.mark.parametrize(("anchor", "layout"), LAYOUTS.items())
def test_the_columns_are_those_of_the_page(anchor, layout):
    assert tuple(block("bills", anchor).strip().split(",")) == layout
    assert len(layout) == int(anchor[-2:])


@pytest.mark.parametrize("row", examples("bills", "amounts"), ids=str)
def test_an_amount_is_read_as_the_table_says_or_not_at_all(row):
    exact = exactly(row["写的"], 2)

    assert (NONE if exact is None else str(exact // PER_FEN)) == row["分"]


@pytest.mark.parametrize("row", examples("bills", "fees"), ids=str)
def test_a_fee_is_rounded_to_fen_in_each_row(row):
    assert in_fen(exactly(row["写的"], 5)) == int(row["分"])


def wechat_row(row):
    cells = dict(zip(WECHAT_ALL, wechat()[1].removeprefix("`").split(",`"), strict=True))
    cells |= {name: "" if cell == NONE else cell for name, cell in row.items() if name in cells}
    back, given, fee = cells["申请退款金额"].lstrip("-"), cells["订单金额"], cells["手续费"]
    cells |= {"应结订单金额": given, "退款金额": back}
    totals = [f"`1,`{given},`{back},`0.00,`{fee},`{given},`{back}"]
    return [wechat()[0], "`" + ",`".join(cells.values()), wechat()[6], *totals]


@pytest.mark.parametrize("row", examples("bills", "wechat_rows"), ids=str)
def test_a_row_of_wechat_counts_as_the_table_says(row):
    lines = wechat_row(row)

    if row["算"].startswith("`"):
        assert verdict(lambda: read_bill(lines)) == row["算"]
    else:
        bill = read_bill(lines)
        counted = [paid(payment) for payment in bill.payments] + [f"不算：{why}" for _line, why in bill.left_out]
        assert counted == [row["算"]]


def alipay_row(row):
    cells = dict(zip(ALIPAY_DETAILS, alipay()[5].split(","), strict=True))
    told = {name.replace("（", "(").replace("）", ")"): cell for name, cell in row.items()}
    cells |= {name: "" if cell == NONE else cell for name, cell in told.items() if name in cells}
    cells |= {"商家实收(元)": "1.00", "商家优惠(元)": "0.00"}
    is_refund = row["业务类型"] == "退款"
    totals = [
        f"#交易合计：{int(not is_refund)}笔，商家实收共{int(not is_refund)}.00元，商家优惠共0.00元",
        f"#退款合计：{int(is_refund)}笔，商家实收退款共{int(is_refund)}.00元，商家优惠退款共0.00元",
    ]
    return [*alipay()[:5], ",".join(cells.values()), alipay()[8], *totals]


@pytest.mark.parametrize("row", examples("bills", "alipay_rows"), ids=str)
def test_a_row_of_alipay_counts_as_the_table_says(row):
    lines = alipay_row(row)

    if row["算"].startswith("`"):
        assert verdict(lambda: read_bill(lines)) == row["算"]
    else:
        assert [paid(payment) for payment in read_bill(lines).payments] == [row["算"]]


@pytest.mark.parametrize("row", examples("bills", "wechat_changes"), ids=str)
def test_a_change_to_a_bill_of_wechat_is_noticed(row):
    assert verdict(lambda: read_bill(changed(wechat(), row))) == row["结果"]


@pytest.mark.parametrize("row", examples("bills", "alipay_changes"), ids=str)
def test_a_change_to_a_bill_of_alipay_is_noticed(row):
    assert verdict(lambda: read_bill(changed(alipay(), row))) == row["结果"]


def test_a_good_bill_of_wechat_is_read_whole():
    bill = read_bill(wechat())

    assert (bill.channel, bill.account, bill.columns) == (Channel.WECHAT, "1900000001", 27)
    assert (bill.begins, bill.ends) == (date(2025, 1, 2), date(2025, 1, 3))
    assert bill.payments == (
        Payment(
            2,
            "4200000000202501020000000001",
            "YRJ20250102001",
            "",
            200_00,
            120,
            datetime(2025, 1, 2, 9, 12, 33),  # noqa: DTZ001  a bill knows only the clock of Shanghai
            "慈善一日捐",
            "",
        ),
        Payment(
            3,
            "4200000000202501020000000002",
            "YRJ20250102002",
            "",
            50_00,
            30,
            datetime(2025, 1, 2, 10, 5),  # noqa: DTZ001
            "书,本子,笔",
            "",
        ),
        Payment(
            4,
            "4200000000202501020000000001",
            "YRJ20250102001",
            "50300000000000000001",
            -20_00,
            -12,
            datetime(2025, 1, 3, 8, 0),  # noqa: DTZ001
            "慈善一日捐",
            "",
        ),
    )
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
    assert read_bill(["", *(line.replace("`", "") for line in wechat()[:2]), *wechat()[3:]][:2] + WITHOUT_BACKTICKS)


WITHOUT_BACKTICKS = [
    wechat()[1].replace("`", ""),
    wechat()[6] + ",,,",
    "1,190.00,0.00,0.00,1.20000,200.00,0.00,,,",
]


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
