"""What is owed again and again, by a rule."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.members.models import DatedModel, Organisation, Power
from gongjian.rulebook import recurrence
from gongjian.rulebook.recurrence import Rhythm


class Routine(AllianceOwned, DatedModel):
    """What an organisation owes every week, month, quarter or year, because a decision or a rule says so (例行承诺).

    Only its last day ever changes; whoever wants it otherwise stops it and sets another one.
    """

    class Every(models.TextChoices):
        """How often."""

        WEEKLY = recurrence.WEEKLY, _("每周")
        MONTHLY = recurrence.MONTHLY, _("每月")
        QUARTERLY = recurrence.QUARTERLY, _("每季")
        YEARLY = recurrence.YEARLY, _("每年")

    title = models.CharField(_("办什么"), max_length=60)
    owed_by = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    power = models.CharField(max_length=20, choices=Power)
    every = models.CharField(max_length=10, choices=Every)
    day = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(default=0)
    lead_days = models.PositiveSmallIntegerField()
    source = models.CharField(_("依据"), max_length=80)

    class Meta:
        verbose_name = _("例行承诺")

    @property
    def rhythm(self) -> Rhythm:
        """On which days it is due, for the rulebook."""
        return Rhythm(self.every, self.day, self.month)
