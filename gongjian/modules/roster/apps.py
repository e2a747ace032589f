"""The app of the rosters."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RosterConfig(AppConfig):
    """Sheets that are read, asked about, taken over and undone."""

    name = "gongjian.modules.roster"
    label = "roster"
    verbose_name = _("名册")
