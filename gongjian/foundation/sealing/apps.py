"""The app of sealed fields."""

from django.apps import AppConfig


class SealingConfig(AppConfig):
    """Fields encrypted at rest: keys, fields, and the log of who looked."""

    name = "gongjian.foundation.sealing"
    label = "sealing"
