"""What this module adds to the menu."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import menu_entry
from gongjian.modules.ledger import queries


def _to_answer(actor: Person, _alliance: UUID) -> tuple[int, bool]:
    return len(queries.reversals_waiting_for_answer(actor)), False


menu_entry(order=230, group=_("资金"), label=_("账本"), icon="book-2", url_name="ledger:entries", waiting=_to_answer)
