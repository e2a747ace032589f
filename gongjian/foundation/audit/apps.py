"""The app of the audit log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who did what to what, when; append-only and chained."""

    name = "gongjian.foundation.audit"
    label = "audit"
