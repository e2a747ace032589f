"""The app of campaigns."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CampaignsConfig(AppConfig):
    """Fundraising: campaigns, sealed boxes, two blind counts."""

    name = "gongjian.modules.campaigns"
    label = "campaigns"
    verbose_name = _("募捐")
