"""The app of the alliance's members."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    """Alliances, sides, organisations, people and posts with dates."""

    name = "gongjian.modules.members"
    label = "members"
    verbose_name = _("成员")
