"""What `gongjian found` does: ask, found an alliance, say what stands on the first paper slip."""

import re
from collections.abc import Callable, Mapping

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from gongjian.foundation.access import NotPermitted, SystemActor
from gongjian.foundation.sentences import sentence
from gongjian.foundation.ui import words
from gongjian.modules.entrance.actions import hand_out_slip
from gongjian.modules.entrance.models import Slip
from gongjian.modules.entrance.queries import name_of
from gongjian.modules.members.actions import Beginning, NewOrganisation, found_alliance
from gongjian.modules.members.models import Alliance, Side
from gongjian.modules.members.queries import every_alliance, first_secretary
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.slips import in_groups

SETUP = SystemActor("setup")
QUESTIONS = {
    "name": "联盟的全称，例如：某街六方共建",
    "short_name": "联盟的简称，例如：某街",
    "slug": "联盟的代号，小写英文字母，例如街名的拼音",
    "phone": "监督电话，大家都看得到，座机带区号",
    "organisation": "牵头单位的名称，例如：某街党总支",
    "credit_code": "牵头单位的统一社会信用代码，没有就直接按回车",
    "secretary": "第一位书记的姓名",
}
# Which answer a refusal is about.
_ABOUT = {
    "alliance.name": "name",
    "alliance.short_name": "short_name",
    "alliance.slug": "slug",
    "alliance.phone": "phone",
    "organisation.name": "organisation",
    "profile.name": "secretary",
    "members.slug_letters": "slug",
    "members.slug_taken": "slug",
    "members.alliance_exists": "name",
    "contact.phone": "phone",
    "contact.credit_code": "credit_code",
}

Ask = Callable[[str], str]
Say = Callable[[str], object]


def found(given: Mapping[str, str | None], *, ask: Ask, say: Say) -> int:
    """Found an alliance from what was given, asking for the rest; what was asked and is refused is asked again."""
    told = {name: text.strip() for name, text in given.items() if text is not None}
    while True:
        try:
            for name in [name for name in QUESTIONS if name not in told]:
                told[name] = ask(f"{QUESTIONS[name]}：").strip()
            slip = _founded(told)
        except (EOFError, KeyboardInterrupt):
            say("还没有问完就断了，什么都没有写。请重新运行。")
            return 1
        except RuleBroken as broken:
            say(sentence(broken))
            about = _ABOUT.get(str(broken.facts.get("which", broken.code)))
            if about is None or given.get(about) is not None:
                return 1
            del told[about]
        else:
            say(f"“{told['name']}”建好了。")
            _say_what_to_do(slip, say)
            return 0


def new_slip(slug: str, *, say: Say) -> int:
    """Another first slip, when the one before is lost or too old; only while nobody has ever been in."""
    alliance = every_alliance().filter(slug=slug).first()
    secretary = first_secretary(alliance.pk) if alliance else None
    if secretary is None:
        say(f"没有代号是“{slug}”的联盟，或者它还没有书记。请核对代号。")
        return 1
    try:
        slip = hand_out_slip(actor=SETUP, profile=secretary)
    except (NotPermitted, RuleBroken):
        say("这个联盟已经有人进来过。登录纸条由书记或者组织委员在网页上发，机器上不能再发。")
        return 1
    say("以前的纸条作废了，用下面这一张。")
    _say_what_to_do(slip, say)
    return 0


def _founded(told: Mapping[str, str]) -> Slip:
    """All of it or nothing: an alliance that nobody can get into is none."""
    sides = [side for side in re.split(r"[、,，\s]+", told.get("sides", "")) if side] or Side.STANDARD
    alliance = Alliance(slug=told["slug"], name=told["name"], short_name=told["short_name"], phone=told["phone"])
    leading = NewOrganisation(told["organisation"], told["credit_code"])
    with transaction.atomic():
        secretary = found_alliance(
            actor=SETUP, alliance=alliance, beginning=Beginning(leading, told["secretary"], tuple(sides))
        )
        return hand_out_slip(actor=SETUP, profile=secretary)


def _say_what_to_do(slip: Slip, say: Say) -> None:
    for line in (
        "",
        f"  登录纸条，给 {name_of(slip)}（{slip.alliance.name}）",
        f"  号码：{in_groups(slip.code)}",
        f"  在手机或电脑上打开：{settings.SITE}{reverse('entrance:use_slip')}",
        "  填上面的号码，起一个登录名和密码。",
        f"  7 天内有效（到 {words.moment(slip.expires_at)}），只能用一次，请当面交给本人。",
        "",
        "号码只显示这一次，请现在抄下来。书记进来以后，在“名册”里传一张 Excel 表，其余的单位和人员就都有了。",
    ):
        say(line)
