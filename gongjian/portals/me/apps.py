"""The app of each person's own page."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeConfig(AppConfig):
    """What is kept about me, why and until when; who looked; take it along."""

    name = "gongjian.portals.me"
    label = "me"
    verbose_name = _("我的资料")
