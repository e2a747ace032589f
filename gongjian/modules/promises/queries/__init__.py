"""Reading promises."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from gongjian.foundation.access import Actor
from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.queries import posts_of
from gongjian.modules.promises.models import Nudge, Promise
from gongjian.rulebook import reliability
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.reliability import KeptShare


@dataclass(frozen=True)
class Nudged:
    """How often somebody reminded of a promise, and when last."""

    times: int
    last_on: date | None


@dataclass(frozen=True)
class Owed:
    """What a desk shows of an open promise."""

    deed: str
    subject: str
    facts: dict[str, object]
    due_on: date
    nudged: Nudged


def open_promise_about(alliance: UUID, deed: str, subject: str) -> Promise | None:
    """The open promise that this deed will be done about this record."""
    return Promise.objects.filter(alliance=alliance, deed=deed, subject=subject, state=Promise.State.OPEN).first()


def owed_by(actor: Person, alliance: UUID) -> QuerySet[Promise]:
    """What somebody owes by the posts held today, the most urgent first."""
    mine = Q(pk__in=())
    for held in posts_of(actor, alliance):
        mine |= Q(owed_by=held.organisation_id, power__in=held.kind.powers)
    found = Promise.objects.filter(mine, alliance=alliance, state=Promise.State.OPEN)
    return found.order_by("due_on", "opened_at")


def owed_and_nudged(actor: Person, alliance: UUID) -> list[Owed]:
    """What somebody owes, each with how often the others reminded of it; whole records of hundreds would be slow."""
    counted = owed_by(actor, alliance).annotate(times=Count("nudges"), last_on=Max("nudges__day"))
    rows = counted.values_list("deed", "subject", "facts", "due_on", "times", "last_on")
    return [Owed(deed, about, facts, due_on, Nudged(*nudged)) for deed, about, facts, due_on, *nudged in rows]


def awaited_by(actor: Person, alliance: UUID) -> QuerySet[Promise]:
    """What the others of the alliance owe."""
    mine = owed_by(actor, alliance).order_by().values("pk")
    others = Promise.objects.filter(alliance=alliance, state=Promise.State.OPEN).exclude(pk__in=mine)
    return others.select_related("owed_by").order_by("due_on", "opened_at")


def kept_in_month(alliance: UUID, day: date) -> int:
    """How many promises were kept in the month of a day."""
    last = day.replace(day=monthrange(day.year, day.month)[1])
    kept = Promise.objects.filter(alliance=alliance, state__in=(Promise.State.KEPT, Promise.State.MADE_UP))
    return kept.filter(closed_on__range=(day.replace(day=1), last)).count()


def fell_due(alliance: UUID, organisation: UUID | None, since: date, until: date) -> QuerySet[Promise]:
    """The promises whose day was between two days, of one organisation or of all; those waived are left out."""
    # By the states that count and not by the one that does not: so the index finds the days of each.
    states = (Promise.State.OPEN, Promise.State.KEPT, Promise.State.MADE_UP)
    found = Promise.objects.filter(alliance=alliance, state__in=states, due_on__range=(since, until))
    return found if organisation is None else found.filter(owed_by=organisation)


def kept_share(alliance: UUID, organisation: UUID | None, since: date, until: date) -> KeptShare:
    """How many of the promises that fell due were kept in time (docs/rules/reliability.md)."""
    counted = fell_due(alliance, organisation, since, until).order_by().values_list("state").annotate(n=Count("pk"))
    states = dict(counted)
    kept, made_up, still_open = (
        states.get(state, 0) for state in (Promise.State.KEPT, Promise.State.MADE_UP, Promise.State.OPEN)
    )
    return reliability.kept_share(kept, made_up, still_open)


def public_kept_share(alliance: UUID, today: date) -> KeptShare:
    """The one figure that everybody may know: of the whole alliance, this year so far, nobody singled out."""
    return kept_share(alliance, None, *reliability.year_so_far(today))


def owes(actor: Actor, promise: Promise) -> bool:
    """Whether somebody owes this today, by a post with the power in the organisation that owes it."""
    held = posts_of(actor, promise.alliance_id)
    return any(post.organisation_id == promise.owed_by_id and promise.power in post.kind.powers for post in held)


def nudged_on(promise: Promise, day: date) -> bool:
    """Whether anybody has reminded of it on a day."""
    return Nudge.objects.filter(alliance=promise.alliance_id, promise=promise, day=day).exists()


def check_owes_nothing(alliance: UUID, organisation: UUID) -> None:
    """Raise `promises.still_owes` while an organisation has open promises."""
    owed = Promise.objects.filter(alliance=alliance, owed_by=organisation, state=Promise.State.OPEN)
    if number := owed.count():
        raise RuleBroken("promises.still_owes", number=number)
