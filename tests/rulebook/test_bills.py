"""Payment bills: docs/rules/bills.md, row by row."""

import pytest

from gongjian.rulebook.bills import read_bill
from gongjian.rulebook.bills.cells import PER_FEN, exactly, in_fen
from gongjian.rulebook.bills.heads import ALIPAY_DETAILS, WECHAT_ALL, WECHAT_OLD, WECHAT_SUCCESS
from tests.rulebook.examples import NONE, block, examples, verdict
from tests.rulebook.written_bills import alipay, lines_of, wechat

LAYOUTS = {"wechat_27": WECHAT_ALL, "wechat_24": WECHAT_OLD, "wechat_20": WECHAT_SUCCESS, "alipay_25": ALIPAY_DETAILS}


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
