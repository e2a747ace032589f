"""The page of the desk."""

from django.http import HttpResponse
from django.shortcuts import render

from gongjian.foundation import clock
from gongjian.foundation.http import SignedInRequest
from gongjian.foundation.wiring import whereabouts
from gongjian.portals.desk import queries


def desk(request: SignedInRequest) -> HttpResponse:
    """What I owe, by when, with one button each; and what I wait for."""
    place = whereabouts(request.user)
    if place is None:
        return render(request, "desk/no_place.html", status=403)
    return render(request, "desk/desk.html", {"desk": queries.desk_of(request.user, place.alliance.pk, clock.today())})
