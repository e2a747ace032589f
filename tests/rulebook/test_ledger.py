"""The books: docs/rules/ledger.md, row by row."""

from datetime import date

import pytest

from gongjian.rulebook import ledger
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.money import in_yuan
from tests.rulebook.examples import FINE, FUND_ACCOUNTS, block, examples, lines, refusal, verdict

DAY = date(2026, 11, 23)
LEAF = ledger.Leaf(
    number=1,
    entry="0190a5c0-0000-7000-8000-000000000001",
    voucher="2018-0001",
    booked_on=date(2018, 1, 20),
    kind="cash_counted",
    source="campaigns.cashbox:0190a5c0-0000-7000-8000-000000000002",
    reverses="",
    memo_commitment="9f2c",
    lines=(ledger.Line("1001", "fund-1", 438650, "person-1"), ledger.Line("4101", "fund-1", -438650)),
)


@pytest.mark.parametrize("row", examples("ledger", "accounts"), ids=str)
def test_the_chart_of_accounts_says_what_holds_something(row):
    assert FUND_ACCOUNTS[row["科目"]] == row["代码"]
    assert ledger.is_asset(row["代码"]) is (row["是资产"] == "是")


def test_the_programs_accounts_are_those_of_the_table():
    codes = [row["代码"] for row in examples("ledger", "accounts")]

    assert codes == [ledger.CASH, ledger.BANK, ledger.DONATIONS]


@pytest.mark.parametrize("row", examples("ledger", "made"), ids=str)
def test_what_happened_becomes_an_entry(row):
    make, kind = {
        "入账": (ledger.cash_received, ledger.EntryKind.CASH_COUNTED),
        "存银行": (ledger.cash_banked, ledger.EntryKind.CASH_BANKED),
    }[row["什么事"]]

    entry = make(fund="慈善日", custodian="钱小清", amount=100_00, booked_on=DAY)

    assert entry == ledger.Entry(kind, DAY, lines(row["分录"]))


@pytest.mark.parametrize("row", examples("ledger", "entries"), ids=str)
def test_only_a_balanced_entry_is_acceptable(row):
    entry = ledger.Entry(ledger.EntryKind.CASH_COUNTED, DAY, lines(row["分录"]))

    assert verdict(lambda: ledger.check_entry(entry)) == row["结果"]


@pytest.mark.parametrize("row", examples("ledger", "assets"), ids=str)
def test_money_that_is_not_there_cannot_be_given(row):
    held = {(line.account, line.fund, line.custodian): line.amount for line in lines(row["原来有"])}

    try:
        ledger.check_assets(lines(row["要记"]), held)
        said = FINE
    except RuleBroken as broken:
        had, lacks = (in_yuan(int(broken.facts[fact] or 0)) for fact in ("held", "missing"))
        said = f"{refusal(broken)} 现有 {had} 还差 {lacks}"

    assert said == row["结果"]


@pytest.mark.parametrize("row", examples("ledger", "reversals"), ids=str)
def test_a_reversal_changes_debit_and_credit_about(row):
    opposite = ledger.reversal(lines(row["原来那一笔"]), booked_on=DAY)

    assert opposite == ledger.Entry(ledger.EntryKind.REVERSAL, DAY, lines(row["冲销的那一笔"]))


def test_the_bytes_of_an_entry_are_those_of_the_page():
    assert ledger.leaf_bytes(LEAF).decode() == block("ledger", "bytes")


def test_the_first_seal_is_that_of_the_page():
    assert ledger.seal(ledger.NO_SEAL, ledger.leaf_bytes(LEAF)).hex() == block("ledger", "seal").strip()


@pytest.mark.parametrize("row", examples("ledger", "short_seals"), ids=str)
def test_people_compare_eight_characters(row):
    assert ledger.short_seal(row["账印"]) == row["短印"]


@pytest.mark.parametrize("row", examples("ledger", "memos"), ids=str)
def test_a_memo_leaves_its_fingerprint(row):
    assert ledger.memo_commitment(row["摘要"], bytes.fromhex(row["盐（十六进制）"])) == row["指纹"]
