"""Who may do the deeds of this module, and the rules about posts that all modules build on."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import Actor, Rule, SystemActor, permit
from gongjian.foundation.tenancy import alliance_of
from gongjian.modules.members.models import Post
from gongjian.modules.members.queries import posts_of


def holds(kind: Post.Kind) -> Rule:
    """Holds this post in the subject's alliance today."""

    def ask(actor: Actor, subject: Model) -> bool:
        return any(post.kind == kind for post in posts_of(actor, alliance_of(subject)))

    otherwise = {
        Post.Kind.SECRETARY: _("这一步要由书记来办。"),
        Post.Kind.LIAISON: _("这一步要由联络员来办。"),
        Post.Kind.CASHIER: _("这一步要由出纳来办。"),
        Post.Kind.SUPERVISOR: _("这一步要由监督来办。"),
        Post.Kind.VOLUNTEER: _("这一步要由志愿者来办。"),
    }
    return Rule(f"holds {kind}", ask, otherwise[kind])


def _takes_part(actor: Actor, subject: Model) -> bool:
    return bool(posts_of(actor, alliance_of(subject)))


def _sets_up(actor: Actor, _subject: Model) -> bool:
    return isinstance(actor, SystemActor) and actor.name == "setup"


takes_part = Rule("takes part", _takes_part, _("你今天在这个联盟里没有职务。"))
sets_up = Rule("sets up", _sets_up, _("成员资料由安装程序建立。"))

permit("members.add_side", sets_up)
permit("members.add_member", sets_up)
permit("members.add_person", sets_up)
permit("members.appoint", sets_up)
permit("members.record_decision", sets_up)
