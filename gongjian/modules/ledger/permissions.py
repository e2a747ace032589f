"""Who may do the deeds of this module."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import Actor, Rule, permit
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import only_within_a_deed
from gongjian.modules.ledger.models import Reversal
from gongjian.modules.members.models import Power
from gongjian.modules.members.permissions import holds


def _did_not_ask(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, Reversal) and subject.asked_by_id != actor.pk


part_of_a_deed = only_within_a_deed(_("账只随着一件办成的事记进来，不能单独记。"))
did_not_ask = Rule("did not ask", _did_not_ask, _("是你提出冲销的，要由另一个人同意。"))

permit("ledger.open_fund", part_of_a_deed)
permit("ledger.post_entry", part_of_a_deed)
permit("ledger.ask_reversal", holds(Power.KEEP_CASH))
permit("ledger.agree_reversal", holds(Power.LEAD) & did_not_ask)
permit("ledger.refuse_reversal", holds(Power.LEAD) & did_not_ask)
