"""Every write about boxes: from the seal to the bank."""

from datetime import date
from uuid import UUID

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.campaigns import queries
from gongjian.modules.campaigns.events import DonationsReceived
from gongjian.modules.campaigns.models import Campaign, CashBox, CashCount
from gongjian.modules.ledger.actions import Booking, post_entry
from gongjian.modules.ledger.queries import custodian_of
from gongjian.modules.members.models import Decision, Power
from gongjian.modules.members.queries import has_decided, leading_organisation, organisation_of
from gongjian.modules.promises.actions import Owed, keep_promise, open_promise, waive_promise
from gongjian.modules.promises.queries import open_promise_about
from gongjian.rulebook import cash, fundraising, ledger
from gongjian.rulebook.errors import RuleBroken

# Under which rule the next step is owed.
_RULES = {
    "campaigns.close_box": "RULE-CH-D",
    "campaigns.bank_box": "《现金管理暂行条例》第十一条",
}


@deed("campaigns.seal_box")
def seal_box(*, actor: Person, campaign: Campaign, place: str, seal_number: str) -> CashBox:
    """Close an empty box with a numbered seal; each seal is used once."""
    campaign = locked(campaign)
    require(actor, "campaigns.seal_box", campaign)
    fundraising.check_may(fundraising.Kind(campaign.kind), fundraising.Act.COLLECT)
    if campaign.ended_on and clock.today() > campaign.ended_on:
        raise RuleBroken("campaigns.not_open")
    if queries.seal_is_used(campaign.alliance_id, seal_number):
        raise RuleBroken("campaigns.seal_used", seal_number=seal_number)
    year = clock.today().year

    box = CashBox.objects.create(
        alliance_id=campaign.alliance_id,
        campaign=campaign,
        number=f"QD-{year}-{queries.boxes_numbered(campaign.alliance_id, year) + 1:03d}",
        place=place,
        seal_number=seal_number,
        sealed_by=actor,
        sealed_at=clock.now(),
    )

    record(actor, "campaigns.seal_box", box, number=box.number, seal_number=seal_number)
    return box


@deed("campaigns.hand_out_box")
def hand_out_box(*, actor: Person, box: CashBox, back_on: date) -> CashBox:
    """Give a sealed box out of the house; by the day it is back it must be counted."""
    box = locked(box)
    require(actor, "campaigns.hand_out_box", box)
    CashBox.MOVES.check("hand_out_box", box.state, CashBox.State.HANDED_OUT)
    if back_on < clock.today():
        raise RuleBroken("campaigns.back_before_today", back_on=back_on.isoformat())

    box.state, box.handed_out_by, box.handed_out_at = CashBox.State.HANDED_OUT, actor, clock.now()
    box.save()
    _owe(actor, box, "campaigns.close_box", back_on)

    record(actor, "campaigns.hand_out_box", box, number=box.number, back_on=back_on.isoformat())
    return box


@deed("campaigns.submit_count")
def submit_count(*, actor: Person, box: CashBox, count: cash.CashCount) -> CashCount:
    """Hand in one's own count of a box, not knowing the other's. What was counted does not go into the log."""
    box = locked(box)
    require(actor, "campaigns.submit_count", box)
    CashBox.MOVES.check("submit_count", box.state, CashBox.State.COUNTING)
    organisation, tally = organisation_of(actor, box.alliance_id), queries.tally_of(box)
    apart = has_decided(box.alliance_id, Decision.Kind.TWO_ORGANISATIONS)
    cash.check_may_count(tally, str(actor.pk), str(organisation.pk), of_two_organisations=apart)

    counted = CashCount.objects.create(
        alliance_id=box.alliance_id,
        box=box,
        attempt=box.attempt,
        round=tally.round,
        position=len(tally.submitted) + 1,
        counter=actor,
        organisation=organisation,
        pieces={str(denomination): number for denomination, number in count.pieces.items()},
        total=count.total,
        submitted_at=clock.now(),
    )
    box.state = CashBox.State.COUNTING
    box.save()

    record(actor, "campaigns.submit_count", counted, box=box.ref, round=int(tally.round))
    return counted


