"""The JSON door to one's own calendar."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Router

from gongjian.foundation.http import SignedInRequest
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import workplace_of
from gongjian.modules.promises import actions
from gongjian.modules.promises.models import CalendarFeed
from gongjian.modules.promises.queries.feeds import feeds_visible_to
from gongjian.modules.promises.schemas import FeedOut

router = Router()


@router.post("/feeds", response=FeedOut, operation_id="open_feed")
def open_feed(request: SignedInRequest, response: HttpResponse) -> FeedOut:
    """Make a secret address for your own calendar, in the alliance that you work in; the one before it is void."""
    response["Cache-Control"] = "no-store"
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    feed = actions.open_feed(actor=request.user, alliance=alliance)
    at = reverse("calendar_feed", args=[feed.secret]) if feed.secret else ""
    return _told(feed, request.build_absolute_uri(at) if at else "")


@router.post("/feeds/{pk}/close", response=FeedOut, operation_id="close_feed")
def close_feed(request: SignedInRequest, pk: UUID) -> FeedOut:
    """Make your address void."""
    feed = get_object_or_404(feeds_visible_to(request.user), pk=pk)
    return _told(actions.close_feed(actor=request.user, feed=feed))


def _told(feed: CalendarFeed, address: str = "") -> FeedOut:
    return FeedOut(id=feed.pk, address=address, opened_at=feed.opened_at, closed_at=feed.closed_at)
