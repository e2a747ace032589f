"""The calendar for a telephone: its secret address, opened and closed, and what is found there."""

from datetime import timedelta
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, vDuration

from gongjian.foundation.access import explain
from gongjian.foundation.http import Door, SignedInRequest, deed_page, done
from gongjian.modules.promises import actions
from gongjian.modules.promises.models import CalendarFeed
from gongjian.modules.promises.queries.feeds import Entry, entries_of, feed_at, feeds_visible_to, open_feed_of
from gongjian.modules.promises.views.reports import worked_in

# So often a calendar program should look again; some look only once a day, whatever they are told.
_AGAIN_AFTER = timedelta(hours=4)


@never_cache
def open_feed(request: SignedInRequest) -> HttpResponse:
    """Make an address for one's own calendar, and show it this once."""
    alliance = worked_in(request)
    form = forms.Form(request.POST if request.method == "POST" else None)
    made: list[CalendarFeed] = []
    if form.is_valid() and done(form, lambda: made.append(actions.open_feed(actor=request.user, alliance=alliance))):
        return _shown_once(request, made[0])
    context = {
        "form": form,
        "before": open_feed_of(request.user, alliance.pk),
        "why_not": explain(request.user, "promises.open_feed", alliance),
    }
    return render(request, "promises/open_feed.html", context)


def close_feed(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Make the address void."""
    feed = get_object_or_404(feeds_visible_to(request.user), pk=pk)
    door = Door("promises.close_feed", feed, reverse("promises:open_feed"), _("订阅关了，那个地址打不开了。"))
    form = forms.Form(request.POST if request.method == "POST" else None)
    return deed_page(request, door, form, lambda: actions.close_feed(actor=request.user, feed=feed), feed=feed)


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What the owner of a secret address owes; every other address is answered like one that never was.

    Nobody signs in here and no session is opened: a calendar program has neither. The path is kept out of the log by
    `gongjian/config/logs.py`.
    """
    feed = feed_at(secret)
    if feed is None:
        raise Http404
    answer = HttpResponse(_calendar(feed), content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Disposition"] = 'inline; filename="gongjian.ics"'
    return answer


def _shown_once(request: SignedInRequest, feed: CalendarFeed) -> HttpResponse:
    if not feed.secret:
        messages.warning(request, _("订阅地址只显示一次，已经显示过了。没有存下来的话，请再开一个新的，旧的就作废。"))
        return redirect("promises:open_feed")
    address = request.build_absolute_uri(reverse("calendar_feed", args=[feed.secret]))
    return render(request, "promises/feed_shown.html", {"feed": feed, "address": address})


def _calendar(feed: CalendarFeed) -> bytes:
    # One line whatever was typed as the name: it goes into a format in which lines mean something.
    name = _("%(alliance)s：要办的事") % {"alliance": " ".join(feed.alliance.name.split())}
    calendar = Calendar()
    calendar.add("prodid", "-//gongjian//promises//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("name", name)
    calendar.add("refresh-interval", vDuration(_AGAIN_AFTER), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(_AGAIN_AFTER))
    for entry in entries_of(feed):
        calendar.add_component(_event(entry))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.promise}@gongjian")
    # A promise never changes while it is open, so it stays as it was when it was made; kept, it is not here any more.
    event.add("dtstamp", entry.opened_at)
    event.add("last-modified", entry.opened_at)
    event.add("sequence", 0)
    event.add("dtstart", entry.due_on)
    event.add("dtend", entry.due_on + timedelta(days=1))
    event.add("summary", entry.summary)
    event.add("description", _("是什么事，登录工作台看。日历里不写人名、编号和金额。"))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if settings.SITE_TOLD:
        event.add("url", settings.SITE + reverse("promises:promise", args=[entry.promise]))
    return event
