"""What a roster asks, offers, tells and does, in words."""

from django.utils.translation import gettext_lazy as _

from gongjian.modules.members.queries.people import CALLED
from gongjian.rulebook.office import Doubt, Line, Note, Option, Step

_QUESTIONS = {
    "organisation": _("这一行没有写单位。%(name)s是哪家单位的？"),
    "organisation_same": _("“%(name)s”和已有的单位读音一样，是同一家吗？"),
    "side": _("%(name)s属于哪一方？"),
    "leads": _("表里没有写清哪一家牵头。请选一家。"),
    "name": _("“%(name)s”不像一个人的姓名。照这样登记吗？"),
    "person_same_name": _("已经有叫%(name)s的人，是同一个人吗？"),
    "person_same_sound": _("%(name)s和同单位的人读音一样，是同一个人吗？"),
    "person_by_phone": _("%(name)s的手机号已经登记在别人名下，是同一个人吗？"),
    "phone": _("%(name)s的电话“%(text)s”读不出来。号码是多少？"),
    "email": _("%(name)s的邮箱“%(text)s”读不出来。地址是什么？"),
    "phone_differs": _("%(name)s登记的电话和表里的 %(value)s 不一样。用哪一个？"),
    "other_phone_differs": _("%(name)s登记的另一个电话和表里的 %(value)s 不一样。用哪一个？"),
    "email_differs": _("%(name)s登记的邮箱和表里的 %(value)s 不一样。用哪一个？"),
    "post": _("职务“%(post)s”不是联盟的职务。算哪一种？表里这样写的都照这个办。"),
    "until": _("任职到“%(text)s”，看不出是哪天。怎么办？"),
}
_CHOICES = {
    "new": _("不是，另外登记"),
    "out": _("这一行不要"),
    "sheet": _("用表里的"),
    "kept": _("用原来的"),
    "drop": _("不登记"),
    "take": _("照这样登记"),
    "open": _("没有定期限"),
}
_NOTES = {
    "since_past": _("表里写从 %(since)s 起任职。职务从记下的那天算起，这个日子不补记。"),
    "term_over": _("任期到 %(until)s，已经过了，这一行不登记。"),
    "own_post": _("这是你自己的职务，请别人来任职，这里不办。"),
    "post_unclear": _("职务“%(post)s”没有对应的，这个人在这家单位原有的职务不动。"),
    "leads_already": _("已经由%(name)s牵头，表里的牵头不改。"),
    "phone_unread": _("电话“%(text)s”读不出来，用原来登记的。"),
    "email_unread": _("邮箱“%(text)s”读不出来，用原来登记的。"),
}
_STEPS = {
    "side": _("增加一方：%(name)s"),
    "member": _("接纳单位：%(name)s（%(side)s）"),
    "leads": _("接纳单位：%(name)s（%(side)s，牵头）"),
    "person": _("登记人员：%(name)s"),
    "contact": _("登记联系方式：%(name)s（%(numbers)s）"),
    "post": _("任职：%(name)s，%(where)s %(post)s"),
    "until": _("任职：%(name)s，%(where)s %(post)s，到 %(until)s"),
}


def question(doubt: Doubt) -> str:
    """What is asked."""
    return str(_QUESTIONS[doubt.code]) % dict(doubt.facts)


def choice(option: Option) -> str:
    """An answer that is offered; things by their names."""
    return option.label or str(_CHOICES[option.value])


def note(told: Note) -> str:
    """What is told beside a row."""
    return str(_NOTES[told.code]) % dict(told.facts)


def step(one: Step, kinds: dict[str, str]) -> str:
    """What applying does; `kinds` has the name of each kind of post by its code."""
    facts = dict(one.facts)
    if one.kind == "contact":
        facts["numbers"] = "、".join(str(CALLED[name]) for name in CALLED if name in facts)
    if one.kind == "post":
        facts["post"] = kinds.get(facts["kind"], facts["kind"])
    form = "leads" if "leads" in facts else ("until" if facts.get("until") else one.kind)
    return str(_STEPS[form]) % facts


def understood(line: Line) -> str:
    """A row as it was understood, in one line."""
    organisation = f"{line.organisation}（{line.side}）" if line.side and line.organisation else line.organisation
    told = (organisation, line.name, "、".join(line.posts), line.phone, line.other_phone, line.email, line.remark)
    return " · ".join(filter(None, told))
