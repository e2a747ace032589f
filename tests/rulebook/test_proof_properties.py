"""What holds for the seals and heads of any books."""

from datetime import date
from itertools import accumulate

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from gongjian.rulebook import merkle, proof
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.proof import Head, Leaf, Verdict

DAY = date(2026, 11, 23)
PLAIN = some.characters(codec="utf-8", exclude_characters="\n\t")
FACTS = some.text(PLAIN, max_size=4)
SALTS = some.binary(min_size=32, max_size=32)
HASHES = some.binary(min_size=32, max_size=32)
TEXTS = [name for name in Leaf._fields if name not in {"format", "number", "lines"}]


def leaf_of(form):
    """Any entry of a format."""
    facts = {name: FACTS for name in TEXTS if form > 1 or name != "gifts_root"}
    cells = some.lists(FACTS, min_size=3 + form, max_size=3 + form).map(tuple)
    facts |= {"number": some.integers(1, 3), "lines": some.lists(cells, max_size=3).map(tuple)}
    return some.builds(Leaf, format=some.just(form), **({"gifts_root": some.just("")} | facts))


LEAVES = some.sampled_from([1, 2]).flatmap(leaf_of)
CONTENTS = some.lists(some.binary(max_size=3), min_size=1, max_size=12)


def hashed(contents):
    return [merkle.leaf_hash(each) for each in contents]


def seals(leaves):
    """The seals of a book's entries, in order."""
    return list(accumulate(leaves, proof.seal, initial=proof.NO_SEAL))[1:]


def head(leaves):
    return Head("book", DAY, len(leaves), merkle.root_of(leaves), (seals(leaves) or [proof.NO_SEAL])[-1])


def held_against(kept, leaves):
    now = head(leaves[: kept.size])
    return proof.compared(kept, entries=len(leaves), root_then=now.root, seal_then=now.seal)


def changed(leaf, fact):
    """The entry with one fact made another."""
    if fact == "lines":
        return leaf._replace(lines=(*leaf.lines, ("x",) * (3 + leaf.format)))
    return leaf._replace(**{fact: getattr(leaf, fact) + (1 if fact == "number" else "x")})


@given(LEAVES, LEAVES)
def test_different_entries_never_have_the_same_bytes(one, other):
    assert (one.content == other.content) is (one == other)


@given(LEAVES, some.data())
def test_a_change_of_any_fact_changes_the_seal(leaf, data):
    facts = [name for name in Leaf._fields if name != "format" and (leaf.format > 1 or name != "gifts_root")]
    other = changed(leaf, data.draw(some.sampled_from(facts)))

    one_seal, other_seal = (proof.seal(proof.NO_SEAL, merkle.leaf_hash(each.content)) for each in (leaf, other))

    assert one_seal != other_seal


@given(LEAVES)
def test_no_entry_is_sealed_in_two_formats_alike(leaf):
    other = leaf._replace(format=3 - leaf.format, gifts_root="", lines=())

    assert other.content != leaf._replace(gifts_root="", lines=()).content


@pytest.mark.parametrize("mark", ["\n", "\t"])
@pytest.mark.parametrize("fact", TEXTS)
@given(leaf=leaf_of(2), before=FACTS, after=FACTS)
def test_a_fact_with_a_line_break_or_a_tab_is_not_sealed(fact, mark, leaf, before, after):
    with pytest.raises(RuleBroken, match=r"proof\.unsealable"):
        _ = leaf._replace(**{fact: before + mark + after}).content


@pytest.mark.parametrize("mark", ["\n", "\t"])
@given(leaf=leaf_of(2), cells=some.lists(FACTS, min_size=5, max_size=5), place=some.integers(0, 4))
def test_a_line_with_a_line_break_or_a_tab_is_not_sealed(mark, leaf, cells, place):
    cells[place] += mark

    with pytest.raises(RuleBroken, match=r"proof\.unsealable"):
        _ = leaf._replace(lines=(*leaf.lines, cells)).content


@given(some.text(), some.text(), SALTS, SALTS)
def test_a_memo_is_bound_by_its_words_and_its_salt(words, other_words, salt, other_salt):
    same = (words, salt) == (other_words, other_salt)

    assert (proof.memo_commitment(words, salt) == proof.memo_commitment(other_words, other_salt)) is same


@given(some.text(), some.text(), SALTS)
def test_the_words_beside_an_entry_fit_when_they_are_the_sealed_ones_or_were_erased(words, other, salt):
    sealed = proof.memo_commitment(words, salt)

    assert proof.memo_fits(other, salt, sealed) is (other == words)
    assert proof.memo_fits(other, b"", sealed) is (other == "")


@given(CONTENTS, some.data())
def test_after_an_altered_entry_every_seal_is_another(contents, data):
    at = data.draw(some.integers(0, len(contents) - 1))
    altered = [*contents[:at], contents[at] + b"!", *contents[at + 1 :]]

    pairs = list(zip(seals(hashed(contents)), seals(hashed(altered)), strict=True))

    assert [one == other for one, other in pairs] == [True] * at + [False] * (len(contents) - at)


@given(HASHES, HASHES, HASHES)
def test_a_seal_stands_on_the_seal_before_it(leaf, previous, another):
    assume(previous != another)

    assert proof.seal(previous, leaf) != proof.seal(another, leaf)


@given(some.text(some.characters(categories=["L", "N"]), min_size=1), some.dates(), some.integers(0), HASHES, HASHES)
def test_every_head_is_noted_on_one_line_and_read_again(book, day, size, root, seal):
    told = Head(book, day, size, root, seal)

    assert (Head.from_line(told.line), told.line.splitlines()) == (told, [told.line])


@given(CONTENTS, some.lists(some.binary(max_size=3), max_size=6))
def test_whatever_is_entered_afterwards_the_book_fits_the_kept_head(contents, more):
    assert held_against(head(hashed(contents)), hashed(contents + more)) is Verdict.CONTINUED


@given(CONTENTS, some.lists(some.binary(max_size=3), max_size=20))
def test_another_past_never_fits_the_kept_head(contents, others):
    assume(others[: len(contents)] != contents)
    shorter = len(others) < len(contents)

    said = held_against(head(hashed(contents)), hashed(others))

    assert said is (Verdict.ROLLED_BACK if shorter else Verdict.REWRITTEN)


@given(some.lists(some.dates()), some.lists(some.dates()), some.dates())
def test_each_busy_day_before_today_has_a_head_or_is_named_once(busy, signed, today):
    missing = proof.days_without_head(busy, signed, today)

    assert missing == sorted(set(missing))
    assert set(missing) | {day for day in busy if day in signed or day >= today} == set(busy)
    assert not set(missing) & {*signed, today}


@given(leaf_of(2))
def test_a_cell_too_many_does_not_make_up_for_one_too_few(leaf):
    lines = (("1001", "fund", "", "1"), ("4101", "fund", "", "", "", "-1"))

    with pytest.raises(RuleBroken, match=r"proof\.unsealable"):
        _ = leaf._replace(lines=lines).content
