"""Somebody's promises for the calendar of his telephone."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned


class CalendarFeed(AllianceOwned):
    """A secret address under which a calendar program fetches what one person owes (日历订阅); only its mark is kept.

    Whether the person may still see it is asked at each request; the address by itself gives nobody a right.
    """

    # Only on the answer to the request that opened it; never kept, never shown again.
    secret = ""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="calendar_feeds")
    secret_mark = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("日历订阅")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "person"), condition=Q(closed_at=None), name="one_open_feed"),
            models.UniqueConstraint(
                fields=("alliance", "secret_mark"), condition=~Q(secret_mark=""), name="one_feed_per_secret"
            ),
        )
