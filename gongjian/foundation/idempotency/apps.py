"""The app of one-time keys."""

from django.apps import AppConfig


class IdempotencyConfig(AppConfig):
    """One form key, one effect."""

    name = "gongjian.foundation.idempotency"
    label = "idempotency"
