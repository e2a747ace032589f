"""What this module adds to pages that it does not own: the desk, a person's page; and who is on a visit."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongjian.foundation import clock
from gongjian.foundation.access import explain
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.visiting import Visiting, visits_from
from gongjian.foundation.wiring import Kept, Task, keeps, panel, tasks_from
from gongjian.modules.entrance import queries
from gongjian.modules.entrance.models import Recovery, Slip, Visit
from gongjian.modules.members.models import Profile


@visits_from
def visit_running(operator: Person) -> Visiting | None:
    """The visit that an operator is on just now."""
    visit = queries.running_visit(operator)
    if visit is None or visit.ends_at is None:
        return None
    return Visiting(operator.pk, visit.alliance_id, visit.ends_at, visit)


@tasks_from
def answers_awaited(actor: Person, alliance: UUID) -> Iterator[Task]:
    """A recovery that wants its second office holder; an operator who wants to be let in."""
    waiting = queries.waiting_for(actor, alliance)
    for named in queries.recovery_rows([row for row in waiting if isinstance(row, Recovery)]):
        title = _("帮%(name)s找回登录，要第二个人同意") % {"name": named.name}
        url = reverse("entrance:agree_recovery", args=[named.recovery.pk])
        yield Task(clock.local_day(named.recovery.proposed_at), title, named.recovery.note, _("去看看"), url)
    for visit in [row for row in waiting if isinstance(row, Visit)]:
        title = _("系统管理员想进来看 %(hours)s 小时") % {"hours": visit.hours}
        url = reverse("entrance:visit", args=[visit.pk])
        yield Task(clock.local_day(visit.asked_at), title, visit.reason, _("去看看"), url)


@panel("members.person")
def way_in(request: HttpRequest, profile: Model) -> SafeString | None:
    """On a person's page, for office holders: whether he gets in, and what to do when he does not."""
    if not isinstance(profile, Profile) or not isinstance(request.user, Person):
        return None
    if not queries.office_posts(request.user, profile.alliance_id):
        return None
    signed_in = queries.has_signed_in(profile.person)
    deed = "propose_recovery" if signed_in else "hand_out_slip"
    context = {
        "profile": profile,
        "signed_in": signed_in,
        "why_not": explain(request.user, f"entrance.{deed}", profile),
    }
    return render_to_string("entrance/_way_in.html", context, request)


keeps(
    Kept(
        "slips",
        gettext_lazy("给我的登录纸条"),
        Slip,
        ("person",),
        {
            "get_purpose_display": gettext_lazy("做什么用"),
            "handed_out_at": gettext_lazy("什么时候发的"),
            "used_at": gettext_lazy("什么时候用的"),
        },
    ),
    Kept(
        "slips_handed_out",
        gettext_lazy("我发的登录纸条"),
        Slip,
        ("handed_out_by",),
        {"handed_out_at": gettext_lazy("什么时候发的")},
        blanks=False,
    ),
    Kept(
        "recoveries",
        gettext_lazy("帮我找回登录的"),
        Recovery,
        ("person",),
        {
            "get_identified_display": gettext_lazy("怎么认出本人"),
            "note": gettext_lazy("说明"),
            "proposed_at": gettext_lazy("什么时候提的"),
            "get_state_display": gettext_lazy("办到哪一步"),
        },
    ),
    Kept(
        "recoveries_of_others",
        gettext_lazy("我帮别人找回登录的"),
        Recovery,
        ("proposed_by", "agreed_by", "dropped_by"),
        {"proposed_at": gettext_lazy("什么时候提的"), "get_state_display": gettext_lazy("办到哪一步")},
        blanks=False,
    ),
    Kept(
        "visits",
        gettext_lazy("我进来看过的、让人进来看的"),
        Visit,
        ("operator", "allowed_by", "ended_by"),
        {
            "asked_at": gettext_lazy("什么时候提的"),
            "reason": gettext_lazy("原因"),
            "ends_at": gettext_lazy("到什么时候"),
        },
    ),
)
