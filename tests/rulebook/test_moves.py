"""Which state may follow which: docs/rules/moves.md, row by row."""

import pytest

from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.moves import Moves
from tests.rulebook.examples import FINE, examples, listed, verdict

BOX = Moves({row["现在"]: tuple(listed(row["下一步可以是"])) for row in examples("moves", "table")})


def said(state: str, following: str) -> str:
    return verdict(lambda: BOX.check(state, following))


@pytest.mark.parametrize("row", examples("moves", "moves"), ids=str)
def test_only_the_moves_of_the_table_are_made(row):
    assert said(row["现在"], row["要变成"]) == row["结果"]


@pytest.mark.parametrize("row", examples("moves", "moves"), ids=str)
def test_asking_is_not_moving(row):
    assert BOX.allows(row["现在"], row["要变成"]) is (row["结果"] == FINE)


def test_every_other_move_is_refused():
    verdicts = {(state, following): said(state, following) for state in BOX.table for following in BOX.table}

    fine = {(state, following) for state, all_following in BOX.table.items() for following in all_following}
    assert {move for move, said in verdicts.items() if said == FINE} == fine


def test_a_refusal_names_both_states():
    with pytest.raises(RuleBroken) as broken:
        BOX.check("已封箱", "正在清点")

    assert broken.value.facts == {"state": "已封箱", "following": "正在清点"}
