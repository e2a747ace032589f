"""Who may do the deeds of this module, and the rules about posts that all modules build on."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import Actor, Rule, is_system, permit
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import only_within_a_deed
from gongjian.foundation.tenancy import alliance_of
from gongjian.modules.members.models import Delegation, ErasureRequest, Post, Power, Profile
from gongjian.modules.members.queries import counts_for_alliance, organisations_of_person, posts_of


def holds(power: Power) -> Rule:
    """Holds a post with this power in the subject's alliance today."""

    def ask(actor: Actor, subject: Model) -> bool:
        return any(counts_for_alliance(post, power) for post in posts_of(actor, alliance_of(subject)))

    otherwise = {
        Power.LEAD: _("这一步要由书记来办。"),
        Power.APPOINT: _("这一步要由书记或者组织委员来办。"),
        Power.KEEP_CASH: _("这一步要由出纳来办。"),
        Power.SUPERVISE: _("这一步要由监督来办。"),
        Power.SPEAK: _("这一步要由联络员来办。"),
        Power.KEEP_CASES: _("这一步要由个案管理员来办。"),
    }
    return Rule(f"holds {power}", ask, otherwise[power])


def _takes_part(actor: Actor, subject: Model) -> bool:
    return bool(posts_of(actor, alliance_of(subject)))


def _is_oneself(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and getattr(subject, "person_id", None) == actor.pk


def _speaks_for_it(actor: Actor, subject: Model) -> bool:
    if not isinstance(subject, Profile):
        return False
    mine = {post.organisation_id for post in posts_of(actor, subject.alliance_id) if Power.SPEAK in post.kind.powers}
    return bool(mine & organisations_of_person(subject))


def _holds_the_post(actor: Actor, subject: Model) -> bool:
    post = subject.post if isinstance(subject, Delegation) else subject
    return isinstance(actor, Person) and isinstance(post, Post) and post.person_id == actor.pk


def _stands_in(actor: Actor, subject: Model) -> bool:
    return isinstance(actor, Person) and isinstance(subject, Delegation) and subject.to_id == actor.pk


def _did_not_ask(actor: Actor, subject: Model) -> bool:
    return isinstance(subject, ErasureRequest) and isinstance(actor, Person) and subject.asked_by_id != actor.pk


takes_part = Rule("takes part", _takes_part, _("你今天在这个联盟里没有职务。"))
sets_up = is_system("setup")
founds = is_system("setup", _("建立联盟由系统管理员在机器上办。"))
not_oneself = Rule("not oneself", lambda *asked: not _is_oneself(*asked), _("自己的事要请别人来办。"))
oneself = Rule("oneself", _is_oneself, _("或者由本人来办。"))
speaks_for_it = Rule("speaks for it", _speaks_for_it, _("或者由这家单位的联络员来办。"))
holds_the_post = Rule("holds the post", _holds_the_post, _("或者由担任这个职务的人来办。"))
stands_in = Rule("stands in", _stands_in, _("或者由代理的人来办。"))

only_the_clock = is_system("member-clock", _("这件事到了时候由程序自己办。"))
did_not_ask = Rule("did not ask", _did_not_ask, _("是你提出来的，要请另一位来同意。"))

leads = holds(Power.LEAD)
appoints = holds(Power.APPOINT)
manages = sets_up | appoints

permit("members.found_alliance", founds)
permit("members.add_side", manages)
permit("members.add_member", manages)
permit("members.leave_alliance", manages)
permit("members.rename_organisation", manages)
permit("members.set_credit_code", manages)
permit("members.add_relation", manages)
permit("members.end_relation", manages)
permit("members.add_person", manages)
permit("members.add_post_kind", manages)
permit("members.add_standard_kinds", manages)
permit("members.record_decision", manages)
permit("members.appoint", sets_up | (appoints & not_oneself))
permit("members.end_post", manages | holds_the_post)
permit("members.delegate", appoints | holds_the_post)
permit("members.end_delegation", appoints | holds_the_post | stands_in)
permit("members.set_contact", manages | speaks_for_it | oneself)
permit("members.confirm_person", sets_up | ((appoints | holds(Power.LEAD)) & not_oneself))
permit("members.hold_back", only_within_a_deed(_("有人在别的联盟重新登录，他在这里的职务自己就停下。")))
permit("members.tell_by_phone", (appoints | speaks_for_it) & not_oneself)
permit("members.tell_of_due_erasures", only_the_clock)
permit("members.tell_of_ending_posts", only_the_clock)
permit("members.see_contact", appoints | speaks_for_it | oneself)
permit("members.take_back", only_within_a_deed(_("这一步只在撤回名册的时候办。")))
permit("members.ask_erasure", appoints | oneself)
permit("members.erase_person", leads & did_not_ask & not_oneself)
permit("members.refuse_erasure", leads & did_not_ask & not_oneself)
