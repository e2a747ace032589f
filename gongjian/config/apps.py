"""The app that puts the house together."""

from importlib import import_module

from django.apps import AppConfig


class GongjianConfig(AppConfig):
    """The whole program."""

    name = "gongjian.config"
    label = "gongjian"

    def ready(self) -> None:
        """By name, as Django finds models: what it imports needs the apps to be there."""
        import_module("gongjian.config.start").put_together()
