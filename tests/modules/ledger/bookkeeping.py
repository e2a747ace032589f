"""Books of many entries, written the way the deeds write them, without the records that entries come out of."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.modules.ledger import jobs, queries
from gongjian.modules.ledger.actions import Booking
from gongjian.modules.ledger.models import Fund, Goods, JournalEntry
from gongjian.modules.members.models import Alliance
from gongjian.rulebook import ledger
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.ledger import Entry, EntryKind, Place, moved
from tests.booking import book
from tests.harness.dice import Dice


class Bookkeeper:
    """Writes into the book of an alliance whatever the dice say and the rules allow."""

    def __init__(self, alliance: Alliance, people: Sequence[Person], dice: Dice) -> None:
        self.alliance, self.dice, self.actor = alliance, dice, people[0]
        self.people = [str(person.pk) for person in people]
        funds = (("yirijuan", "一日捐", True), ("general", "共建金", False), ("a_b", '=敬老"专项"', True))
        self.funds = [
            str(Fund.objects.create(alliance=alliance, code=code, name=name, restricted=restricted).pk)
            for code, name, restricted in funds
        ]
        self.goods = [
            str(Goods.objects.create(alliance=alliance, name=name, unit=unit).pk)
            for name, unit in (("被子", "条"), ("大米", "袋"))
        ]

    def write(self, days: Sequence[date]) -> None:
        """One entry on each of these days."""
        for number, day in enumerate(days):
            with clock.set_to(datetime.combine(day, time(12), tzinfo=clock.SHANGHAI)):
                while not self.tried(day, f"第 {number} 句，“话”"):
                    pass

    def tried(self, day: date, memo: str) -> bool:
        """Write something, if it may be written; the rules decide."""
        if self.dice.below(9) == 0:
            return self.reversed_one(day)
        make: Callable[[date], Entry] = self.dice.one_of(
            [self.received, self.received, self.moved_on, self.paid, self.goods_came, self.goods_went, self.allocated]
        )
        entry = make(day)
        return self.posted(Booking(entry, memo, "tests.book:1")) is not None

    def posted(self, booking: Booking) -> JournalEntry | None:
        lines = booking.entry.lines
        try:
            ledger.check_entry(booking.entry)
            ledger.check_held(lines, queries.held_in([line.fund for line in lines]))
        except RuleBroken:
            return None
        return book(actor=self.actor, fund=Fund.objects.get(pk=lines[0].fund), **vars(booking))

    def reversed_one(self, day: date) -> bool:
        entries = JournalEntry.objects.filter(alliance=self.alliance, reverses=None, reversed_by=None)
        ids: list[UUID] = list(entries.order_by("number").values_list("pk", flat=True))
        if not ids:
            return False
        entry = entries.get(pk=self.dice.one_of(ids))
        opposite = ledger.reversal(queries.lines_of(entry), booked_on=day)
        return self.posted(Booking(opposite, "记错了", entry.source, reverses=entry.pk)) is not None

    def amount(self) -> int:
        return 1 + self.dice.below(100_000)

    def received(self, day: date) -> Entry:
        fund, person = self.dice.one_of(self.funds), self.dice.one_of(self.people)
        return ledger.cash_received(fund=fund, custodian=person, amount=self.amount() * 3, booked_on=day)

    def moved_on(self, day: date) -> Entry:
        """Cash goes to the bank, onto its way, or into other hands."""
        fund, person = self.dice.one_of(self.funds), self.dice.one_of(self.people)
        to = self.dice.one_of(
            [
                (EntryKind.CASH_BANKED, Place(ledger.BANK, fund)),
                (EntryKind.CASH_SENT, Place(ledger.IN_TRANSIT, fund)),
                (EntryKind.CASH_HANDED, Place(ledger.CASH, fund, self.dice.one_of(self.people))),
            ]
        )
        return moved(to[0], day, self.amount(), to=to[1], out_of=Place(ledger.CASH, fund, person))

    def paid(self, day: date) -> Entry:
        fund = self.dice.one_of(self.funds)
        to = Place(self.dice.one_of([ledger.AID, ledger.RUNNING_COSTS]), fund)
        return moved(EntryKind.PAID, day, self.amount(), to=to, out_of=Place(ledger.BANK, fund))

    def goods_came(self, day: date) -> Entry:
        fund, item = self.dice.one_of(self.funds), self.dice.one_of(self.goods)
        to = Place(ledger.GOODS, fund, self.dice.one_of(self.people), item)
        return moved(
            EntryKind.GOODS_RECEIVED,
            day,
            1 + self.dice.below(50),
            to=to,
            out_of=Place(ledger.DONATIONS, fund, "", item),
        )

    def goods_went(self, day: date) -> Entry:
        fund, item = self.dice.one_of(self.funds), self.dice.one_of(self.goods)
        out_of = Place(ledger.GOODS, fund, self.dice.one_of(self.people), item)
        return moved(
            EntryKind.GOODS_GIVEN, day, 1 + self.dice.below(20), to=Place(ledger.AID, fund, "", item), out_of=out_of
        )

    def allocated(self, day: date) -> Entry:
        out_of, to = (Place(ledger.BANK, self.dice.one_of(self.funds)) for _ in range(2))
        if out_of.fund == to.fund:
            return self.received(day)
        return ledger.allocated(amount=self.amount(), booked_on=day, out_of=out_of, to=to)


def signed_on(day: date) -> None:
    """The clock signs what was entered up to this day."""
    with clock.set_to(datetime.combine(day + timedelta(days=1), time(1), tzinfo=clock.SHANGHAI)):
        jobs.sign_the_day()
