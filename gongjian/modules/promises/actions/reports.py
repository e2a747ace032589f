"""Promises made freely, and keeping a promise by saying what was done."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, override

from gongjian.foundation import clock
from gongjian.foundation.access import require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import Alliance, Organisation, Power
from gongjian.modules.promises.actions.promises import Owed, keep_promise, open_promise
from gongjian.modules.promises.models import Promise, Report
from gongjian.modules.promises.queries import routines as queries
from gongjian.rulebook.errors import RuleBroken


@dataclass(frozen=True)
class Pledge:
    """What somebody promises for the own organisation."""

    title: str
    by: Organisation
    power: Power
    due_on: date


@dataclass(frozen=True)
class Done:
    """What was done, on which day, and where it can be seen."""

    words: str
    done_on: date
    link: str = ""


@deed("promises.make_promise")
def make_promise(*, actor: Person, alliance: Alliance, pledge: Pledge) -> Promise:
    """Somebody takes on something for the own organisation, of free will, by a day."""
    alliance = locked(alliance)
    require(actor, "promises.make_promise", alliance)
    if not pledge.title.strip():
        raise RuleBroken("promises.no_words")
    if pledge.due_on < clock.today():
        raise RuleBroken("promises.due_in_the_past", today=clock.today().isoformat())
    if (pledge.by, pledge.power) not in queries.own_powers(actor, alliance.pk):
        raise RuleBroken("promises.not_your_power")
    with override("zh-hans"):
        rule = gettext("自己认下的")

    owed = Owed(
        deed="promises.report_done",
        subject="",
        by=pledge.by,
        power=pledge.power,
        due_on=pledge.due_on,
        rule=rule,
        facts={"title": pledge.title, "source": rule},
    )
    promise = open_promise(actor=actor, alliance=alliance, owed=owed)

    record(actor, "promises.make_promise", promise, due_on=pledge.due_on.isoformat())
    return promise


@deed("promises.report_done")
def report_done(*, actor: Person, promise: Promise, done: Done) -> Report:
    """Keep a promise by saying what was done; what was said is the evidence and stays."""
    promise = locked(promise)
    require(actor, "promises.report_done", promise)
    if promise.state != Promise.State.OPEN:
        raise RuleBroken("promises.closed_already", state=promise.state)
    if not done.words.strip():
        raise RuleBroken("promises.no_words")
    if done.done_on > clock.today():
        raise RuleBroken("promises.done_in_the_future", today=clock.today().isoformat())
    if done.link and not done.link.startswith("https://"):
        raise RuleBroken("promises.unsafe_link", start="https")

    report = Report.objects.create(
        alliance_id=promise.alliance_id,
        promise=promise,
        words=done.words,
        done_on=done.done_on,
        link=done.link,
        reported_by=actor,
        reported_at=clock.now(),
    )
    keep_promise(actor=actor, promise=promise, evidence=report.ref)

    record(actor, "promises.report_done", report, promise=str(promise.pk))
    return report
