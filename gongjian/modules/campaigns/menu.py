"""What this module adds to the menu."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Group, Place, add_to_menu
from gongjian.modules.campaigns import queries


def _to_count(actor: Person, _alliance: UUID) -> tuple[int, bool]:
    groups = queries.boxes_by_group(actor)
    return groups["to_count"] + groups["to_bank"], False


add_to_menu(
    Group.MONEY,
    Place("campaigns:cash_boxes", _("清点募捐箱"), "cash-banknote", _to_count),
    Place("campaigns:campaigns", _("募捐"), "heart-handshake"),
    Place("campaigns:bills", _("微信和支付宝账单"), "receipt"),
)
