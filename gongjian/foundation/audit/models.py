"""The audit log's table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned


class AuditEntry(AllianceOwned):
    """A deed that was done: by whom, to what, with which facts. Never changed, never deleted (seal.py)."""

    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    deed = models.CharField(max_length=80)
    subject = models.CharField(max_length=120)
    facts = models.JSONField(default=dict)
    # The outer deed in the course of which this one was done; empty for a deed that a person asked for.
    under = models.UUIDField(null=True)
    seal = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("操作记录")
        constraints = (models.UniqueConstraint(fields=("alliance", "number"), name="audit_one_number_per_alliance"),)
        indexes = (models.Index(fields=("alliance", "subject", "number"), name="audit_by_subject"),)
