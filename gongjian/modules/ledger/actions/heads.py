"""Heads: signed by the clock, confirmed by those who keep one; and alarms, which somebody has to explain."""

from datetime import date

from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.notices.outbox import tell
from gongjian.foundation.sealing import keys
from gongjian.foundation.tenancy import locked
from gongjian.modules.ledger.events import HeadSigned
from gongjian.modules.ledger.models import Alarm, Confirmation, Head
from gongjian.modules.ledger.queries import checking
from gongjian.modules.ledger.queries import heads as queries
from gongjian.modules.members.models import Alliance, Power
from gongjian.modules.members.queries import organisations_with, people_with
from gongjian.rulebook import proof
from gongjian.rulebook.errors import Fact, RuleBroken


@deed("ledger.sign_head")
def sign_head(*, actor: Actor, alliance: Alliance, day: date) -> Head:
    """Sign what stands for the whole book at the end of a day, and tell it to every member organisation.

    Recomputed from the head before: books that do not fit it get no further head (`ledger.does_not_fit`).
    """
    alliance = locked(alliance)
    require(actor, "ledger.sign_head", alliance)
    if day not in queries.days_to_sign(alliance.pk):
        raise RuleBroken("ledger.nothing_to_sign")
    until = queries.last_number_on(alliance.pk, day)
    found = checking.recomputed(alliance.pk, queries.from_head(queries.last_head(alliance.pk)), until)
    if found.first_broken is not None:
        raise RuleBroken("ledger.does_not_fit", number=found.first_broken)

    told = proof.Head(alliance.pk.hex, day, found.number, found.peaks.root, found.seal)
    signed = keys.sign(told.content)
    head = Head.objects.create(
        alliance=alliance,
        day=day,
        size=told.size,
        root=told.root.hex(),
        seal=told.seal.hex(),
        peaks=" ".join(one.hex() for one in found.peaks.hashes),
        signature=signed.signature,
        signed_by=signed.key,
        signed_at=clock.now(),
        told_to=len(organisations_with(alliance.pk, Power.SPEAK)),
    )
    _tell_everybody(head)

    record(actor, "ledger.sign_head", head, day=day.isoformat(), size=head.size, root=head.root)
    publish(HeadSigned(head))
    return head


def _tell_everybody(head: Head) -> None:
    """Each organisation keeps it: whoever speaks for one hears of it."""
    facts: dict[str, Fact] = {"day": head.day.isoformat(), "size": head.size, "short": head.short}
    url = reverse("ledger:head", args=[head.pk])
    for person in people_with(head.alliance_id, Power.SPEAK):
        tell(to=person, alliance=head.alliance_id, words="ledger.head", facts=facts, about=head.ref, url=url)


@deed("ledger.confirm_head")
def confirm_head(*, actor: Person, head: Head) -> Confirmation:
    """Say for one's organisation that it keeps this head, and will hold it against later books."""
    head = locked(head)
    require(actor, "ledger.confirm_head", head)
    organisation = queries.to_confirm_for(actor, head)
    if organisation is None:
        raise RuleBroken("ledger.confirmed_already")

    confirmation = Confirmation.objects.create(
        alliance_id=head.alliance_id,
        head=head,
        organisation=organisation,
        confirmed_by=actor,
        confirmed_at=clock.now(),
    )

    record(actor, "ledger.confirm_head", confirmation, day=head.day.isoformat())
    return confirmation


@deed("ledger.raise_alarm")
def raise_alarm(*, actor: Actor, alliance: Alliance, fault: queries.Fault) -> Alarm:
    """Tell whoever leads and supervises that the books do not fit a head; it stands until somebody explains it."""
    alliance = locked(alliance)
    require(actor, "ledger.raise_alarm", alliance)
    if queries.is_raised(alliance.pk, fault):
        raise RuleBroken("ledger.raised_already")

    alarm = Alarm.objects.create(
        alliance=alliance,
        kind=fault.kind,
        day=fault.day,
        size=fault.size,
        root=fault.root,
        entries=fault.entries,
        raised_at=clock.now(),
    )
    for person in people_with(alliance.pk, Power.LEAD, Power.SUPERVISE):
        tell(
            to=person,
            alliance=alliance.pk,
            words="ledger.alarm",
            facts={"day": fault.day.isoformat()},
            about=alarm.ref,
            url=reverse("ledger:explain_alarm", args=[alarm.pk]),
            urgent=True,
        )

    record(actor, "ledger.raise_alarm", alarm, kind=fault.kind, day=fault.day.isoformat(), size=fault.size)
    return alarm


@deed("ledger.explain_alarm")
def explain_alarm(*, actor: Person, alarm: Alarm, explanation: str) -> Alarm:
    """Say what happened (an old copy was put back on such a day); the alarm and the words stay for ever."""
    alarm = locked(alarm)
    require(actor, "ledger.explain_alarm", alarm)
    if alarm.explained_by_id:
        raise RuleBroken("ledger.explained_already")
    if not explanation.strip():
        raise RuleBroken("ledger.no_reason")

    alarm.explanation, alarm.explained_by, alarm.explained_at = explanation, actor, clock.now()
    alarm.save()

    record(actor, "ledger.explain_alarm", alarm, kind=alarm.kind, day=alarm.day.isoformat())
    return alarm
