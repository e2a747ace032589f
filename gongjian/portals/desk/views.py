"""The page of the desk."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from gongjian.foundation import clock
from gongjian.foundation.http import SignedInRequest
from gongjian.foundation.wiring import places, whereabouts
from gongjian.foundation.workplace import choose
from gongjian.portals.desk import queries


def desk(request: SignedInRequest) -> HttpResponse:
    """What I owe, by when, with one button each; and what I wait for."""
    place = whereabouts(request.user)
    if place is None:
        return render(request, "desk/no_place.html", status=403)
    return render(request, "desk/desk.html", {"desk": queries.desk_of(request.user, place.alliance.pk, clock.today())})


@require_POST
def change_over(request: SignedInRequest, alliance: UUID) -> HttpResponse:
    """Work in another alliance that the person takes part in; one's own choice, no deed."""
    if alliance not in {place.alliance.pk for place in places(request.user)}:
        raise Http404
    choose(request, alliance)
    return redirect("desk:desk")