@deed("campaigns.close_box")
def close_box(*, actor: Person, box: CashBox) -> CashBox:
    """Enter in the books what two people counted alike; from now on the money must be banked."""
    box = locked(box)
    require(actor, "campaigns.close_box", box)
    CashBox.MOVES.check("close_box", box.state, CashBox.State.COUNTED)
    agreed = queries.tally_of(box).agreed
    if agreed is None:
        raise RuleBroken("campaigns.not_agreed")

    box.state, box.total, box.counted_at = CashBox.State.EMPTY, agreed.total, clock.now()
    if agreed.total:
        box.state, box.entry_id = CashBox.State.COUNTED, _book_count(actor, box, agreed.total)
        _owe(actor, box, "campaigns.bank_box", cash.bank_by(clock.today()))
    box.save()
    _keep(actor, box, "campaigns.close_box")

    record(actor, "campaigns.close_box", box, number=box.number, total=agreed.total)
    publish(DonationsReceived(box, agreed.total))
    return box


@deed("campaigns.bank_box")
def bank_box(*, actor: Person, box: CashBox, deposit_slip: str) -> CashBox:
    """The counted cash lies in the bank, as its deposit slip shows; the promise to bank it is kept."""
    box = locked(box)
    require(actor, "campaigns.bank_box", box)
    CashBox.MOVES.check("bank_box", box.state, CashBox.State.BANKED)
    fund, custodian = str(box.campaign.fund_id), custodian_of(box.entry_id)
    entry = ledger.cash_banked(fund=fund, custodian=custodian, amount=box.total or 0, booked_on=clock.today())

    memo = f"{box.place}募捐箱（{box.number}）现金存入银行"
    deposit = post_entry(actor=actor, fund=box.campaign.fund, booking=Booking(entry, memo, box.ref))
    box.state, box.deposit_id, box.deposit_slip = CashBox.State.BANKED, deposit.pk, deposit_slip
    box.save()
    _keep(actor, box, "campaigns.bank_box")

    record(actor, "campaigns.bank_box", box, number=box.number, total=box.total, deposit_slip=deposit_slip)
    return box


@deed("campaigns.reopen_box")
def reopen_box(*, actor: Actor, box: CashBox, entry: UUID) -> CashBox:
    """Its entry was reversed: the box goes back one step, and what was owed then is owed again."""
    box = locked(box)
    require(actor, "campaigns.reopen_box", box)
    back_to = CashBox.State.COUNTED if entry == box.deposit_id else CashBox.State.HANDED_OUT
    CashBox.MOVES.check("reopen_box", box.state, back_to)

    box.state, box.deposit_id, box.deposit_slip = back_to, None, ""
    if back_to == CashBox.State.COUNTED:
        _owe(actor, box, "campaigns.bank_box", cash.bank_by(clock.today()))
    else:
        box.attempt, box.entry_id, box.total, box.counted_at = box.attempt + 1, None, None, None
        _waive(actor, box, "campaigns.bank_box", "入账的那一笔已冲销，重新清点")
        _owe(actor, box, "campaigns.close_box", clock.today())
    box.save()

    record(actor, "campaigns.reopen_box", box, number=box.number, attempt=box.attempt)
    return box


def _book_count(actor: Person, box: CashBox, total: int) -> UUID:
    entry = ledger.cash_received(
        fund=str(box.campaign.fund_id), custodian=str(actor.pk), amount=total, booked_on=clock.today()
    )
    memo = f"{box.place}募捐箱（{box.number}）现金，两人清点一致"
    return post_entry(actor=actor, fund=box.campaign.fund, booking=Booking(entry, memo, box.ref)).pk


def _owe(actor: Actor, box: CashBox, deed_owed: str, due_on: date) -> None:
    """The cashier of the leading organisation owes the next step."""
    by = leading_organisation(box.alliance_id)
    if by is None:
        raise RuleBroken("campaigns.nobody_leads")
    facts = {"number": box.number, "place": box.place, "campaign": box.campaign.title}
    owed = Owed(deed_owed, box.ref, by, Power.KEEP_CASH, due_on, _RULES[deed_owed], facts)
    open_promise(actor=actor, alliance=box.alliance, owed=owed)


def _keep(actor: Actor, box: CashBox, deed_owed: str) -> None:
    if promise := open_promise_about(box.alliance_id, deed_owed, box.ref):
        keep_promise(actor=actor, promise=promise, evidence=box.ref)


def _waive(actor: Actor, box: CashBox, deed_owed: str, reason: str) -> None:
    if promise := open_promise_about(box.alliance_id, deed_owed, box.ref):
        waive_promise(actor=actor, promise=promise, reason=reason)
