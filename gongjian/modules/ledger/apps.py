"""The app of the books."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """Funds and journal entries: books that nobody can alter."""

    name = "gongjian.modules.ledger"
    label = "ledger"
    verbose_name = _("账本")
