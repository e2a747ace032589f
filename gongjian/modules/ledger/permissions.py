"""Who may do the deeds of this module."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import Actor, Rule, is_system, permit
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import only_within_a_deed
from gongjian.modules.ledger.models import Period, Reversal
from gongjian.modules.members.models import Power
from gongjian.modules.members.permissions import holds


def _did_not_ask(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, Reversal) and subject.asked_by_id != actor.pk


def _did_not_propose(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, Period) and subject.proposed_by_id != actor.pk


part_of_a_deed = only_within_a_deed(_("账只随着一件办成的事记进来，不能单独记。"))
did_not_ask = Rule("did not ask", _did_not_ask, _("是你提出冲销的，要由另一个人同意。"))

did_not_propose = Rule("did not propose", _did_not_propose, _("是你提出结账的，要由另一个人同意。"))
only_the_clock = is_system("books-clock", _("这件事到了时候由程序自己办。"))

permit("ledger.open_fund", part_of_a_deed)
permit("ledger.post_entry", part_of_a_deed)
permit("ledger.post_entries", part_of_a_deed)
permit("ledger.ask_reversal", holds(Power.KEEP_CASH))
permit("ledger.agree_reversal", holds(Power.LEAD) & did_not_ask)
permit("ledger.refuse_reversal", holds(Power.LEAD) & did_not_ask)
permit("ledger.propose_close", holds(Power.KEEP_CASH))
permit("ledger.agree_close", holds(Power.SUPERVISE) & did_not_propose)
permit("ledger.refuse_close", holds(Power.SUPERVISE) & did_not_propose)
permit("ledger.sign_head", only_the_clock)
permit("ledger.confirm_head", holds(Power.SPEAK))
permit("ledger.raise_alarm", only_the_clock)
permit("ledger.explain_alarm", holds(Power.SUPERVISE))
