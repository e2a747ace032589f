"""Amounts in whole fen: docs/rules/money.md, row by row, and that splitting loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.rulebook import money
from gongjian.rulebook.errors import RuleBroken
from tests.rulebook.examples import examples, fen, listed, refusal

AMOUNTS = some.integers(-(10**12), 10**12)
SHARES = some.lists(some.integers(0, 10**6), min_size=1, max_size=20).filter(any)


@pytest.mark.parametrize("row", examples("money", "in_yuan"), ids=str)
def test_fen_are_told_in_yuan(row):
    assert money.in_yuan(int(row["分"])) == row["元"]


@pytest.mark.parametrize("row", examples("money", "in_short"), ids=str)
def test_a_note_is_called_as_it_is_printed(row):
    assert money.in_short(int(row["分"])) == row["票面"]


@pytest.mark.parametrize("row", examples("money", "fen_of"), ids=str)
def test_what_people_type_is_read_in_one_way_or_not_at_all(row):
    try:
        said = money.in_yuan(money.fen_of("" if row["填的"] == "空着" else row["填的"]))
    except RuleBroken as broken:
        said = refusal(broken)

    assert said == row["结果（元）"]


@given(some.integers(1, 10**11 - 1))
def test_what_is_told_can_be_typed_again(amount):
    assert money.fen_of(money.in_yuan(amount)) == amount


@pytest.mark.parametrize("row", examples("money", "split"), ids=str)
def test_an_amount_is_split_by_shares(row):
    shares = [int(share) for share in listed(row["份额"])]

    assert money.split(fen(row["一共（元）"]), shares) == [fen(part) for part in listed(row["各得（元）"])]


@pytest.mark.parametrize("row", examples("money", "split_refused"), ids=str)
def test_without_shares_nothing_is_split(row):
    with pytest.raises(RuleBroken) as broken:
        money.split(100, [int(share) for share in listed(row["份额"])])

    assert refusal(broken.value) == row["拒绝"]


@given(AMOUNTS)
def test_what_is_told_in_yuan_can_be_read_back(amount):
    assert fen(money.in_yuan(amount)) == amount


@given(AMOUNTS, SHARES)
def test_splitting_loses_no_fen(amount, shares):
    assert sum(money.split(amount, shares)) == amount


@given(AMOUNTS, SHARES)
def test_no_part_is_a_whole_fen_off_its_share(amount, shares):
    parts, whole = money.split(amount, shares), sum(shares)

    off = [
        part * whole - amount * share
        for part, share in zip(parts, shares, strict=True)
        if abs(part * whole - amount * share) >= whole
    ]

    assert off == []


@given(AMOUNTS, SHARES)
def test_a_share_of_nothing_gets_nothing(amount, shares):
    parts = money.split(amount, [*shares, 0])

    assert parts[-1] == 0


@given(AMOUNTS, SHARES)
def test_the_same_question_has_the_same_answer(amount, shares):
    assert money.split(amount, shares) == money.split(amount, tuple(shares))
