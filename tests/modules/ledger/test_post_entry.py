"""Entering a booking in the books: only in the course of another deed, sealed on top of what was there."""

from dataclasses import replace
from datetime import timedelta

from gongjian.modules.ledger import queries
from gongjian.modules.ledger.actions import Booking, post_entry
from gongjian.modules.ledger.models import JournalEntry
from gongjian.rulebook import ledger, merkle, proof
from gongjian.rulebook.ledger import Entry, EntryKind, Line
from tests import given
from tests.booking import book
from tests.cast import ROLES
from tests.modules.told import last_facts, not_permitted, person, rule_says

ONLY_IN_A_DEED = "账只随着一件办成的事记进来，不能单独记。"


def received(fund, amount=100_00, custodian="", booked_on=given.TODAY):
    return ledger.cash_received(fund=str(fund.pk), custodian=custodian, amount=amount, booked_on=booked_on)


def test_an_entry_has_a_number_a_voucher_and_a_seal_on_top_of_the_last(cast):
    fund = given.campaign(cast).fund

    first, second = (book(actor=cast.cashier, fund=fund, entry=received(fund, amount)) for amount in (100_00, 200_00))

    assert (first.number, first.voucher, second.number, second.voucher) == (1, "2026-0001", 2, "2026-0002")
    leaf = merkle.leaf_hash(queries.leaf_of(second, queries.lines_of(second), {}).content)
    assert second.seal == proof.seal(bytes.fromhex(first.seal), leaf).hex()
    assert queries.first_broken(cast.alliance.pk) is None


def test_vouchers_begin_anew_each_year_and_numbers_do_not(cast):
    fund = given.campaign(cast).fund
    book(actor=cast.cashier, fund=fund, entry=received(fund))

    entry = book(actor=cast.cashier, fund=fund, entry=received(fund, booked_on=given.TODAY + timedelta(days=60)))

    assert (entry.number, entry.voucher) == (2, "2027-0001")
    assert book(actor=cast.cashier, fund=fund, entry=received(fund)).voucher == "2026-0002"


def test_each_alliance_has_books_of_its_own(cast):
    ours, theirs = given.campaign(cast).fund, given.next_doors_campaign(cast).fund
    book(actor=cast.cashier, fund=ours, entry=received(ours))

    entry = book(actor=cast.cashier, fund=theirs, entry=received(theirs))

    assert (entry.alliance, entry.number, entry.voucher) == (cast.next_door, 1, "2026-0001")
    assert [queries.first_broken(each.pk) for each in (cast.alliance, cast.next_door)] == [None, None]


def test_the_words_stand_beside_the_entry_bound_by_a_commitment(cast):
    fund = given.campaign(cast).fund

    entry = book(actor=cast.cashier, fund=fund, entry=received(fund), memo="东口的现金")

    salt = bytes(entry.memo.salt)
    assert (entry.memo.words, len(salt)) == ("东口的现金", 32)
    assert entry.memo_commitment == proof.memo_commitment("东口的现金", salt)


def test_an_unbalanced_booking_is_refused(cast):
    fund = given.campaign(cast).fund
    lines = [Line("1001", str(fund.pk), 100), Line("4101", str(fund.pk), -99)]

    with rule_says("ledger.unbalanced", difference=1):
        book(actor=cast.cashier, fund=fund, entry=Entry(EntryKind.CASH_COUNTED, given.TODAY, lines))


def test_one_line_is_no_booking(cast):
    fund = given.campaign(cast).fund
    entry = received(fund)

    with rule_says("ledger.too_few_lines"):
        book(actor=cast.cashier, fund=fund, entry=replace(entry, lines=entry.lines[:1]))


def test_a_line_of_nothing_is_refused(cast):
    fund = given.campaign(cast).fund

    with rule_says("ledger.empty_line"):
        book(actor=cast.cashier, fund=fund, entry=received(fund, 0))


def test_one_funds_money_does_not_become_anothers(cast):
    fund, other = given.campaign(cast).fund, given.campaign(cast, code="other").fund
    lines = [Line("1001", str(fund.pk), 100), Line("4101", str(other.pk), -100)]

    with rule_says("ledger.fund_unbalanced"):
        book(actor=cast.cashier, fund=fund, entry=Entry(EntryKind.CASH_COUNTED, given.TODAY, lines))


def test_money_that_is_not_there_is_not_given(cast):
    fund = given.campaign(cast).fund
    book(actor=cast.cashier, fund=fund, entry=received(fund, 100_00))
    banked = ledger.cash_banked(fund=str(fund.pk), custodian="", amount=100_01, booked_on=given.TODAY)

    with rule_says("ledger.not_enough", held=100_00, missing=1):
        book(actor=cast.cashier, fund=fund, entry=banked)


def test_a_source_with_a_line_break_cannot_be_sealed(cast):
    fund = given.campaign(cast).fund

    with rule_says("proof.unsealable"):
        book(actor=cast.cashier, fund=fund, entry=received(fund), source="box:1\nbox:2")


def test_nobody_books_anything_by_itself(cast):
    fund = given.campaign(cast).fund

    for role in ROLES:
        with not_permitted(ONLY_IN_A_DEED):
            post_entry(actor=person(cast, role), fund=fund, booking=Booking(received(fund), "现金", fund.ref))


def test_the_log_has_number_voucher_and_kind_but_no_words(cast):
    fund = given.campaign(cast).fund

    entry = book(actor=cast.cashier, fund=fund, entry=received(fund))

    facts = {"number": 1, "voucher": "2026-0001", "kind": "cash_counted"}
    assert last_facts("ledger.post_entry") == (cast.cashier.ref, entry.ref, facts)
    assert list(JournalEntry.objects.all()) == [entry]
