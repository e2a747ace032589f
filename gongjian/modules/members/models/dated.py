"""Rows that hold from a day until a day."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock


def in_force_on(day: date) -> Q:
    """The dated rows that hold on a day; the end day is the last one that counts."""
    return Q(begins_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


def in_force_during(begins_on: date, ends_on: date | None) -> Q:
    """The dated rows that hold on some day of a term."""
    return Q(begins_on__lte=ends_on or date.max) & (Q(ends_on__isnull=True) | Q(ends_on__gte=begins_on))


class DatedModel(models.Model):
    """Something that begins on a day and may end on one."""

    begins_on = models.DateField(_("从"))
    ends_on = models.DateField(_("到"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def is_over(self) -> bool:
        """Whether the last day has passed."""
        return self.ends_on is not None and self.ends_on < clock.today()
