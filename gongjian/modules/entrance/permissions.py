"""Who may do the deeds of this module: two office holders for a recovery, a secretary for a visit."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import Actor, Rule, is_system, permit
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.tenancy import alliance_of
from gongjian.modules.entrance.models import Recovery, Slip, Visit
from gongjian.modules.entrance.queries import holds_another_office, office_posts, somebody_has_been_in
from gongjian.modules.members.models import Power
from gongjian.modules.members.permissions import appoints, holds, not_oneself, oneself, sets_up

HOLDER = "slip"  # whoever types the code of a slip is nobody else yet


def _holds_the_slip(actor: Actor, subject: Model) -> bool:
    return isinstance(subject, Slip) and is_system(HOLDER).ask(actor, subject)


def _founds(actor: Actor, subject: Model) -> bool:
    return sets_up.ask(actor, subject) and not somebody_has_been_in(alliance_of(subject))


def _is_in_office(actor: Actor, subject: Model) -> bool:
    return bool(office_posts(actor, alliance_of(subject)))


def _did_not_propose(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, Recovery) and subject.proposed_by_id != actor.pk


def _another_office(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, Recovery) and holds_another_office(actor, subject)


def _is_operator(actor: Actor, _subject: Model) -> bool:
    # The mark opens nothing by itself: it lets somebody ask, and nothing more.
    return isinstance(actor, Person) and actor.is_superuser


def _is_the_visitor(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, Visit) and subject.operator_id == actor.pk


leads = holds(Power.LEAD)
# Words for nobody: as soon as somebody has been in, the alliance's own people hand out slips, and only they.
founds = Rule("founds", _founds, "")
in_office = Rule("is in office", _is_in_office, _("这一步要由书记、组织委员或者监督来办。"))
holds_the_slip = Rule("holds the slip", _holds_the_slip, _("要拿着纸条的人自己来办。"))
did_not_propose = Rule("did not propose it", _did_not_propose, _("是你提出的，要由另一个人来同意。"))
another_office = Rule("holds another office", _another_office, _("代理不能算第二个人：要凭另一个职务来同意。"))
is_operator = Rule("is an operator", _is_operator, _("只有系统管理员才要这样进来看。"))
is_the_visitor = Rule("is the visitor", _is_the_visitor, _("或者由来访的人自己来办。"))
not_the_visitor = Rule("not the visitor", lambda *asked: not _is_the_visitor(*asked), _("自己来访，要由别人同意。"))
on_a_visit = Rule(
    "on a visit",
    lambda actor, subject: _is_the_visitor(actor, subject) and isinstance(subject, Visit) and subject.is_running,
    _("来访没有开始，或者已经结束。"),
)

permit("entrance.hand_out_slip", founds | (appoints & not_oneself))
permit("entrance.withdraw_slip", in_office | oneself)
permit("entrance.use_slip", holds_the_slip)
permit("entrance.propose_recovery", (appoints | leads) & not_oneself)
permit("entrance.agree_recovery", in_office & not_oneself & did_not_propose & another_office)
permit("entrance.drop_recovery", in_office | oneself)
permit("entrance.ask_visit", is_operator)
permit("entrance.allow_visit", leads & not_the_visitor)
permit("entrance.end_visit", leads | is_the_visitor)
permit("entrance.visit_page", on_a_visit)
