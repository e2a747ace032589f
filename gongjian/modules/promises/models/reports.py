"""What shows that a promise without a deed of its own was kept."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.promises.models.promises import Promise


class Report(AllianceOwned):
    """Somebody who owed it says what was done, and on which day (办成报告); the evidence of a promise. Append-only."""

    promise = models.ForeignKey(Promise, models.PROTECT, related_name="reports")
    words = models.CharField(_("办了什么"), max_length=400)
    done_on = models.DateField(_("哪天办的"))
    link = models.URLField(_("网址"), max_length=300, blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        verbose_name = _("办成报告")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "promise"), name="one_report_a_promise"),
            models.CheckConstraint(
                condition=models.Q(link="") | models.Q(link__startswith="https://"), name="safe_link"
            ),
        )
