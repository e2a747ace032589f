"""Who is to be told that something is late, and what a week brings, for the chat group."""

from datetime import date, timedelta
from uuid import UUID

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.inbox import told_before
from gongjian.modules.members.models import Organisation
from gongjian.modules.members.queries import holders_of
from gongjian.modules.promises.models import Promise

_A_WEEK = timedelta(days=7)


def to_be_told_of_late(alliance: UUID) -> list[tuple[Person, int]]:
    """Who is to be told today how many promises are late: who has a new one, or was last told a week ago."""
    due: dict[UUID, list[date]] = {}
    late = Promise.objects.filter(alliance=alliance, state=Promise.State.OPEN, due_on__lt=clock.today())
    for promise in late:
        for person in holders_of(alliance, promise.owed_by_id, promise.power):
            due.setdefault(person, []).append(promise.due_on)
    people = Person.objects.filter(pk__in=due, is_active=True).order_by("pk")
    return [(person, len(due[person.pk])) for person in people if _is_news(person, alliance, due[person.pk])]


def _is_news(person: Person, alliance: UUID, due: list[date]) -> bool:
    told = told_before(person, alliance, "promises.late")
    if told is None:
        return True
    day = clock.local_day(told.at)
    return max(due) >= day or clock.today() - day >= _A_WEEK


def due_this_week(alliance: UUID) -> list[tuple[Organisation, int, date]]:
    """The organisations that owe something by a week from today, late things included: how many, the first by when."""
    found: dict[UUID, list[Promise]] = {}
    until = clock.today() + _A_WEEK
    open_ones = Promise.objects.filter(alliance=alliance, state=Promise.State.OPEN, due_on__lte=until)
    for promise in open_ones.select_related("owed_by").order_by("due_on", "owed_by__name"):
        found.setdefault(promise.owed_by_id, []).append(promise)
    return [(owed[0].owed_by, len(owed), owed[0].due_on) for owed in found.values()]
