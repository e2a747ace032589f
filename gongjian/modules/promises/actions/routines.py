"""Promises that come again and again."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, override

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.actions import Term
from gongjian.modules.members.models import Alliance, Organisation, Power
from gongjian.modules.members.queries.people import members_today
from gongjian.modules.promises.actions.promises import Owed, open_promise, waive_promise
from gongjian.modules.promises.models import Routine
from gongjian.modules.promises.queries import routines as queries
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.recurrence import Rhythm, check_rhythm


@dataclass(frozen=True)
class Duty:
    """What is owed again and again: by whom with which power, how often, opened how long ahead, demanded by what."""

    title: str
    by: Organisation
    power: Power
    rhythm: Rhythm
    lead_days: int
    term: Term
    source: str


@deed("promises.set_routine")
def set_routine(*, actor: Actor, alliance: Alliance, duty: Duty) -> Routine:
    """From a day on, an organisation owes this again and again; what is due soon is promised at once."""
    alliance = locked(alliance)
    require(actor, "promises.set_routine", alliance)
    check_rhythm(duty.rhythm, duty.lead_days)
    if not (duty.title.strip() and duty.source.strip()):
        raise RuleBroken("promises.no_words")
    if duty.term.begins_on < clock.today() or (duty.term.ends_on and duty.term.ends_on < duty.term.begins_on):
        raise RuleBroken("promises.routine_in_the_past", today=clock.today().isoformat())
    if duty.by not in members_today(alliance.pk):
        raise RuleBroken("promises.not_a_member")

    routine = Routine.objects.create(
        alliance=alliance,
        title=duty.title,
        owed_by=duty.by,
        power=duty.power,
        every=duty.rhythm.every,
        day=duty.rhythm.day,
        month=duty.rhythm.month,
        lead_days=duty.lead_days,
        source=duty.source,
        begins_on=duty.term.begins_on,
        ends_on=duty.term.ends_on,
    )
    open_due_promises(actor=actor, routine=routine, day=clock.today())

    record(actor, "promises.set_routine", routine, every=routine.every)
    return routine


@deed("promises.open_due_promises")
def open_due_promises(*, actor: Actor, routine: Routine, day: date) -> Routine:
    """Promise what is due by a routine up to its lead ahead of a day; done twice it promises nothing twice."""
    routine = locked(routine)
    require(actor, "promises.open_due_promises", routine)

    due_days = queries.days_to_promise(routine, day)
    for due_on in due_days:
        owed = Owed(
            deed="promises.report_done",
            subject="",
            by=routine.owed_by,
            power=Power(routine.power),
            due_on=due_on,
            rule=routine.source,
            facts={"title": routine.title, "source": routine.source},
            routine=routine,
        )
        open_promise(actor=actor, alliance=routine.alliance, owed=owed)

    record(actor, "promises.open_due_promises", routine, opened=len(due_days))
    return routine


@deed("promises.stop_routine")
def stop_routine(*, actor: Actor, routine: Routine, ends_on: date) -> Routine:
    """Nothing is owed by it after a day any more; what was promised for later is waived, what is past stays."""
    routine = locked(routine)
    require(actor, "promises.stop_routine", routine)
    if ends_on < clock.today():
        raise RuleBroken("promises.stopped_in_the_past", today=clock.today().isoformat())
    if routine.ends_on and ends_on > routine.ends_on:
        raise RuleBroken("promises.stops_already", ends_on=routine.ends_on.isoformat())

    routine.ends_on = max(ends_on, routine.begins_on)
    routine.save()
    with override("zh-hans"):
        reason = gettext("例行承诺停了")
    for promise in queries.promised_after(routine, ends_on):
        waive_promise(actor=actor, promise=promise, reason=reason)

    record(actor, "promises.stop_routine", routine, ends_on=routine.ends_on.isoformat())
    return routine
