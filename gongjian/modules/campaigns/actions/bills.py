"""Every write about payment bills: read, judged, entered by another, or put aside."""

from collections.abc import Sequence
from secrets import token_bytes, token_hex
from typing import NamedTuple
from uuid import UUID

from gongjian.foundation import clock, rows
from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.ids import new_id
from gongjian.foundation.sheets.bills import read_lines
from gongjian.foundation.tenancy import locked
from gongjian.modules.campaigns.models import Bill, Campaign, Gift, Payment
from gongjian.modules.campaigns.queries import bills as queries
from gongjian.modules.campaigns.queries import gifts as of_gifts
from gongjian.modules.ledger.actions import Booking, post_entry
from gongjian.rulebook import bills, fundraising, gifts, ledger
from gongjian.rulebook.errors import RuleBroken

_TAIL = 6  # figures of a number by which a payment is found at its channel
_PRODUCT = 60  # characters


class Told(NamedTuple):
    """A payment bill that was read, and the mark by which its file is known again."""

    fingerprint: str
    bill: bills.Bill

    @classmethod
    def by(cls, content: bytes) -> "Told":
        """Read it out of what was uploaded; raises `sheets.…` for the file, `bills.…` for what it says."""
        file = read_lines(content)
        return cls(file.fingerprint, bills.read_bill(file.lines))


@deed("campaigns.read_bill")
def read_bill(*, actor: Person, campaign: Campaign, told: Told) -> Bill:
    """Keep what a bill says; nothing of it is in the books yet."""
    campaign = locked(campaign)
    require(actor, "campaigns.read_bill", campaign)
    fundraising.check_may(fundraising.Kind(campaign.kind), fundraising.Act.COLLECT)
    if queries.same_file(campaign.alliance_id, told.fingerprint):
        raise RuleBroken("campaigns.bill_read_already")
    if not told.bill.payments:
        raise RuleBroken("campaigns.bill_says_nothing")

    bill = Bill.objects.create(
        alliance_id=campaign.alliance_id,
        campaign=campaign,
        channel=told.bill.channel.value,
        account=told.bill.account,
        fingerprint=told.fingerprint,
        begins=told.bill.begins,
        ends=told.bill.ends,
        void_rows=len(told.bill.left_out),
        read_by=actor,
        read_at=clock.now(),
    )
    rows.insert(Payment, _PAYMENT, [_row(bill, payment) for payment in told.bill.payments])

    record(actor, "campaigns.read_bill", bill, channel=bill.channel, rows=len(told.bill.payments))
    return bill


_PAYMENT = ("id", "alliance", *Payment.WHAT, "number", "mark", "answer", "reason")


def _row(bill: Bill, payment: bills.Payment) -> tuple[object, ...]:
    paid_at = payment.paid_at.replace(tzinfo=clock.SHANGHAI)
    facts = (payment.line, payment.refund, payment.number[-_TAIL:], payment.amount, payment.fee)
    owned = (new_id().hex, bill.alliance_id.hex, bill.pk.hex)
    sealed = queries.sealed_number(bill, payment.number)
    return (*owned, *facts, queries.moment(paid_at), payment.product[:_PRODUCT], *sealed, "", "")


@deed("campaigns.judge_payment")
def judge_payment(*, actor: Person, payment: Payment, answer: Payment.Answer, reason: str) -> Payment:
    """Decide about a payment that is in doubt, or whether one counts at all, and say why."""
    payment = locked(payment)
    require(actor, "campaigns.judge_payment", payment)
    bill = locked(payment.bill)
    Bill.MOVES.check("judge_payment", bill.state, Bill.State.TO_CHECK)
    if answer == Payment.Answer.COUNTS and payment.amount < 0:
        raise RuleBroken("campaigns.refund_of_nothing")
    if not reason.strip():
        raise RuleBroken("campaigns.judged_without_reason")

    payment.answer, payment.reason, payment.answered_by = answer, reason, actor
    payment.save()

    record(actor, "campaigns.judge_payment", payment, answer=answer, line=payment.line)
    return payment


