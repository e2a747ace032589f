"""What holds for any entry of any books."""

from collections import Counter
from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as some

from gongjian.rulebook import ledger
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.ledger import Entry, EntryKind, Line, Place
from tests.rulebook.examples import FINE, verdict

DAY = date(2026, 11, 23)
FUNDS = some.sampled_from(["甲", "乙"])
HOLDERS = some.sampled_from(["", "丙"])
ITEMS = some.sampled_from(["", "被子", "大米"])
ACCOUNTS = some.sampled_from(["1001", "1002", "1201", "2201", "3101", "4101", "5101"])
PLACES = some.builds(Place, ACCOUNTS, FUNDS, HOLDERS, ITEMS)
LINES = some.builds(Line, ACCOUNTS, FUNDS, some.integers(-(10**9), 10**9), HOLDERS, ITEMS)
SMALL_LINES = some.builds(
    Line, some.sampled_from(["1001", "1201"]), FUNDS, some.integers(-2, 2), item=some.sampled_from(["", "被子"])
)
BALANCES = some.dictionaries(PLACES, some.integers(0, 50), max_size=4)
MOVES = some.builds(
    lambda amount, to, out_of: ledger.moved(EntryKind.PAID, DAY, amount, to=to, out_of=out_of),
    some.integers(1, 3),
    PLACES,
    PLACES,
)


def sum_of(lines):
    """What the lines bring to each place."""
    found = Counter()
    for line in lines:
        found[line.place] += line.amount
    return found


def is_fine(ask):
    return verdict(ask) == FINE


@given(some.integers(1, 10**9))
def test_every_entry_that_the_program_makes_is_acceptable(amount):
    for make in (ledger.cash_received, ledger.cash_banked):
        ledger.check_entry(make(fund="甲", custodian="丙", amount=amount, booked_on=DAY))


@given(some.integers(1, 10**9), HOLDERS, HOLDERS, some.sampled_from([("1001", ""), ("1002", ""), ("1201", "被子")]))
def test_what_is_set_aside_is_acceptable_and_no_place_gains_what_none_loses(amount, holder, other, kind):
    account, item = kind
    out_of, to = Place(account, "甲", holder, item), Place(account, "乙", other, item)

    entry = ledger.allocated(amount=amount, booked_on=DAY, out_of=out_of, to=to)

    ledger.check_entry(entry)
    assets = {place: moved for place, moved in sum_of(entry.lines).items() if ledger.is_asset(place.account)}
    assert assets == {out_of: -amount, to: amount}


@given(some.lists(SMALL_LINES, max_size=4))
def test_an_entry_is_acceptable_when_no_line_is_empty_and_each_fund_gives_what_it_takes_of_each_kind(lines):
    given_and_taken = Counter()
    for line in lines:
        given_and_taken[line.fund, line.item] += line.amount
    entry = Entry(EntryKind.CASH_COUNTED, DAY, lines)

    in_place = all((line.account == ledger.GOODS) is bool(line.item) for line in lines)
    fair = len(lines) > 1 and all(line.amount for line in lines) and in_place and not any(given_and_taken.values())

    assert is_fine(lambda: ledger.check_entry(entry)) is fair


@given(some.lists(LINES, max_size=6))
def test_the_reversal_of_the_reversal_is_the_original(lines):
    assert ledger.reversal(ledger.reversal(lines, booked_on=DAY).lines, booked_on=DAY).lines == lines


@given(some.lists(LINES, max_size=6))
def test_an_entry_and_its_reversal_leave_nothing(lines):
    both = [*lines, *ledger.reversal(lines, booked_on=DAY).lines]

    assert set(sum_of(both).values()) <= {0}


@given(some.lists(LINES, max_size=6), BALANCES)
def test_no_asset_goes_below_zero_no_fund_spends_more_than_its_own_nor_hands_on_more_than_it_owes(lines, held):
    after = Counter(held)
    after.update(sum_of(lines))
    touched = {(line.fund, line.item) for line in lines}
    own = Counter()
    for place, amount in after.items():
        own[place.fund, place.item] += amount if place.account[0] in "345" else 0

    overdrawn = any(amount < 0 and ledger.is_asset(place.account) for place, amount in after.items())
    overspent = any(own[kind] > 0 for kind in touched)
    owes_less = any(amount > 0 and place.account.startswith("2") for place, amount in after.items())

    assert is_fine(lambda: ledger.check_held(lines, held)) is not (overdrawn or overspent or owes_less)


@given(some.lists(SMALL_LINES, max_size=4), BALANCES)
def test_what_is_held_afterwards_is_what_was_held_and_what_came_to_it(lines, held):
    expected = Counter(held)
    expected.update(sum_of(lines))

    assume(is_fine(lambda: ledger.check_held(lines, held)))

    assert ledger.check_held(lines, held) == dict(expected)


@given(some.lists(MOVES, max_size=30))
def test_books_that_take_only_what_is_acceptable_balance_and_never_owe_what_they_spent(moves):
    books = {}
    for entry in moves:
        try:
            ledger.check_entry(entry)
            books = ledger.check_held(entry.lines, books)
        except RuleBroken:
            continue

    whole, own = Counter(), Counter()
    for place, amount in books.items():
        whole[place.fund, place.item] += amount
        own[place.fund, place.item] += amount if place.account[0] in "345" else 0
    assert set(whole.values()) <= {0}
    assert all(amount <= 0 for amount in own.values())
    assert all(amount >= 0 for place, amount in books.items() if ledger.is_asset(place.account))
