"""What the pages of promises show: the list with its filters, and all that is known of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.wiring import Task, page_for, words_of
from gongjian.modules.members.models import Organisation, Post, in_force_on
from gongjian.modules.members.queries import names_of, workplace_of
from gongjian.modules.promises.models import Nudge, Promise
from gongjian.modules.promises.queries import Nudged
from gongjian.rulebook.reminders import DAYS_AHEAD

_CLOSED = {
    Promise.State.KEPT: "done",
    Promise.State.MADE_UP: "madeup",
    Promise.State.WAIVED: "void",
}
_HAPPENED: dict[str, StrOrPromise] = {
    "promises.open_promise": _("承诺出现"),
    "promises.keep_promise": _("办成了"),
    "promises.waive_promise": _("免去了"),
}


@dataclass(frozen=True)
class Wanted:
    """Which promises somebody looks for; empty parts ask for nothing."""

    state: str = ""
    organisation: UUID | None = None
    month: str = ""
    words: str = ""


@dataclass(frozen=True)
class Row:
    """A promise in the words of the module that it belongs to, as it stands on a day."""

    promise: Promise
    task: Task
    today: date

    @property
    def days_left(self) -> int:
        """Days until it is due; below zero when it is overdue."""
        return (self.promise.due_on - self.today).days

    @property
    def days_late(self) -> int:
        """By how many days it was done late, or is late and still open."""
        is_open = self.promise.state == Promise.State.OPEN
        return max(0, -self.days_left) if is_open else self.promise.days_late

    @property
    def status(self) -> str:
        """The colour and icon of its state (DESIGN.md 5)."""
        if closed := _CLOSED.get(Promise.State(self.promise.state)):
            return closed
        if self.days_left < 0:
            return "late"
        return "soon" if self.days_left <= DAYS_AHEAD else "todo"


@dataclass(frozen=True)
class Happened:
    """What the log knows of a promise: what, when, who."""

    what: StrOrPromise
    at: datetime
    who: str


def promises_visible_to(actor: Person) -> QuerySet[Promise]:
    """All promises of the alliance worked in: whoever takes part sees what everybody owes."""
    found = Promise.objects.filter(alliance__in=workplace_of(actor))
    return found.select_related("owed_by").order_by("-due_on", "-opened_at", "-id")


def promises_wanted(actor: Person, wanted: Wanted) -> QuerySet[Promise]:
    """The visible promises that somebody looks for; an impossible wish finds nothing."""
    found = promises_visible_to(actor)
    if wanted.state == "late":
        found = found.filter(state=Promise.State.OPEN, due_on__lt=clock.today())
    elif wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.organisation:
        found = found.filter(owed_by=wanted.organisation)
    if wanted.month:
        year, month = wanted.month.split("-")
        found = found.filter(due_on__year=int(year), due_on__month=int(month))
    return _called(found, wanted.words) if wanted.words else found


def organisations_that_promised(actor: Person) -> QuerySet[Organisation]:
    """For the filter: the organisations that owe or have owed something in the alliance worked in."""
    owing = Promise.objects.filter(alliance__in=workplace_of(actor)).values("owed_by")
    return Organisation.objects.filter(pk__in=owing).order_by("name")


def rows_of(promises: Iterable[Promise]) -> list[Row]:
    """Promises in words, as they stand today."""
    return [Row(promise, task_of(promise), clock.today()) for promise in promises]


def task_of(promise: Promise) -> Task:
    """A promise in the words of the module that it belongs to."""
    return words_of(promise.deed).task(promise.due_on, promise.subject, promise.facts)


def nudges_of(promise: Promise) -> Nudged:
    """How often somebody reminded of it."""
    days = list(Nudge.objects.filter(alliance=promise.alliance_id, promise=promise).values_list("day", flat=True))
    return Nudged(len(days), max(days, default=None))


def holders_of(promise: Promise) -> list[str]:
    """The names of those who owe it today by their posts."""
    held = Post.objects.filter(in_force_on(clock.today()), alliance=promise.alliance_id)
    owing = [
        post.person_id
        for post in held.filter(organisation=promise.owed_by_id).select_related("kind")
        if promise.power in post.kind.powers
    ]
    return sorted(names_of(promise.alliance_id, owing).values()) if owing else []


def history_of(promise: Promise) -> list[Happened]:
    """What happened to it, out of the log, the oldest first; who is empty for the program itself."""
    log = AuditEntry.objects.filter(alliance=promise.alliance_id, subject=promise.ref, deed__in=_HAPPENED)
    rows = list(log.order_by("number"))
    people = {row.actor: UUID(row.actor.rpartition(":")[2]) for row in rows if row.actor.startswith("accounts.")}
    names = names_of(promise.alliance_id, list(people.values()))
    return [Happened(_HAPPENED[row.deed], row.at, names.get(people.get(row.actor, promise.pk), "")) for row in rows]


def links_of(promise: Promise) -> dict[str, str]:
    """Where the record that it came out of is shown, and the one that kept it; empty without a page."""
    subject = page_for(promise.subject) if promise.subject != promise.ref else ""
    return {"subject": subject, "evidence": page_for(promise.evidence)}


def _called(found: QuerySet[Promise], words: str) -> QuerySet[Promise]:
    """Titles are put together when they are read, so they are compared here and not in the database."""
    rows = found.order_by().only("id", "deed", "subject", "facts", "due_on")
    told = [(row.pk, task_of(row)) for row in rows.select_related(None)]
    same = words.casefold()
    return found.filter(pk__in=[pk for pk, task in told if same in f"{task.title} {task.detail}".casefold()])
