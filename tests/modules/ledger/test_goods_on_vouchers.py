"""Vouchers with goods in them: pieces stand with their unit, and nothing adds them to yuan."""

import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from gongjian.modules.ledger.models import Goods
from gongjian.modules.ledger.queries import amount_of, goods_of
from gongjian.rulebook.ledger import Entry, EntryKind, Line
from tests import given
from tests.booking import book


@pytest.fixture
def quilts(cast):
    return Goods.objects.create(alliance=cast.alliance, name="被子", unit="条")


def lines_of_money(cast, fund, amount=100_00):
    return [Line("1001", str(fund.pk), amount, str(cast.cashier.pk)), Line("4101", str(fund.pk), -amount)]


def lines_of_goods(cast, fund, goods, pieces=20):
    came = Line("1201", str(fund.pk), pieces, str(cast.cashier.pk), str(goods.pk))
    return [came, Line("4101", str(fund.pk), -pieces, item=str(goods.pk))]


def entered(cast, *, quilts, money):
    """Quilts were given, and perhaps money with them."""
    fund = given.campaign(cast).fund
    lines = [*(lines_of_money(cast, fund) if money else []), *lines_of_goods(cast, fund, quilts)]
    entry = Entry(EntryKind.GOODS_RECEIVED, given.TODAY, lines)
    return book(actor=cast.cashier, fund=fund, entry=entry, memo="收到被子")


def read(page):
    """What somebody reads on a page, with a stroke between what stands apart."""
    return re.sub(r"\s*\|[\s|]*", "|", strip_tags(re.sub(r"</?(t[dhr]|p|dd|dt|h\d|tfoot)\b", r"|\g<0>", page)))


def voucher(visit, entry):
    return read(visit.get(reverse("ledger:entry", args=[entry.pk])).content.decode())


def test_pieces_stand_with_their_unit_and_only_money_is_added_up(cast, door, quilts):
    entry = entered(cast, quilts=quilts, money=True)

    told = voucher(door(cast.cashier), entry)

    assert (amount_of(entry), goods_of(entry)) == (100_00, ["被子 20 条"])
    assert "|1001 库存现金|慈善一日捐|钱小清|100.00|" in told
    assert "|1201 存货 · 被子|慈善一日捐|钱小清|20 条|" in told
    assert "|4101 捐赠收入 · 被子|慈善一日捐|20 条|" in told
    assert "|合计 人民币壹佰元整|100.00|100.00|" in told
    assert "100.20" not in told


def test_a_voucher_of_goods_alone_has_no_total_in_yuan(cast, door, quilts):
    entry = entered(cast, quilts=quilts, money=False)

    told = voucher(door(cast.cashier), entry)

    assert (amount_of(entry), goods_of(entry)) == (0, ["被子 20 条"])
    assert "|20 条|" in told
    assert [word for word in ("合计", "单位：元", "0.20") if word in told] == []


@pytest.mark.parametrize(
    ("money", "question", "said"),
    [
        (True, "冲销第 1 笔，100.00 元？", ["100.00", "壹佰元整", "被子 20 条"]),
        (False, "冲销第 1 笔，被子 20 条？", ["被子 20 条"]),
    ],
)
def test_whoever_answers_a_reversal_reads_what_goods_it_takes_back(cast, door, quilts, money, question, said):
    entry = entered(cast, quilts=quilts, money=money)
    asking = read(door(cast.cashier).get(reverse("ledger:ask_reversal", args=[entry.pk])).content.decode())
    reversal = given.asked_reversal(cast, entry)

    addresses = [reverse(f"ledger:{deed}_reversal", args=[reversal.pk]) for deed in ("agree", "refuse")]
    agreeing, refusing = (read(door(cast.secretary).get(address).content.decode()) for address in addresses)

    assert (f"|同意{question}|" in agreeing, f"|不同意{question}|" in refusing) == (True, True)
    assert [word in page for page in (agreeing, refusing) for word in said] == [True] * 2 * len(said)
    assert ("被子 20 条" in asking, "|金额|" in asking) == (True, money)
