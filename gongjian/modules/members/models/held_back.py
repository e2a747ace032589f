"""Whose posts rest until somebody here has confirmed that it is still the same person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned


class HeldBack(AllianceOwned):
    """Another alliance let this person in anew; the posts here rest until an office holder here has confirmed him."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="held_back")
    since = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    # Empty when an operator confirmed on the command line, where nobody else is left to do it.
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("职务停着")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "person"), condition=Q(confirmed_at=None), name="held_back_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | (~Q(confirmed_by=F("person")) & Q(confirmed_at__isnull=False)),
                name="nobody_confirms_himself",
            ),
        )
