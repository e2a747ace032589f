"""The app of promises."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PromisesConfig(AppConfig):
    """Who owes what to whom by when; kept, late, waived."""

    name = "gongjian.modules.promises"
    label = "promises"
    verbose_name = _("承诺")
