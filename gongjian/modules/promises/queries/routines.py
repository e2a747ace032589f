"""What is owed again and again: which days are due and not yet promised."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.models import Organisation, Power, in_force_on
from gongjian.modules.members.queries import posts_of, workplace_of
from gongjian.modules.promises.models import Promise, Report, Routine
from gongjian.rulebook.recurrence import HORIZON_DAYS, days


def routines_visible_to(actor: Person) -> QuerySet[Routine]:
    """Those of the alliance worked in, the running ones first."""
    found = Routine.objects.filter(alliance__in=workplace_of(actor))
    return found.select_related("owed_by").order_by("-ends_on", "title", "id")


def days_to_promise(routine: Routine, day: date) -> list[date]:
    """The due days of a routine, up to its lead ahead of a day, that nobody has promised yet; missed ones too."""
    ahead = day + timedelta(days=routine.lead_days)
    last = min(ahead, routine.ends_on) if routine.ends_on else ahead
    promised = Promise.objects.filter(alliance=routine.alliance_id, routine=routine)
    had = set(promised.values_list("due_on", flat=True))
    return [due for due in days(routine.rhythm, routine.begins_on, last) if due not in had]


def routines_to_open(day: date) -> list[Routine]:
    """In every alliance: the routines of which something is to be promised."""
    soon = in_force_on(day) | Q(begins_on__range=(day, day + timedelta(days=HORIZON_DAYS)))
    missed = Q(ends_on__range=(day - timedelta(days=HORIZON_DAYS), day))
    running = Routine.objects.filter(soon | missed).order_by("alliance", "id")
    return [routine for routine in running if days_to_promise(routine, day)]


def promised_after(routine: Routine, day: date) -> QuerySet[Promise]:
    """What is open of a routine and due after a day."""
    opened = Promise.objects.filter(alliance=routine.alliance_id, routine=routine, state=Promise.State.OPEN)
    return opened.filter(due_on__gt=day).order_by("due_on")


def own_powers(actor: Person, alliance: UUID) -> list[tuple[Organisation, Power]]:
    """In whose name somebody may promise, and with which power, by the posts held today."""
    held = [post for post in posts_of(actor, alliance) if post.kind.powers]
    found = [(post.organisation, Power(power)) for post in held for power in post.kind.powers]
    return list(dict.fromkeys(found))


def report_of(promise: Promise) -> Report | None:
    """What was reported when it was kept."""
    return Report.objects.filter(alliance=promise.alliance_id, promise=promise).first()
