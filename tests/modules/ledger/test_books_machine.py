"""Random histories of the books, beside a model in plain Python: what is entered is what is there, and nothing else."""

from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from gongjian.foundation import clock
from gongjian.modules.ledger.actions import (
    Booking,
    agree_close,
    agree_reversal,
    ask_reversal,
    propose_close,
)
from gongjian.modules.ledger.models import MONEY, NOBODY, Fund, Goods, JournalEntry, Memo
from gongjian.modules.ledger.queries import first_broken, lines_of, public_funds, wrong_sums
from gongjian.modules.ledger.queries.balances import held_in
from gongjian.rulebook import ledger
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.ledger import EntryKind, Place
from tests import given
from tests.booking import book, book_all

AMOUNTS = st.integers(1, 500_00)
FUNDS = st.sampled_from(["free", "child", "pupils"])
HANDS = st.sampled_from(["cashier", "committee"])


class Books(RuleBasedStateMachine):
    """Everything that may happen to the books of one alliance, in any order, over months."""

    def __init__(self, cast):
        super().__init__()
        self.cast, self.frame = cast, transaction.atomic()
        self.frame.__enter__()
        self.held, self.posted, self.taken_back = Counter(), [], set()
        self.day, self.closed, self.import_of = given.TODAY, "", []
        self.hands = {"cashier": str(cast.cashier.pk), "committee": str(cast.committee.pk)}
        self.funds = {
            code: Fund.objects.create(alliance=cast.alliance, code=code, name=code, restricted=code != "free")
            for code in ("free", "child", "pupils")
        }
        self.quilts = str(Goods.objects.create(alliance=cast.alliance, name="被子", unit="条").pk)

    def teardown(self):
        """Every entry is read again at the end only: after each step it would take all the time."""
        alliance, entries = self.cast.alliance.pk, list(JournalEntry.objects.order_by("number"))
        assert held_in(str(fund.pk) for fund in self.funds.values()) == self.held
        assert first_broken(alliance) is None
        assert list(wrong_sums(alliance)) == []
        assert [entry.number for entry in entries] == list(range(1, len(self.posted) + 1))
        for year in {entry.booked_on.year for entry in entries}:
            vouchers = [entry.voucher for entry in entries if entry.booked_on.year == year]
            assert vouchers == [f"{year}-{place:04d}" for place in range(1, len(vouchers) + 1)]
        assert sum(fund.balance for fund in public_funds(alliance, self.day.year)) == self.worth()
        transaction.set_rollback(True)
        self.frame.__exit__(None, None, None)

    def worth(self):
        """What the funds own, in fen: all income less all spending, wherever it lies."""
        return -sum(amount for place, amount in self.held.items() if place.account[0] in "345" and not place.item)

    def place(self, account, fund, hand="", item=""):
        return Place(account, str(self.funds[fund].pk), self.hands.get(hand, ""), item)

    def move(self, kind, amount, to, out_of):
        self.enter(ledger.moved(kind, self.day, amount, to=to, out_of=out_of))

    def enter(self, entry):
        """Enter it, and see that it is refused exactly where the model says so."""
        fund = next(one for one in self.funds.values() if str(one.pk) == entry.lines[0].fund)
        self.expect([entry], lambda: book(actor=self.cast.cashier, fund=fund, entry=entry))

    def expect(self, entries, act):
        """Do it; keep it in the model if all of it could be, and otherwise nothing of it."""
        after, refusal = self.held.copy(), None
        for entry in entries:
            refusal = refusal or self.refusal_of(entry, after)
        with clock.set_to(given.NOON + (self.day - given.TODAY)):
            answer = self.answer_to(act)
        assert answer == refusal
        if answer is None:
            self.held = after
            self.posted += entries
        return answer is None

    @staticmethod
    def answer_to(act):
        """The code of the refusal, if it is one."""
        try:
            act()
        except RuleBroken as broken:
            return broken.code
        return None

    def refusal_of(self, entry, after):
        """What the rules say, told once more in other words; `after` takes the entry in."""
        for line in entry.lines:
            after[line.place] += line.amount
        if self.closed and entry.booked_on.isoformat()[:7] <= self.closed:
            return "closing.month_closed"
        for place, amount in after.items():
            if amount < 0 and place.account[0] == "1":
                return "ledger.too_few_goods" if place.item else "ledger.not_enough"
        if any(amount > 0 for place, amount in after.items() if place.account[0] == "2"):
            return "ledger.owes_less"
        own = Counter()
        for place, amount in after.items():
            own[place.fund, place.item] += amount if place.account[0] in "345" else 0
        return "ledger.fund_overspent" if any(amount > 0 for amount in own.values()) else None

    @rule(fund=FUNDS, hand=HANDS, amount=AMOUNTS)
    def count_cash(self, fund, hand, amount):
        day = self.day - timedelta(days=amount % 40)  # now and then too late for a closed month
        places = {"fund": str(self.funds[fund].pk), "custodian": self.hands[hand]}
        self.enter(ledger.cash_received(amount=amount, booked_on=day, **places))

    @rule(fund=FUNDS, hand=HANDS, amount=AMOUNTS)
    def take_for_a_charity(self, fund, hand, amount):
        owed = self.place(ledger.OWED_TO_CHARITIES, fund)
        self.move(EntryKind.CASH_COUNTED, amount, self.place(ledger.CASH, fund, hand), owed)

    @rule(fund=FUNDS, hand=HANDS, amount=AMOUNTS)
    def bank(self, fund, hand, amount):
        places = {"fund": str(self.funds[fund].pk), "custodian": self.hands[hand]}
        self.enter(ledger.cash_banked(amount=amount, booked_on=self.day, **places))

    @rule(fund=FUNDS, hand=HANDS, amount=AMOUNTS)
    def send_to_the_bank(self, fund, hand, amount):
        way = self.place(ledger.IN_TRANSIT, fund)
        self.move(EntryKind.CASH_SENT, amount, way, self.place(ledger.CASH, fund, hand))

    @rule(fund=FUNDS, amount=AMOUNTS)
    def arrive_at_the_bank(self, fund, amount):
        way = self.place(ledger.IN_TRANSIT, fund)
        self.move(EntryKind.CASH_ARRIVED, amount, self.place(ledger.BANK, fund), way)

    @rule(fund=FUNDS, amount=AMOUNTS)
    def hand_on(self, fund, amount):
        to, out_of = (self.place(ledger.CASH, fund, hand) for hand in ("committee", "cashier"))
        self.move(EntryKind.CASH_HANDED, amount, to, out_of)

    @rule(fund=FUNDS, amount=AMOUNTS, account=st.sampled_from([ledger.AID, ledger.OWED_TO_CHARITIES]))
    def pay(self, fund, amount, account):
        self.move(EntryKind.PAID, amount, self.place(account, fund), self.place(ledger.BANK, fund))

    @rule(fund=FUNDS, hand=HANDS, share=st.integers(1, 4))
    def pay_all_that_is_in_hand(self, fund, hand, share):
        cash = self.place(ledger.CASH, fund, hand)
        self.move(EntryKind.PAID, max(self.held[cash] // share, 1), self.place(ledger.AID, fund), cash)

    @rule(out_of=FUNDS, to=FUNDS, amount=AMOUNTS)
    def allocate(self, out_of, to, amount):
        if out_of != to:
            banks = {"out_of": self.place(ledger.BANK, out_of), "to": self.place(ledger.BANK, to)}
            self.enter(ledger.allocated(amount=amount, booked_on=self.day, **banks))

    @rule(fund=FUNDS, pieces=st.integers(1, 9), comes=st.booleans())
    def goods(self, fund, pieces, comes):
        store = self.place(ledger.GOODS, fund, "committee", self.quilts)
        if comes:
            given_by = self.place(ledger.DONATIONS, fund, item=self.quilts)
            self.move(EntryKind.GOODS_RECEIVED, pieces, store, given_by)
        else:
            self.move(EntryKind.GOODS_GIVEN, pieces, self.place(ledger.AID, fund, item=self.quilts), store)

    @rule(amounts=st.lists(AMOUNTS, min_size=1, max_size=6), fund=FUNDS)
    def bring_in_a_file(self, amounts, fund):
        """Money into the bank and half of it out again, all of the file or nothing."""
        bank, first = self.place(ledger.BANK, fund), len(self.posted)
        entries = []
        for amount in amounts:
            gift = {"to": bank, "out_of": self.place(ledger.DONATIONS, fund)}
            entries.append(ledger.moved(EntryKind.CASH_BANKED, self.day, amount, **gift))
            spent = {"to": self.place(ledger.AID, fund), "out_of": bank}
            entries.append(ledger.moved(EntryKind.PAID, self.day, amount // 2 + 1, **spent))
        bookings = [Booking(entry, "一行", "file:1") for entry in entries]
        alliance = self.cast.alliance
        if self.expect(entries, lambda: book_all(actor=self.cast.cashier, alliance=alliance, bookings=bookings)):
            self.import_of = list(range(first, len(self.posted)))

    @precondition(lambda self: self.import_of)
    @rule()
    def take_the_file_back(self):
        """What was brought in, entered the other way round, the last line first."""
        found = {entry.number - 1: entry for entry in JournalEntry.objects.all()}
        if self.taken_back & set(self.import_of):
            return
        back = [(found[place], ledger.reversal(lines_of(found[place]), booked_on=self.day)) for place in self.import_of]
        bookings = [Booking(entry, "撤回", "file:1", reverses=before.pk) for before, entry in reversed(back)]
        entries, alliance = [booking.entry for booking in bookings], self.cast.alliance
        if self.expect(entries, lambda: book_all(actor=self.cast.cashier, alliance=alliance, bookings=bookings)):
            self.taken_back |= {*self.import_of, *range(len(self.posted) - len(entries), len(self.posted))}
            self.import_of = []

    @precondition(lambda self: self.posted)
    @rule(pick=st.integers(0, 10_000))
    def take_back(self, pick):
        place = pick % len(self.posted)
        found = JournalEntry.objects.get(number=place + 1)
        opposite = ledger.reversal(self.posted[place].lines, booked_on=self.day)
        if place in self.taken_back:
            return
        if self.expect([opposite], lambda: self.reverse(found)):
            self.taken_back |= {place, len(self.posted) - 1}

    @transaction.atomic
    def reverse(self, found):
        asked = ask_reversal(actor=self.cast.cashier, entry=found, reason="记错了")
        agree_reversal(actor=self.cast.secretary, reversal=asked)

    @rule(days=st.integers(1, 45))
    def let_days_pass(self, days):
        self.day += timedelta(days=days)

    @rule()
    def close_a_month(self):
        months = {f"{entry.booked_on:%Y-%m}" for entry in self.posted}
        month = min((month for month in months if month > self.closed), default="")
        if not month or month >= f"{self.day:%Y-%m}":
            return
        with clock.set_to(given.NOON + (self.day - given.TODAY)):
            period = propose_close(actor=self.cast.cashier, alliance=self.cast.alliance, month=month)
            agree_close(actor=self.cast.supervisor, period=period)
        self.closed = month

    @precondition(lambda self: self.posted)
    @rule(pick=st.integers(0, 10_000))
    def erase_the_words_of_somebody(self, pick):
        Memo.objects.filter(entry__number=pick % len(self.posted) + 1).update(words="", salt=b"")

    @invariant()
    def what_is_there_is_what_the_model_has(self):
        """The rows themselves, asked without Django: it would take longer than the step."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT account, fund_id, custodian, goods, amount FROM ledger_balance")
            rows = cursor.fetchall()
        assert {Place(account, *map(told, ids)): amount for account, *ids, amount in rows} == self.held


def told(key):
    """An id as a place tells it; the two databases keep it in two ways."""
    key = key if isinstance(key, UUID) else UUID(key)
    return "" if key in {NOBODY, MONEY} else str(key)


def histories(cast, examples):
    run_state_machine_as_test(
        lambda: Books(cast), settings=settings(max_examples=examples, stateful_step_count=50, deadline=None)
    )


@pytest.mark.slow
def test_five_hundred_histories_of_fifty_steps_end_where_the_model_does(cast):
    histories(cast, 500)


@pytest.mark.night
def test_twenty_thousand_histories_end_where_the_model_does(cast):
    histories(cast, 20_000)
