"""The app of who gets in."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EntranceConfig(AppConfig):
    """Paper slips, recovery by two, and operators on a visit."""

    name = "gongjian.modules.entrance"
    label = "entrance"
    verbose_name = _("进门")
