"""Closing a month by two; nobody opens it again."""

from gongjian.foundation import clock
from gongjian.foundation.access import require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.ledger.events import PeriodClosed
from gongjian.modules.ledger.models import Period
from gongjian.modules.ledger.queries import periods as queries
from gongjian.modules.members.models import Alliance
from gongjian.rulebook import closing
from gongjian.rulebook.errors import RuleBroken


@deed("ledger.propose_close")
def propose_close(*, actor: Person, alliance: Alliance, month: str) -> Period:
    """Propose to close a month: all of it is entered, and what was counted and what is written are the same."""
    alliance = locked(alliance)
    require(actor, "ledger.propose_close", alliance)
    closing.check_close(month, turn=queries.next_to_close(alliance.pk), today=clock.today())
    if Period.objects.filter(alliance=alliance, month=month, state=Period.State.PROPOSED).exists():
        raise RuleBroken("ledger.close_proposed", month=month)
    if queries.reversal_waits_in(alliance.pk, month):
        raise RuleBroken("ledger.reversal_waits", month=month)

    period = Period.objects.create(
        alliance=alliance,
        month=month,
        entries=queries.entries_of_month(alliance.pk, month),
        proposed_by=actor,
        proposed_at=clock.now(),
    )

    record(actor, "ledger.propose_close", period, month=month, entries=period.entries)
    return period


@deed("ledger.agree_close")
def agree_close(*, actor: Person, period: Period) -> Period:
    """Close a month that another person proposed; what is found wrong later is put right in an open month."""
    period = locked(period)
    require(actor, "ledger.agree_close", period)
    Period.MOVES.check("agree_close", period.state, Period.State.CLOSED)
    if queries.entries_of_month(period.alliance_id, period.month) != period.entries:
        raise RuleBroken("ledger.changed_since", month=period.month)
    if queries.reversal_waits_in(period.alliance_id, period.month):
        raise RuleBroken("ledger.reversal_waits", month=period.month)

    _answer(period, actor, Period.State.CLOSED)

    record(actor, "ledger.agree_close", period, month=period.month, entries=period.entries)
    publish(PeriodClosed(period.alliance_id, period.month))
    return period


@deed("ledger.refuse_close")
def refuse_close(*, actor: Person, period: Period, reason: str) -> Period:
    """Leave a month open, and say why; the cashier puts it right and proposes again."""
    period = locked(period)
    require(actor, "ledger.refuse_close", period)
    Period.MOVES.check("refuse_close", period.state, Period.State.REFUSED)
    if not reason.strip():
        raise RuleBroken("ledger.no_reason")

    period.reason = reason
    _answer(period, actor, Period.State.REFUSED)

    record(actor, "ledger.refuse_close", period, month=period.month)
    return period


def _answer(period: Period, actor: Person, state: Period.State) -> None:
    period.state, period.answered_by, period.answered_at = state, actor, clock.now()
    period.save()
