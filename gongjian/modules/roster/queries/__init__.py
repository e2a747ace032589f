"""Reading about rosters: whose they are, and which answers were given before."""

from uuid import UUID

from django.db.models import QuerySet

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import workplace_of
from gongjian.modules.members.queries.people import appoints_in
from gongjian.modules.roster.models import UNDONE_WITHIN, Roster


def rosters_visible_to(actor: Person) -> QuerySet[Roster]:
    """The rosters of the alliance worked in, the newest first; only for who manages its people."""
    here = [alliance for alliance in workplace_of(actor) if appoints_in(actor, alliance)]
    return Roster.objects.filter(alliance__in=here).order_by("-uploaded_at", "-id")


def alliance_of_rosters(actor: Person) -> QuerySet[Alliance]:
    """The alliance worked in, whose sheet may be read."""
    return Alliance.objects.filter(pk__in=workplace_of(actor))


def answers_before(alliance: UUID) -> dict[str, str]:
    """What was answered in the rosters that hold, the later over the earlier: nobody is asked twice."""
    held = Roster.objects.filter(alliance=alliance, state=Roster.State.APPLIED).order_by("applied_at", "id")
    return {key: answer for roster in held for key, answer in roster.answered().items()}


def left_lying(alliance: UUID) -> QuerySet[Roster]:
    """The rosters that were read and that nobody has taken over for as long as one could be undone."""
    since = clock.now() - UNDONE_WITHIN
    return Roster.objects.filter(alliance=alliance, state=Roster.State.READ, uploaded_at__lt=since)


def outdated(alliance: UUID) -> QuerySet[Roster]:
    """The rosters that can no longer be undone, and still hold what people's names and numbers are."""
    since = clock.now() - UNDONE_WITHIN
    held = Roster.objects.filter(alliance=alliance, state=Roster.State.APPLIED, applied_at__lt=since)
    return held.exclude(understood="")
