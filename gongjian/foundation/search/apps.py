"""The app of finding things."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding things by a few characters of what they are called."""

    name = "gongjian.foundation.search"
    label = "search"
