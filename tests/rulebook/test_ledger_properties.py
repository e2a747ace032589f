"""What holds for any entry of any books."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some

from gongjian.rulebook import ledger
from gongjian.rulebook.errors import RuleBroken
from tests.rulebook.examples import FINE, verdict

DAY = date(2026, 11, 23)
AMOUNTS = some.integers(-(10**9), 10**9)
FACTS = some.text(some.characters(codec="utf-8", exclude_characters="\n\t"), max_size=4)
LINES = some.builds(
    ledger.Line,
    account=some.sampled_from(["1001", "1002", "4101"]),
    fund=some.sampled_from(["甲", "乙"]),
    amount=AMOUNTS,
    custodian=some.sampled_from(["", "丙"]),
)
SMALL_LINES = some.builds(
    ledger.Line, some.just("1001"), some.sampled_from(["甲", "乙"]), some.integers(-2, 2), some.just("")
)
LEAVES = some.builds(
    ledger.Leaf,
    number=some.integers(1, 3),
    entry=FACTS,
    voucher=FACTS,
    booked_on=some.dates(),
    kind=FACTS,
    source=FACTS,
    reverses=FACTS,
    memo_commitment=FACTS,
    lines=some.lists(some.builds(ledger.Line, FACTS, FACTS, AMOUNTS, FACTS), max_size=3).map(tuple),
)


def changed(leaf: ledger.Leaf, fact: str) -> ledger.Leaf:
    """The leaf with one fact made another."""
    value = getattr(leaf, fact)
    other = {int: lambda: value + 1, str: lambda: value + "x", date: lambda: value.replace(year=value.year % 9999 + 1)}
    return replace(leaf, **{fact: other[type(value)]() if type(value) in other else (*value, ledger.Line("", "", 1))})


def sum_of(lines: Sequence[ledger.Line]) -> dict[tuple[str, str, str], int]:
    """What the lines bring to each place."""
    found: dict[tuple[str, str, str], int] = {}
    for line in lines:
        place = (line.account, line.fund, line.custodian)
        found[place] = found.get(place, 0) + line.amount
    return found


@given(some.integers(1, 10**9))
def test_every_entry_that_the_program_makes_is_acceptable(amount):
    for make in (ledger.cash_received, ledger.cash_banked):
        ledger.check_entry(make(fund="甲", custodian="丙", amount=amount, booked_on=DAY))


@given(some.lists(SMALL_LINES, max_size=4))
def test_an_entry_is_acceptable_when_no_line_is_empty_and_each_fund_gives_what_it_takes(lines):
    funds = {line.fund: sum(each.amount for each in lines if each.fund == line.fund) for line in lines}
    entry = ledger.Entry(ledger.EntryKind.CASH_COUNTED, DAY, lines)

    fair = len(lines) > 1 and all(line.amount for line in lines) and not any(funds.values())

    assert (verdict(lambda: ledger.check_entry(entry)) == FINE) is fair


@given(some.lists(LINES, max_size=6))
def test_the_reversal_of_the_reversal_is_the_original(lines):
    assert ledger.reversal(ledger.reversal(lines, booked_on=DAY).lines, booked_on=DAY).lines == lines


@given(some.lists(LINES, max_size=6))
def test_an_entry_and_its_reversal_leave_nothing(lines):
    both = [*lines, *ledger.reversal(lines, booked_on=DAY).lines]

    assert set(sum_of(both).values()) <= {0}


@given(some.lists(LINES, max_size=6), some.dictionaries(some.tuples(*[FACTS] * 3), some.integers(0, 10**9), max_size=3))
def test_no_asset_ever_goes_below_zero(lines, held):
    after = dict(held)
    for place, amount in sum_of(lines).items():
        after[place] = after.get(place, 0) + amount
    overdrawn = {place for place, amount in after.items() if ledger.is_asset(place[0]) and amount < 0}

    said = verdict(lambda: ledger.check_assets(lines, held))

    assert said == ("`ledger.not_enough`" if overdrawn else FINE)


@given(LEAVES, LEAVES)
def test_different_entries_never_have_the_same_bytes(one, other):
    assert (ledger.leaf_bytes(one) == ledger.leaf_bytes(other)) is (one == other)


@given(LEAVES, some.sampled_from([each.name for each in fields(ledger.Leaf)]), some.binary(min_size=32, max_size=32))
def test_a_change_of_any_fact_changes_the_seal(leaf, fact, previous):
    seal = ledger.seal(previous, ledger.leaf_bytes(leaf))

    assert ledger.seal(previous, ledger.leaf_bytes(changed(leaf, fact))) != seal


@given(LEAVES, some.binary(min_size=32, max_size=32), some.binary(min_size=32, max_size=32))
def test_a_seal_stands_on_the_seal_before_it(leaf, previous, another):
    assume(previous != another)

    assert ledger.seal(previous, ledger.leaf_bytes(leaf)) != ledger.seal(another, ledger.leaf_bytes(leaf))


@pytest.mark.parametrize("mark", ["\n", "\t"])
@pytest.mark.parametrize(
    "fact", [each.name for each in fields(ledger.Leaf) if each.name not in {"number", "booked_on", "lines"}]
)
def test_a_fact_with_a_line_break_or_a_tab_is_not_sealed(fact, mark):
    leaf = ledger.Leaf(1, "e", "v", DAY, "k", "s", "", "m", [])

    with pytest.raises(RuleBroken) as broken:
        ledger.leaf_bytes(replace(leaf, **{fact: f"a{mark}b"}))

    assert broken.value.code == "ledger.unsealable"


@pytest.mark.parametrize("fact", ["account", "fund", "custodian"])
def test_a_line_with_a_tab_is_not_sealed(fact):
    line = replace(ledger.Line("1001", "甲", 1), **{fact: "a\tb"})

    with pytest.raises(RuleBroken) as broken:
        ledger.leaf_bytes(ledger.Leaf(1, "e", "v", DAY, "k", "s", "", "m", [line]))

    assert broken.value.code == "ledger.unsealable"


@given(some.text(), some.text(), some.binary(min_size=32, max_size=32), some.binary(min_size=32, max_size=32))
def test_a_memo_is_bound_by_its_words_and_its_salt(words, other_words, salt, other_salt):
    same = (words, salt) == (other_words, other_salt)

    assert (ledger.memo_commitment(words, salt) == ledger.memo_commitment(other_words, other_salt)) is same