@deed("campaigns.enter_bill")
def enter_bill(*, actor: Person, bill: Bill) -> Bill:
    """Agree to a bill that another person read: its gifts and refunds are one entry of the books today."""
    bill = locked(bill)
    require(actor, "campaigns.enter_bill", bill)
    Bill.MOVES.check("enter_bill", bill.state, Bill.State.ENTERED)
    plan = queries.plan_of(bill)
    if plan.doubts:
        raise RuleBroken("campaigns.doubts_left", number=len(plan.doubts))
    if not plan.counting:
        raise RuleBroken("campaigns.nothing_to_enter")

    drawn = _drawn(bill, plan.gifts)
    booking = Booking(
        _entry(bill, plan),
        f"{bill.get_channel_display()}账单，{len(plan.gifts)} 笔捐款",
        bill.ref,
        gifts_root=gifts.gifts_root([each.gift for each in drawn]),
    )
    bill.entry = post_entry(actor=actor, fund=bill.campaign.fund, booking=booking)
    bill.state, bill.entered_by, bill.entered_at = Bill.State.ENTERED, actor, clock.now()
    bill.save()
    Payment.objects.filter(pk__in=[each.pk for each in plan.counting]).update(entry=bill.entry)
    _keep_gifts(bill, bill.entry.pk, drawn)

    record(actor, "campaigns.enter_bill", bill, number=bill.entry.number, gifts=len(plan.gifts))
    return bill


class _Drawn(NamedTuple):
    payment: Payment
    gift: gifts.Gift


def _drawn(bill: Bill, payments: Sequence[Payment]) -> list[_Drawn]:
    """Each gift under a name of its own, in the order of those names: their places tell nothing."""
    given = [
        gifts.Gift(token_hex(16), each.amount, clock.local_day(each.paid_at).isoformat(), bill.channel, token_bytes(32))
        for each in payments
    ]
    return sorted(map(_Drawn, payments, given), key=lambda each: each.gift.gift)


def _entry(bill: Bill, plan: queries.Plan) -> ledger.Entry:
    return ledger.payments_received(
        fund=str(bill.campaign.fund_id),
        custodian=str(bill.read_by_id),
        taken=ledger.Taken(plan.given, plan.given_back, plan.fee),
        booked_on=clock.today(),
    )


def _keep_gifts(bill: Bill, entry: UUID, drawn: Sequence[_Drawn]) -> None:
    owned = (bill.alliance_id.hex, bill.campaign_id.hex)
    numbers = of_gifts.new_numbers(bill.alliance_id, clock.today().year, len(drawn))
    told = [
        (new_id().hex, *owned, payment.pk.hex, entry.hex, place, gift.gift, number, *gift[1:3], gift.salt)
        for place, ((payment, gift), number) in enumerate(zip(drawn, numbers, strict=True))
    ]
    rows.insert(Gift, _GIFT, told)


_GIFT = ("id", "alliance", "campaign", "payment", "entry", "place", "handle", "number", "amount", "given_on", "salt")


@deed("campaigns.drop_bill")
def drop_bill(*, actor: Person, bill: Bill) -> Bill:
    """Put a bill aside that was only read; the books do not change."""
    bill = locked(bill)
    require(actor, "campaigns.drop_bill", bill)
    Bill.MOVES.check("drop_bill", bill.state, Bill.State.PUT_ASIDE)

    bill.state = Bill.State.PUT_ASIDE
    bill.save()

    record(actor, "campaigns.drop_bill", bill)
    return bill


@deed("campaigns.reopen_bill")
def reopen_bill(*, actor: Actor, bill: Bill) -> Bill:
    """Its entry was reversed: nothing of it is in the books any more, and it waits to be checked again."""
    bill = locked(bill)
    require(actor, "campaigns.reopen_bill", bill)
    Bill.MOVES.check("reopen_bill", bill.state, Bill.State.TO_CHECK)

    bill.payments.filter(entry__isnull=False).update(entry=None)
    bill.state, bill.entry, bill.entered_by, bill.entered_at = Bill.State.TO_CHECK, None, None, None
    bill.save()

    record(actor, "campaigns.reopen_bill", bill)
    return bill
