"""The table of used keys."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned


class UsedKey(AllianceOwned):
    """A one-time key that a deed was done under, with what the deed was and what came of it."""

    key = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    result = models.CharField(max_length=120)
    used_at = models.DateTimeField()

    class Meta:
        verbose_name = _("已用的一次性编号")
        constraints = (models.UniqueConstraint(fields=("alliance", "key"), name="one_effect_per_key"),)
