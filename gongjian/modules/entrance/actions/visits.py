"""Writes about operators on a visit: asked, let in, ended, and each page that was opened."""

from datetime import timedelta

from gongjian.foundation import clock
from gongjian.foundation.access import require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.entrance.models import Visit, VisitedPage
from gongjian.modules.entrance.queries import has_open_visit
from gongjian.modules.members.models import Alliance
from gongjian.rulebook.errors import RuleBroken

_LONGEST_PATH = 200


@deed("entrance.ask_visit")
def ask_visit(*, actor: Person, alliance: Alliance, reason: str, hours: int) -> Visit:
    """Ask an alliance to be let in for some hours, and say why; until its secretary agrees nothing is seen."""
    alliance = locked(alliance)
    require(actor, "entrance.ask_visit", alliance)
    if not reason.strip():
        raise RuleBroken("entrance.no_reason")
    if not 1 <= hours <= Visit.LONGEST:
        raise RuleBroken("entrance.too_many_hours", longest=Visit.LONGEST)
    if has_open_visit(actor):
        raise RuleBroken("entrance.visit_is_open")

    visit = Visit.objects.create(alliance=alliance, operator=actor, reason=reason, hours=hours, asked_at=clock.now())

    record(actor, "entrance.ask_visit", visit, hours=hours)
    return visit


@deed("entrance.allow_visit")
def allow_visit(*, actor: Person, visit: Visit) -> Visit:
    """Let the operator in to read, from now on for the hours that he asked for; it ends by itself."""
    visit = locked(visit)
    require(actor, "entrance.allow_visit", visit)
    if not visit.is_asked:
        raise RuleBroken("entrance.visit_is_answered")

    visit.allowed_by = actor
    visit.allowed_at = clock.now()
    visit.ends_at = visit.allowed_at + timedelta(hours=visit.hours)
    visit.save()

    record(actor, "entrance.allow_visit", visit, operator=str(visit.operator_id), hours=visit.hours)
    return visit


@deed("entrance.end_visit")
def end_visit(*, actor: Person, visit: Visit) -> Visit:
    """End a visit at once, or say no to one that was asked for."""
    visit = locked(visit)
    require(actor, "entrance.end_visit", visit)
    if not visit.is_asked and not visit.is_running:
        raise RuleBroken("entrance.visit_is_over")

    visit.ended_by = actor
    visit.ended_at = clock.now()
    visit.save()

    record(actor, "entrance.end_visit", visit, operator=str(visit.operator_id))
    return visit


@deed("entrance.visit_page")
def visit_page(*, actor: Person, visit: Visit, path: str) -> VisitedPage:
    """Write down a page that is about to be opened during a visit; what was searched for is left out."""
    visit = locked(visit)
    require(actor, "entrance.visit_page", visit)

    page = VisitedPage.objects.create(
        alliance_id=visit.alliance_id, visit=visit, path=path[:_LONGEST_PATH], at=clock.now()
    )

    record(actor, "entrance.visit_page", page, visit=str(visit.pk))
    return page
