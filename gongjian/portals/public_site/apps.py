"""The app of the public site."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicSiteConfig(AppConfig):
    """What anybody may see."""

    name = "gongjian.portals.public_site"
    label = "public_site"
    verbose_name = _("公开网页")
