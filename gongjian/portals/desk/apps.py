"""The app of the desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """Each person's desk: what I owe, what waits for others."""

    name = "gongjian.portals.desk"
    label = "desk"
    verbose_name = _("工作台")
