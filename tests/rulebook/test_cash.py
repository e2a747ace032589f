"""Two blind counts, the recount, the third counter: docs/rules/cash.md, row by row."""

from datetime import date

import pytest

from gongjian.rulebook import cash
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.money import in_short
from tests.rulebook.examples import (
    NONE,
    counted,
    examples,
    fen,
    listed,
    organisations,
    pieces,
    refusal,
    submitted,
    verdict,
)

NOT_YET = "没有"


def agreed(tally: cash.Tally) -> str:
    """The agreed count as the tables write it."""
    if tally.agreed is None:
        return NOT_YET
    return "、".join(f"{in_short(value)}×{number}" for value, number in tally.agreed.pieces.items() if number)


def again(tally: cash.Tally) -> str:
    """The denominations to count again as the tables write them."""
    return "、".join(in_short(one.denomination) for one in tally.differences) or NONE


def told(differences: list[cash.Difference]) -> str:
    """Differences as the tables write them."""
    each = [f"{in_short(one.denomination)} 元 {one.first} 对 {one.second} 差 {one.pieces}" for one in differences]
    return "、".join(each) or NONE


def test_the_table_of_denominations_is_the_programs():
    table = [(fen(row["面额（元）"]), int(row["折成分"])) for row in examples("cash", "denominations")]

    assert table == [(denomination, denomination) for denomination in cash.DENOMINATIONS]


@pytest.mark.parametrize("row", examples("cash", "totals"), ids=str)
def test_a_count_is_worth_its_pieces(row):
    assert counted(row["数出来的"]).total == fen(row["合计（元）"])


@pytest.mark.parametrize("row", examples("cash", "refused_counts"), ids=str)
def test_an_impossible_count_is_refused(row):
    with pytest.raises(RuleBroken) as broken:
        counted(row["填的"])

    denomination, number = list(pieces(row["填的"]).items())[-1]
    assert refusal(broken.value) == row["拒绝"]
    assert broken.value.facts["denomination"] == denomination
    assert broken.value.facts.get("pieces", number) == number


@pytest.mark.parametrize("row", examples("cash", "differences"), ids=str)
def test_two_counts_are_compared_piece_by_piece(row):
    assert told(cash.compare(counted(row["甲"]), counted(row["乙"]))) == row["不一样的面额"]


@pytest.mark.parametrize("row", examples("cash", "tallies"), ids=str)
def test_the_counts_in_order_say_where_the_counting_stands(row):
    tally = cash.Tally(submitted(row["先后交来的数"]))

    assert agreed(tally) == row["数清的"]
    assert again(tally) == row["最近一对不一样的面额"]
    if tally.agreed is None:
        assert str(int(tally.round)) == row["下一轮"]


@pytest.mark.parametrize("row", examples("cash", "alone"), ids=str)
def test_nobody_proves_himself(row):
    assert agreed(cash.Tally(submitted(row["先后交来的数"]))) == row["数清的"]


@pytest.mark.parametrize("row", examples("cash", "may_count"), ids=str)
def test_who_may_hand_in_the_next_count(row):
    tally, person = cash.Tally(submitted(row["已经交来的数"])), row["谁来交"]

    def ask() -> None:
        cash.check_may_count(tally, person, organisations()[person], of_two_organisations=row["要两家单位"] == "是")

    assert verdict(ask) == row["结果"]


@pytest.mark.parametrize("row", examples("cash", "bank_by"), ids=str)
def test_counted_cash_lies_in_the_bank_on_the_next_working_day(row):
    assert cash.bank_by(date.fromisoformat(row["数清那天"])) == date.fromisoformat(row["最晚存银行"])


def test_an_empty_box_is_a_result():
    empty = cash.Tally(submitted("甲 空箱；乙 空箱"))

    assert empty.agreed == cash.cash_count({})
    assert listed("空箱") == []
