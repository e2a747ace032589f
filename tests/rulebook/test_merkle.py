"""The tree over the entries: docs/rules/merkle.md, row by row."""

import pytest

from gongjian.rulebook import merkle
from gongjian.rulebook.merkle import Peaks, Root
from gongjian.rulebook.proof import short_seal
from tests.rulebook.examples import NONE, block, examples, listed

SEVEN = "甲乙丙丁戊己庚"


def leaves(names):
    """The leaves of entries whose bytes are their names."""
    return [merkle.leaf_hash(name.encode()) for name in names if names != NONE]


def tree(names):
    """The hash over these entries."""
    return merkle.root_of(leaves(names))


def given(cell):
    """The hashes of a proof, each named by the entries under it."""
    return [tree(names) for names in listed(cell)]


@pytest.mark.parametrize("row", examples("merkle", "nodes"), ids=str)
def test_two_and_two_become_one(row):
    halves = given(row["由哪两个合成"])
    joined = merkle.node(*halves) if halves else merkle.leaf_hash(row["盖住哪几笔"].encode())

    assert tree(row["盖住哪几笔"]) == joined
    assert short_seal(joined.hex()) == row["数"]


@pytest.mark.parametrize("row", examples("merkle", "roots"), ids=str)
def test_a_growing_tree_needs_only_its_peaks(row):
    peaks = Peaks().plus(leaves(SEVEN[: int(row["几笔"])]))

    assert peaks == Peaks(int(row["几笔"]), tuple(given(row["记着的整块"])))
    assert short_seal(peaks.root.hex()) == row["根"]


@pytest.mark.parametrize("row", examples("merkle", "inclusion"), ids=str)
def test_a_few_hashes_lead_from_an_entry_to_the_root(row):
    entries = SEVEN[: int(row["共几笔"])]

    assert merkle.inclusion_proof(leaves(entries), SEVEN.index(row["哪一笔"])) == given(row["给哪几个数"])


@pytest.mark.parametrize("row", examples("merkle", "led_to_the_root"), ids=str)
def test_only_the_right_hashes_for_the_right_place_lead_to_the_root(row):
    place, size = int(row["第几笔"]) - 1, int(row["共几笔"])

    led_to = merkle.root_from(tree(row["哪一笔"]), place, size, given(row["给的数"]))

    assert (led_to == tree(SEVEN)) is (row["在里面"] == "是")


@pytest.mark.parametrize("row", examples("merkle", "consistency"), ids=str)
def test_a_few_hashes_show_that_the_older_entries_are_still_there(row):
    now = leaves(SEVEN[: int(row["今天几笔"])])

    assert merkle.consistency_proof(now, int(row["以前几笔"])) == given(row["给哪几个数"])


@pytest.mark.parametrize("row", examples("merkle", "continued"), ids=str)
def test_a_root_continues_another_when_nothing_before_was_changed(row):
    older, newer = (Root(len(leaves(row[when])), tree(row[when])) for when in ("以前的账", "今天的账"))

    assert merkle.is_continued(older, newer, given(row["给的数"])) is (row["接得上"] == "是")


@pytest.mark.parametrize("row", examples("merkle", "published_roots"), ids=str)
def test_the_roots_are_those_that_others_published(row):
    contents = [bytes.fromhex(line) for line in block("merkle", "published_leaves").split("\n")[:-1]]
    first = contents[: int(row["几个叶子"])]

    assert merkle.root_of([merkle.leaf_hash(each) for each in first]).hex() == row["根"]


def test_the_root_of_nothing_is_the_hash_of_nothing():
    assert merkle.root_of([]) == merkle.EMPTY == Peaks().root


def test_what_the_book_of_no_entries_is_followed_by_has_to_begin_with_nothing():
    assert not merkle.is_continued(Root(0, tree("甲")), Root(7, tree(SEVEN)), [])
