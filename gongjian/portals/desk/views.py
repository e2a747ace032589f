"""The pages of the desk."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation import clock
from gongjian.foundation.http import SignedInRequest, render_part, with_a_place
from gongjian.foundation.tenancy import alliance_of
from gongjian.foundation.wiring import places
from gongjian.foundation.workplace import choose
from gongjian.portals.desk import queries
from gongjian.portals.desk.forms import address_of, month_from, wanted_from
from gongjian.portals.desk.queries.calendar import month_of
from gongjian.portals.desk.queries.kept import FATES, own_share, told, turned_out
from gongjian.portals.desk.queries.waiting import choices_for, waiting_for
from gongjian.portals.desk.queries.wanted import stretches


@require_safe
@with_a_place
def desk(request: SignedInRequest) -> HttpResponse:
    """What I owe, by when, with one button each; and what I wait for."""
    alliance, today = _alliance(request), clock.today()
    wanted = wanted_from(request.GET, today)
    found = queries.desk_of(request.user, alliance, today, wanted)
    context = {"desk": found, "stretches": stretches(today), "query": address_of(wanted), "choices": found.choices}
    return render_part(request, "desk/desk.html", context | {"wanted": wanted}, parts=("todo",))


@require_safe
@with_a_place
def waiting(request: SignedInRequest) -> HttpResponse:
    """All that the others owe, page by page."""
    alliance, today = _alliance(request), clock.today()
    wanted = wanted_from(request.GET, today)
    awaited = waiting_for(request.user, alliance, today, wanted)
    context = {
        "page": awaited.page,
        "awaited": queries.due(awaited.tasks, today),
        "wanted": wanted,
        "stretches": stretches(today),
        "query": address_of(wanted),
        "choices": choices_for(request.user, alliance),
    }
    return render_part(request, "desk/waiting.html", context, parts=("waiting",))


@require_safe
@with_a_place
def calendar(request: SignedInRequest) -> HttpResponse:
    """A month, each thing on its day."""
    alliance, today = _alliance(request), clock.today()
    month = month_of(request.user, alliance, month_from(request.GET, today), today)
    return render_part(request, "desk/calendar.html", {"month": month, "today": today}, parts=("month",))


@require_safe
@with_a_place
def on_paper(request: SignedInRequest) -> HttpResponse:
    """What is due by the end of the month on a sheet of paper, to be ticked by hand."""
    alliance, today = _alliance(request), clock.today()
    return render(request, "desk/on_paper.html", {"paper": queries.paper_of(request.user, alliance, today)})


@require_safe
@with_a_place
def kept(request: SignedInRequest) -> HttpResponse:
    """The promises behind the share kept in time, of one's own organisation, and how the share is worked out."""
    alliance, today = _alliance(request), clock.today()
    own, fate = own_share(request.user, alliance, today), request.GET.get("fate", "")
    page = turned_out(own, alliance, today, fate, request.GET.get("page", ""))
    context = {
        "own": own,
        "today": today,
        "fate": fate if fate in FATES else "",
        "page": page,
        "turned": told(list(page.object_list), today),
    }
    return render_part(request, "desk/kept.html", context, parts=("kept",))


@require_POST
def change_over(request: SignedInRequest, alliance: UUID) -> HttpResponse:
    """Work in another alliance that the person takes part in; one's own choice, no deed."""
    if alliance not in {place.alliance.pk for place in places(request.user)}:
        raise Http404
    choose(request, alliance)
    return redirect("desk:desk")


def _alliance(request: SignedInRequest) -> UUID:
    """The alliance worked in."""
    return alliance_of(places(request.user)[0].alliance)
