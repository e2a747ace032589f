"""Who looked at what of whom."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned


class Look(AllianceOwned):
    """Somebody opened what is sealed about a person, for a reason that the person can read (查看记录)."""

    about = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="looked_at")
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="looks")
    subject = models.CharField(max_length=120)
    reason = models.CharField(_("原因"), max_length=120)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("查看记录")
        indexes = (models.Index(fields=("alliance", "about", "at"), name="looks_at_a_person"),)
