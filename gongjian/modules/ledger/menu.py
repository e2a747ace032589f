"""What this module adds to the menu."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Group, Place, add_to_menu
from gongjian.modules.ledger.queries import waiting


def _to_answer(actor: Person, _alliance: UUID) -> tuple[int, bool]:
    asked = [
        *waiting.reversals_to_answer(actor),
        *waiting.closings_waiting_for_answer(actor),
        *waiting.bookings_waiting_for_answer(actor),
    ]
    alarms = waiting.alarms_to_explain(actor)
    return len(asked) + len(alarms), bool(alarms)


add_to_menu(Group.MONEY, Place("ledger:entries", _("账本"), "book-2", _to_answer))
