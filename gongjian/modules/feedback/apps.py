"""The app of complaints and suggestions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    """What people tell the alliance, and the answer it owes them."""

    name = "gongjian.modules.feedback"
    label = "feedback"
    verbose_name = _("意见")
