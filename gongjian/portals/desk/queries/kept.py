"""How reliably one's own organisation kept its promises this year: for its own people's eyes, beside nobody else's."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Task
from gongjian.modules.members.models import Organisation
from gongjian.modules.members.queries import organisation_of
from gongjian.modules.promises import queries as promises
from gongjian.modules.promises.models import Promise
from gongjian.portals.desk.queries.waiting import task_of
from gongjian.rulebook.reliability import KeptShare, year_so_far

PER_PAGE = 20
# How a promise whose day has passed turned out, by the state it is in.
FATES = {"in_time": Promise.State.KEPT, "made_up": Promise.State.MADE_UP, "open": Promise.State.OPEN}


@dataclass(frozen=True)
class OwnShare:
    """The share of one's own organisation, this year so far."""

    organisation: Organisation
    share: KeptShare


@dataclass(frozen=True)
class Turned:
    """A promise whose day has passed, in words, and how it turned out."""

    task: Task
    promise: Promise
    today: date

    @property
    def days_late(self) -> int:
        """By how many days it was kept late, or is late today."""
        return self.promise.days_late or max(0, (self.today - self.promise.due_on).days)


def own_share(actor: Person, alliance: UUID, today: date) -> OwnShare:
    """How many of one's own organisation's promises were kept in time this year."""
    organisation = organisation_of(actor, alliance)
    return OwnShare(organisation, promises.kept_share(alliance, organisation.pk, *year_so_far(today)))


def turned_out(own: OwnShare, alliance: UUID, today: date, fate: str, number: str) -> Page[Promise]:
    """A page of the promises behind the share, the latest day first."""
    found: QuerySet[Promise] = promises.fell_due(alliance, own.organisation.pk, *year_so_far(today))
    if fate in FATES:
        found = found.filter(state=FATES[fate])
    ordered = found.select_related("owed_by").order_by("-due_on", "-opened_at")
    return Paginator(ordered, PER_PAGE).get_page(number)


def told(found: Sequence[Promise], today: date) -> list[Turned]:
    """Promises in words."""
    return [Turned(task_of(promise), promise, today) for promise in found]
