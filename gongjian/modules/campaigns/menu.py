"""What this module adds to the menu."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import menu_entry
from gongjian.modules.campaigns import queries


def _to_count(actor: Person, _alliance: UUID) -> tuple[int, bool]:
    groups = queries.boxes_by_group(actor)
    return groups["to_count"] + groups["to_bank"], False


menu_entry(
    order=210,
    group=_("资金"),
    label=_("清点募捐箱"),
    icon="cash-banknote",
    url_name="campaigns:cash_boxes",
    waiting=_to_count,
)
menu_entry(order=220, group=_("资金"), label=_("募捐"), icon="heart-handshake", url_name="campaigns:campaigns")
