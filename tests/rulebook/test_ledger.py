"""The books: docs/rules/ledger.md, row by row."""

from datetime import date

import pytest

from gongjian.rulebook import ledger
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.ledger import EntryKind
from gongjian.rulebook.money import in_yuan
from tests.rulebook.examples import FINE, accounts, examples, fen, lines, place, refusal, verdict

DAY = date(2026, 11, 23)
KINDS = {
    "送出去，还没到账": EntryKind.CASH_SENT,
    "交给另一位保管": EntryKind.CASH_HANDED,
    "付款": EntryKind.PAID,
    "收到物资": EntryKind.GOODS_RECEIVED,
    "发出物资": EntryKind.GOODS_GIVEN,
}
CASH_DEEDS = {
    "入账": (ledger.cash_received, EntryKind.CASH_COUNTED),
    "存银行": (ledger.cash_banked, EntryKind.CASH_BANKED),
}


@pytest.mark.parametrize("row", examples("ledger", "accounts"), ids=str)
def test_the_chart_of_accounts_says_what_holds_something(row):
    assert ledger.is_asset(row["代码"]) is (row["是资产"] == "是")


def test_the_programs_accounts_are_those_of_the_table():
    named = [code for name, code in vars(ledger).items() if name.isupper() and isinstance(code, str)]

    assert list(accounts().values()) == named


@pytest.mark.parametrize("row", examples("ledger", "made"), ids=str)
def test_what_happened_goes_from_one_place_to_another(row):
    (to, amount), (out_of, _amount) = place(row["到哪里"]), place(row["从哪里"])
    kind = KINDS.get(row["什么事"], EntryKind.CASH_COUNTED)

    entry = ledger.moved(kind, DAY, amount, to=to, out_of=out_of)

    assert entry == ledger.Entry(kind, DAY, lines(row["分录"]))
    assert verdict(lambda: ledger.check_entry(entry)) == FINE


@pytest.mark.parametrize("row", [row for row in examples("ledger", "made") if row["什么事"] in CASH_DEEDS], ids=str)
def test_cash_comes_in_and_goes_to_the_bank(row):
    make, kind = CASH_DEEDS[row["什么事"]]

    entry = make(fund="慈善日", custodian="钱小清", amount=100_00, booked_on=DAY)

    assert entry == ledger.Entry(kind, DAY, lines(row["分录"]))


@pytest.mark.parametrize("row", examples("ledger", "payments"), ids=str)
def test_payments_are_on_their_way_with_what_went_back_and_what_was_kept(row):
    taken = ledger.Taken(fen(row["捐款"]), fen(row["退回"]), fen(row["手续费"]))

    entry = ledger.payments_received(fund="慈善日", custodian="钱小清", taken=taken, booked_on=DAY)

    assert entry == ledger.Entry(EntryKind.PAYMENTS_RECEIVED, DAY, lines(row["分录"]))
    assert verdict(lambda: ledger.check_entry(entry)) == FINE


@pytest.mark.parametrize("row", examples("ledger", "entries"), ids=str)
def test_only_a_balanced_entry_is_acceptable(row):
    entry = ledger.Entry(EntryKind.CASH_COUNTED, DAY, lines(row["分录"]))

    assert verdict(lambda: ledger.check_entry(entry)) == row["结果"]


def test_an_unbalanced_entry_says_by_how_much():
    entry = ledger.Entry(EntryKind.PAID, DAY, lines("借 活动 慈善日 30.00；贷 银行 慈善日 29.00"))

    with pytest.raises(RuleBroken) as broken:
        ledger.check_entry(entry)

    assert broken.value.facts == {"difference": 1_00}


def facts_told(broken):
    """The facts of a refusal as the table writes them: money in yuan, goods in pieces."""
    told = {"held": "现有", "pieces": "现有", "missing": "还差", "lacking": "还差"}
    said = {"held": in_yuan, "missing": in_yuan}
    return [f"{told[name]} {said.get(name, str)(fact)}" for name, fact in broken.facts.items()]


@pytest.mark.parametrize("row", examples("ledger", "held"), ids=str)
def test_what_is_not_there_cannot_be_given(row):
    held = {line.place: line.amount for line in lines(row["原来有"])}

    try:
        ledger.check_held(lines(row["要记"]), held)
        said = FINE
    except RuleBroken as broken:
        said = " ".join([refusal(broken), *facts_told(broken)])

    assert said == row["结果"]


@pytest.mark.parametrize("row", examples("ledger", "allocated"), ids=str)
def test_what_is_set_aside_balances_in_each_fund(row):
    (out_of, amount), (to, _amount) = place(row["划出"]), place(row["划入"])

    def allocate():
        entry = ledger.allocated(amount=amount, booked_on=DAY, out_of=out_of, to=to)
        ledger.check_entry(entry)
        return entry

    said = verdict(allocate)
    if said == FINE:
        assert allocate() == ledger.Entry(EntryKind.ALLOCATED, DAY, lines(row["结果"]))
    else:
        assert said == row["结果"]


@pytest.mark.parametrize("row", examples("ledger", "reversals"), ids=str)
def test_a_reversal_changes_debit_and_credit_about(row):
    opposite = ledger.reversal(lines(row["原来那一笔"]), booked_on=DAY)

    assert opposite == ledger.Entry(EntryKind.REVERSAL, DAY, lines(row["冲销的那一笔"]))
