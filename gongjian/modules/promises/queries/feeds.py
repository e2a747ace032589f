"""Subscriptions to what somebody owes, and what their calendars say: what kind of thing, by when, and no more."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing import keys
from gongjian.foundation.wiring import words_of
from gongjian.modules.members.queries import every_alliance, posts_of, workplace_of
from gongjian.modules.promises.models import CalendarFeed
from gongjian.modules.promises.queries import owed_by

# What marks are made for; the same secret typed elsewhere opens nothing.
PURPOSE = "promises.feed"


@dataclass(frozen=True)
class Entry:
    """A promise on its day, in words that are the same for everybody: no title, no name, no number, no place."""

    promise: UUID
    summary: str
    due_on: date
    opened_at: datetime


def open_feed_of(person: Person, alliance: UUID) -> CalendarFeed | None:
    """The subscription that works just now, if there is one."""
    return CalendarFeed.objects.filter(alliance=alliance, person=person, closed_at=None).first()


def feeds_visible_to(actor: Person) -> QuerySet[CalendarFeed]:
    """One's own in the alliance worked in: nobody sees whether somebody else has one."""
    return CalendarFeed.objects.filter(alliance__in=workplace_of(actor), person=actor)


def feed_at(secret: str) -> CalendarFeed | None:
    """The open subscription with this secret, of somebody who takes part there today; None for everything else.

    Guesses are not counted: a secret has 256 bits, and is compared by a keyed mark that tells nothing by its timing.
    """
    everywhere = every_alliance().values("pk")
    marked = CalendarFeed.objects.filter(alliance__in=everywhere, secret_mark__in=keys.marks(secret, PURPOSE))
    feed = marked.filter(closed_at=None, person__is_active=True).select_related("person", "alliance").first()
    # The rights are those of this moment: a post that ended yesterday, or that rests, shows nothing today.
    return feed if feed and posts_of(feed.person, feed.alliance_id) else None


def entries_of(feed: CalendarFeed) -> list[Entry]:
    """What its person owes, in the words of the button that leads there: those carry no facts."""
    return [
        Entry(
            promise.pk,
            _("共建：%(verb)s") % {"verb": words_of(promise.deed).verb},
            promise.due_on,
            promise.opened_at,
        )
        for promise in owed_by(feed.person, feed.alliance_id)
    ]
