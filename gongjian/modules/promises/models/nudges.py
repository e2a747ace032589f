"""Who reminded of a promise."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.promises.models.promises import Promise


class Nudge(AllianceOwned):
    """Somebody who waits reminded, politely and in words that are always the same, once a day (提醒). Append-only."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="nudges")
    day = models.DateField()
    nudged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("提醒")
        constraints = (models.UniqueConstraint(fields=("alliance", "promise", "day"), name="one_nudge_a_day"),)
