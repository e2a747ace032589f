"""Opening and closing promises."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import Alliance, Organisation, Power
from gongjian.modules.promises.events import PromiseKept
from gongjian.modules.promises.models import Promise, Routine
from gongjian.rulebook.errors import Fact, RuleBroken


@dataclass(frozen=True)
class Owed:
    """What is owed: the deed that will keep it, about which record, by whom with which power, by when, which rule.

    Without a `subject` the promise is about nothing but itself.
    """

    deed: str
    subject: str
    by: Organisation
    power: Power
    due_on: date
    rule: str
    facts: Mapping[str, Fact]
    routine: Routine | None = None


@deed("promises.open_promise")
def open_promise(*, actor: Actor, alliance: Alliance, owed: Owed) -> Promise:
    """From now on somebody owes this, and it stands on the desk of whoever holds the post."""
    alliance = locked(alliance)
    require(actor, "promises.open_promise", alliance)

    promise = Promise(
        alliance=alliance,
        deed=owed.deed,
        facts=dict(owed.facts),
        owed_by=owed.by,
        power=owed.power,
        due_on=owed.due_on,
        rule=owed.rule,
        routine=owed.routine,
        opened_at=clock.now(),
    )
    promise.subject = owed.subject or promise.ref
    promise.save()

    record(actor, "promises.open_promise", promise, promised=owed.deed, due_on=owed.due_on.isoformat())
    return promise


@deed("promises.keep_promise")
def keep_promise(*, actor: Actor, promise: Promise, evidence: str) -> Promise:
    """What was owed is done; `evidence` is the reference of the record that shows it."""
    promise = locked(promise)
    require(actor, "promises.keep_promise", promise)
    in_time = clock.today() <= promise.due_on
    following = Promise.State.KEPT if in_time else Promise.State.MADE_UP
    Promise.MOVES.check("keep_promise", promise.state, following)

    promise.state, promise.closed_on, promise.evidence = following, clock.today(), evidence
    promise.save()

    record(actor, "promises.keep_promise", promise, evidence=evidence, days_late=promise.days_late)
    publish(PromiseKept(promise))
    return promise


@deed("promises.waive_promise")
def waive_promise(*, actor: Actor, promise: Promise, reason: str) -> Promise:
    """What was owed need not be done any more, for a reason that stays on record."""
    promise = locked(promise)
    require(actor, "promises.waive_promise", promise)
    Promise.MOVES.check("waive_promise", promise.state, Promise.State.WAIVED)
    if not reason.strip():
        raise RuleBroken("promises.no_reason")

    promise.state, promise.closed_on, promise.reason = Promise.State.WAIVED, clock.today(), reason
    promise.save()

    record(actor, "promises.waive_promise", promise)
    return promise
