"""The app of the look."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Layouts, components and the style page."""

    name = "gongjian.foundation.ui"
    label = "ui"
