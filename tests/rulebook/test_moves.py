"""Which deed takes a thing from which state to which: docs/rules/moves.md, row by row."""

from collections import defaultdict

import pytest

from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.moves import Moves
from tests.rulebook.examples import FINE, examples, verdict

TABLE = defaultdict(list)
for _row in examples("moves", "table"):
    TABLE[_row["办的事"]].append((_row["从"], _row["到"]))
BOX = Moves(TABLE)


def said(deed: str, state: str, following: str) -> str:
    return verdict(lambda: BOX.check(deed, state, following))


@pytest.mark.parametrize("row", examples("moves", "moves"), ids=str)
def test_only_the_moves_of_the_table_are_made(row):
    assert said(row["办的事"], row["现在"], row["要变成"]) == row["结果"]


@pytest.mark.parametrize("row", examples("moves", "moves"), ids=str)
def test_asking_is_not_moving(row):
    assert BOX.allows(row["办的事"], row["现在"], row["要变成"]) is (row["结果"] == FINE)


def test_every_other_move_is_refused():
    states = {state for made in TABLE.values() for move in made for state in move}
    every = {(deed, state, following) for deed in TABLE for state in states for following in states}

    fine = {(deed, *move) for deed, made in TABLE.items() for move in made}
    assert {move for move in every if said(*move) == FINE} == fine


def test_a_refusal_names_both_states():
    with pytest.raises(RuleBroken) as broken:
        BOX.check("交数", "已封箱", "正在清点")

    assert broken.value.facts == {"state": "已封箱", "following": "正在清点"}
