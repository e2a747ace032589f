"""The app of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What somebody is told, in the program and by e-mail."""

    name = "gongjian.foundation.notices"
    label = "notices"
