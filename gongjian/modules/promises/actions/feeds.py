"""Opening and closing the subscription to what somebody owes."""

from secrets import token_urlsafe

from gongjian.foundation import clock
from gongjian.foundation.access import require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.sealing import keys
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import Alliance
from gongjian.modules.promises.models import CalendarFeed
from gongjian.modules.promises.queries.feeds import PURPOSE, open_feed_of
from gongjian.rulebook.errors import RuleBroken

_BYTES = 32


@deed("promises.open_feed")
def open_feed(*, actor: Person, alliance: Alliance) -> CalendarFeed:
    """Make a secret address for one's own calendar; the one before it is void. The secret is told this once."""
    alliance = locked(alliance)
    require(actor, "promises.open_feed", alliance)

    if before := open_feed_of(actor, alliance.pk):
        before.closed_at = clock.now()
        before.save()
    secret = token_urlsafe(_BYTES)
    feed = CalendarFeed.objects.create(
        alliance=alliance, person=actor, secret_mark=keys.mark(secret, PURPOSE), opened_at=clock.now()
    )
    feed.secret = secret

    record(actor, "promises.open_feed", feed)
    return feed


@deed("promises.close_feed")
def close_feed(*, actor: Person, feed: CalendarFeed) -> CalendarFeed:
    """From now on nothing is found under the address any more, by whomever it is known."""
    feed = locked(feed)
    require(actor, "promises.close_feed", feed)
    if feed.closed_at:
        raise RuleBroken("promises.feed_is_closed")

    feed.closed_at = clock.now()
    feed.save()

    record(actor, "promises.close_feed", feed)
    return feed
