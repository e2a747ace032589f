"""The code on a slip, however it is typed."""

import pytest

from gongjian.rulebook.slips import ALPHABET, in_groups, tidy


@pytest.mark.parametrize("typed", ["ABCD-2345-EFGH", "abcd2345efgh", " \uff21bcd 2345—efgh ", "ABCD\u20112345。EFGH"])
def test_however_a_code_is_typed_it_is_the_same(typed):
    assert tidy(typed) == "ABCD2345EFGH"


def test_of_another_alphabet_other_characters_are_kept():
    assert (tidy("sj-2o18", "SJ2018O"), tidy("sj-2o18")) == ("SJ2O18", "SJ28")


def test_a_code_is_printed_in_groups_of_four():
    assert (in_groups("ABCD2345EFGH"), tidy(in_groups("ABCD2345EFGH"))) == ("ABCD-2345-EFGH", "ABCD2345EFGH")


def test_no_two_characters_are_mistaken_for_each_other():
    assert (len(set(ALPHABET)), set("01IO") & set(ALPHABET)) == (32, set())
