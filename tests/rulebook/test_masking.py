"""What is shown of a name, a number or an address: docs/rules/masking.md, row by row."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from gongjian.rulebook.masking import MASKS
from tests.rulebook.examples import examples

ROWS = [(kind, row) for kind in MASKS for row in examples("masking", kind)]
DIGITS = some.text("0123456789", max_size=20)


def digits_in(text):
    return sum(mark.isdigit() for mark in text)


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=str)
def test_only_so_much_is_shown(kind, row):
    told, shown = row.values()

    assert MASKS[kind](told) == shown


def test_nothing_is_shown_of_no_name():
    assert MASKS["name"]("") == ""


@given(DIGITS)
def test_no_more_than_seven_digits_of_a_number_are_shown(number):
    assert [kind for kind in ("phone", "id_number") if digits_in(MASKS[kind](number)) > 7] == []


@given(DIGITS)
def test_a_number_is_masked_alike_however_it_is_written(number):
    assert MASKS["phone"](" - ".join(number)) == MASKS["phone"](number)
