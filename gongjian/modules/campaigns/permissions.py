"""Who may do the deeds of this module."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import Actor, Rule, permit
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import only_within_a_deed
from gongjian.modules.campaigns.models import Bill, Campaign, CashBox
from gongjian.modules.campaigns.queries import tally_of
from gongjian.modules.members.models import Power
from gongjian.modules.members.permissions import holds, takes_part
from gongjian.rulebook.cash import Round


def _organises(actor: Actor, subject: Model) -> bool:
    campaign = subject.campaign if isinstance(subject, CashBox) else subject
    is_named = isinstance(actor, Person) and isinstance(campaign, Campaign) and campaign.organiser_id == actor.pk
    return is_named and takes_part.ask(actor, subject)


def _did_not_hand_it_out(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, CashBox) and subject.handed_out_by_id != actor.pk


def _third_count_is_a_supervisors(actor: Actor, subject: Model) -> bool:
    if not isinstance(subject, CashBox) or tally_of(subject).round is not Round.THIRD:
        return True
    return holds(Power.SUPERVISE).ask(actor, subject)


organises = Rule("organises the campaign", _organises, _("或者由这次募捐的负责人来办。"))
did_not_hand_it_out = Rule("did not hand it out", _did_not_hand_it_out, _("这只箱是你交出去的，要请别人来数。"))
third_count_is_a_supervisors = Rule(
    "third count is a supervisor's",
    _third_count_is_a_supervisors,
    _("两人数了两次还不一样，第三次要由监督来数。"),
)


def _did_not_read_it(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, Bill) and subject.read_by_id != actor.pk


did_not_read_it = Rule("did not read it", _did_not_read_it, _("这张账单是你传的，要由另一个人核对。"))
follows_a_reversal = only_within_a_deed(_("只有入账的那一笔冲销了，箱子才重新清点。"))
cashier = holds(Power.KEEP_CASH)

permit("campaigns.open_campaign", holds(Power.LEAD) | cashier)
permit("campaigns.seal_box", cashier | organises)
permit("campaigns.hand_out_box", cashier | organises)
permit("campaigns.submit_count", takes_part & did_not_hand_it_out & third_count_is_a_supervisors)
permit("campaigns.close_box", cashier)
permit("campaigns.bank_box", cashier)
permit("campaigns.reopen_box", follows_a_reversal)
permit("campaigns.read_bill", cashier)
permit("campaigns.judge_payment", cashier)
permit("campaigns.drop_bill", cashier)
permit("campaigns.enter_bill", holds(Power.SUPERVISE) & did_not_read_it)
permit("campaigns.reopen_bill", follows_a_reversal)
