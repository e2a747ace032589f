"""Each person's own page. Nobody else's data is reachable here: no address takes the number of a person."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongjian.foundation import clock
from gongjian.foundation.http import SignedInRequest
from gongjian.portals.me import queries
from gongjian.portals.me.archive import archive_of

_PER_PAGE = 20


@never_cache
@require_safe
def my_data(request: SignedInRequest) -> HttpResponse:
    """What is kept about me, why, who may see it, until when; numbers masked."""
    return render(request, "me/my_data.html", {"places": queries.places_of(request.user), "full": False})


@never_cache
@require_safe
def my_data_in_full(request: SignedInRequest) -> HttpResponse:
    """The same with the whole numbers: one's own need no reason and leave no look."""
    return render(request, "me/my_data.html", {"places": queries.places_of(request.user, full=True), "full": True})


@never_cache
@require_safe
def who_looked(request: SignedInRequest) -> HttpResponse:
    """Who looked at my whole numbers, in whatever alliance, when and why."""
    kind, names = queries.kind_called("looks"), queries.alliance_names()
    page = Paginator(kind.prepared(kind.rows(request.user)), _PER_PAGE).get_page(request.GET.get("page"))
    rows = [(names.get(kind.alliance_of(row), ""), kind.told(row, full=True).values()) for row in page]
    return render(request, "me/who_looked.html", {"page": page, "rows": rows})


@never_cache
@require_safe
def take_along(request: SignedInRequest) -> HttpResponse:
    """All of it in one file."""
    name = f"gongjian-my-data-{clock.today().isoformat()}.zip"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(archive_of(request.user), content_type="application/zip", headers=disposition)
