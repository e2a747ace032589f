"""What this module adds to what it does not own: names, addresses and notices, the desk, and each person's own page."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import may
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.words import notice_words
from gongjian.foundation.sealing.models import Look
from gongjian.foundation.wiring import Kept, Task, addresses_from, keeps, names_from, tasks_from
from gongjian.modules.members import queries
from gongjian.modules.members.models import Delegation, ErasureRequest, HeldBack, Post, PostKind, Profile
from gongjian.modules.members.queries.erasure import erasure_waits, open_erasures, sees_to_erasures
from gongjian.rulebook.errors import Fact


@addresses_from
def address_of(person: Person, alliance: UUID) -> str:
    """The e-mail address kept for notices, of whoever takes part today; opened for sending, which is what it is for."""
    if not queries.posts_of(person, alliance):
        return ""
    profile = Profile.objects.filter(alliance=alliance, person=person).first()
    return profile.email.opened() if profile else ""


@names_from
def names_of(alliance: UUID, people: list[UUID]) -> dict[UUID, str]:
    """What the alliance calls these people."""
    return queries.names_of(alliance, people)


def _with_kind(facts: Mapping[str, Fact]) -> Mapping[str, object]:
    code, name = str(facts["kind"]), facts["name"]
    return {**facts, "kind": PostKind.Standard(code).label if code in PostKind.Standard.values else name}


notice_words(
    "members.appointed",
    title=_("你有了新职务"),
    text=_("在%(organisation)s当%(kind)s，从 %(begins_on)s 起。"),
    say=_with_kind,
)
notice_words(
    "members.due_for_erasure",
    title=_("有资料可以删除了"),
    text=_("%(number)s 个人的资料已经用不着了，请看看要不要删除。"),
)
notice_words(
    "members.post_ends",
    title=_("你的职务快到期了"),
    text=_("你在%(organisation)s当%(kind)s，到 %(ends_on)s 为止。要接着当，请组织委员登记；不当了，请列好交接清单。"),
    say=_with_kind,
)
notice_words(
    "members.others_post_ends",
    title=_("有人的职务快到期了"),
    text=_("%(person)s在%(organisation)s当%(kind)s，到 %(ends_on)s 为止。请问一问谁接着当，登记下来。"),
    say=_with_kind,
)


@tasks_from
def erasures_to_answer(actor: Person, alliance: UUID) -> Iterator[Task]:
    """Who asked to be erased, or was named, and waits for this person's yes or no."""
    if not (sees_to_erasures(actor, alliance) and erasure_waits(actor, alliance)):
        return
    for erasure in open_erasures(alliance):
        if may(actor, "members.erase_person", erasure):
            url = reverse("members:erase_person", args=[erasure.pk])
            title = gettext("要不要删除一个人的资料")
            yield Task(erasure.answer_by, title, erasure.profile.name, _("去看看"), url)


def _with_who_looked(rows: QuerySet[Model]) -> QuerySet[Model]:
    """The latest first, each with the name by which its alliance knows who looked."""
    known = Profile.objects.filter(alliance=OuterRef("alliance"), person=OuterRef("looked_by"))
    found: QuerySet[Model] = rows.annotate(name=Subquery(known.values("name"))).order_by("-at", "-id")
    return found


_DAYS = {"begins_on": _("从"), "ends_on": _("到")}
_POST = {"kind.label": _("职务"), "organisation.name": _("单位"), **_DAYS}

keeps(
    Kept(
        "profile",
        _("个人资料"),
        Profile,
        ("person",),
        {
            "name": _("姓名"),
            "phone": _("电话"),
            "other_phone": _("另一个电话"),
            "email": _("电子邮箱"),
            "id_number": _("身份证号"),
        },
        listed=True,
        blanks=False,  # the deed does it, with the name that is left
    ),
    Kept(
        "posts",
        _("我的职务"),
        Post,
        ("person",),
        _POST,
        listed=True,
        prepared=lambda rows: rows.select_related("kind", "organisation").order_by("-begins_on", "id"),
    ),
    Kept(
        "held_back",
        _("职务停过的"),
        HeldBack,
        ("person",),
        {"since": _("什么时候停的"), "confirmed_at": _("什么时候确认是本人")},
    ),
    Kept(
        "confirmed_others",
        _("我确认是本人的"),
        HeldBack,
        ("confirmed_by",),
        {"confirmed_at": _("什么时候确认是本人")},
        blanks=False,
    ),
    Kept(
        "standing_in",
        _("我代理过的"),
        Delegation,
        ("to",),
        {"post.kind.label": _("职务"), "post.organisation.name": _("单位"), **_DAYS, "ended_at": _("提前收回")},
        prepared=lambda rows: rows.select_related("post__kind", "post__organisation"),
    ),
    Kept(
        "stood_in_for",
        _("请人代理我的"),
        Delegation,
        ("post__person",),
        {"post.kind.label": _("职务"), "reason": _("原因"), **_DAYS, "ended_at": _("提前收回")},
        prepared=lambda rows: rows.select_related("post__kind"),
    ),
    Kept(
        "looks",
        _("谁看过我的"),
        Look,
        ("about",),
        {"at": _("什么时候"), "name": _("谁"), "reason": _("原因")},
        prepared=_with_who_looked,
    ),
    Kept("looked", _("我看过别人的"), Look, ("looked_by",), {"at": _("什么时候")}, blanks=False),
    Kept(
        "erasures",
        _("删除我的申请"),
        ErasureRequest,
        ("profile__person",),
        {
            "asked_at": _("什么时候"),
            "reason": _("为什么删除"),
            "answer_by": _("最晚哪天答复"),
            "get_state_display": _("办到哪一步"),
            "answer": _("为什么不删"),
        },
    ),
    Kept(
        "erasures_of_others",
        _("我提的、答复的删除申请"),
        ErasureRequest,
        ("asked_by", "answered_by"),
        {"asked_at": _("什么时候"), "get_state_display": _("办到哪一步")},
        blanks=False,
    ),
)
