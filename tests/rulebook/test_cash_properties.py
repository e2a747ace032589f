"""What holds for any counts of any box."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from gongjian.rulebook import cash
from tests.rulebook.examples import FINE, verdict

# Few pieces of few denominations, so that counts often agree by themselves.
COUNTS = some.dictionaries(some.sampled_from(cash.DENOMINATIONS[:3]), some.integers(0, 2)).map(cash.cash_count)
ANY_COUNTS = some.dictionaries(some.sampled_from(cash.DENOMINATIONS), some.integers(0, cash.MOST_PIECES)).map(
    cash.cash_count
)
PEOPLE = some.sampled_from(["甲", "乙", "丙", "丁"])


def handed_in(person: str, count: cash.CashCount) -> cash.Submitted:
    return cash.Submitted(person, person, count)


@some.composite
def histories(draw: some.DrawFn) -> list[cash.Submitted]:
    """Counts as they may come in, and as they may not: also one person twice, or as the third."""
    two = [draw(PEOPLE), draw(PEOPLE)]
    people = [*two, *draw(some.permutations(two)), *draw(some.lists(PEOPLE, max_size=4))]
    length = draw(some.integers(0, len(people)))
    return [handed_in(person, draw(COUNTS)) for person in people[:length]]


def may_follow(history: list[cash.Submitted], person: str) -> str:
    """Whether this person's count may come next, in an alliance that wants two organisations."""
    tally = cash.Tally(history)
    return verdict(lambda: cash.check_may_count(tally, person, person, of_two_organisations=True))


@some.composite
def allowed_histories(draw: some.DrawFn) -> list[cash.Submitted]:
    """Counts as the rules let them in, from people who try in any order."""
    history: list[cash.Submitted] = []
    for person, count in draw(some.lists(some.tuples(PEOPLE, COUNTS), max_size=12)):
        if may_follow(history, person) == FINE:
            history.append(handed_in(person, count))
    return history


@given(ANY_COUNTS)
def test_a_count_agrees_with_itself(count):
    assert cash.compare(count, count) == []


@given(ANY_COUNTS, ANY_COUNTS)
def test_comparing_is_symmetric(one, other):
    swapped = [cash.Difference(each.denomination, each.second, each.first) for each in cash.compare(other, one)]

    assert cash.compare(one, other) == swapped


@given(ANY_COUNTS, ANY_COUNTS)
def test_what_does_not_differ_is_worth_the_same(one, other):
    differing = {each.denomination: each.second - each.first for each in cash.compare(one, other)}

    assert one.total + sum(value * more for value, more in differing.items()) == other.total


@given(COUNTS)
def test_two_equal_blind_counts_agree(count):
    assert cash.Tally([handed_in("甲", count), handed_in("乙", count)]).agreed == count


@given(histories())
def test_an_agreement_is_never_one_persons(history):
    found = cash.Tally(history).agreed

    assert found is None or len({each.counter for each in history if each.count == found}) > 1


@given(histories())
def test_one_person_alone_never_agrees(history):
    alone = [handed_in("甲", each.count) for each in history]

    assert cash.Tally(alone).agreed is None


@given(COUNTS, COUNTS, COUNTS, COUNTS, some.lists(COUNTS, max_size=2))
def test_it_does_not_matter_which_of_the_pair_hands_in_first(first, second, again, once_more, thirds):
    blind = [handed_in("甲", first), handed_in("乙", second)]
    recount = [handed_in("甲", again), handed_in("乙", once_more)]
    alone = [handed_in(name, count) for name, count in zip("丙丁", thirds, strict=False)]

    as_it_came = cash.Tally([*blind, *recount, *alone])
    other_way = cash.Tally([*reversed(blind), *reversed(recount), *alone])
    mixed = cash.Tally([*blind, *reversed(recount), *alone])

    assert as_it_came.agreed == other_way.agreed == mixed.agreed
    assert as_it_came.differences == mixed.differences


@given(histories(), PEOPLE)
def test_no_count_is_asked_for_once_two_people_agree(history, person):
    tally = cash.Tally(history)

    said = verdict(lambda: cash.check_may_count(tally, person, person, of_two_organisations=False))

    assert (said == "`cash.agreed_already`") is (tally.agreed is not None)


@given(allowed_histories())
def test_until_two_people_agree_somebody_can_go_on(history):
    tally = cash.Tally(history)

    said = {may_follow(history, person) for person in "甲乙丙丁戊己庚辛壬"}

    assert (FINE in said) is (tally.agreed is None)


@given(allowed_histories())
def test_the_rules_let_two_people_count_then_the_same_two_and_then_each_other_person_once(history):
    people = [each.counter for each in history]

    assert len(set(people[:2])) == len(people[:2])
    assert set(people[2:4]) <= set(people[:2])
    assert len(set(people[2:])) == len(people[2:])


@given(some.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_cash_is_banked_after_the_counting_on_a_weekday_within_three_days(counted_on):
    due = cash.bank_by(counted_on)

    assert counted_on < due <= counted_on + timedelta(days=3)
    assert due.weekday() in range(5)
