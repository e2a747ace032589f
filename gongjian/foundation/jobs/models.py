"""The table of jobs."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import Owned


class Job(Owned):
    """A piece of work to be run by a worker (后台任务): its name, the ids it is about, and when it is next due."""

    OWNER = "global"

    name = models.CharField(max_length=80)
    ids = models.JSONField(default=list)
    timed = models.BooleanField(default=False)
    next_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    # Which run holds it, and until when: a worker that dies gives it back by this alone.
    lease = models.UUIDField(null=True)
    leased_until = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=80, blank=True)
    last_done_at = models.DateTimeField(null=True)
    gave_up_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("后台任务")
        constraints = (
            models.UniqueConstraint(fields=("name",), condition=Q(timed=True), name="one_row_per_timed_job"),
        )
        indexes = (models.Index(fields=("next_at",), name="jobs_due"),)
