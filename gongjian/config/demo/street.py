"""The two alliances of the demo: organisations, invented people, posts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongjian.foundation.access import SystemActor
from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.actions import (
    Contact,
    Term,
    add_member,
    add_person,
    add_side,
    add_standard_kinds,
    appoint,
    record_decision,
    set_contact,
)
from gongjian.modules.members.models import Alliance, Decision, Organisation, PostKind
from gongjian.modules.members.queries import kind_called

SETUP = SystemActor("setup")
SINCE = date(2017, 9, 1)

SIDES = {
    "两新党组织": ("青云路眼镜街党总支", "明视商户党支部", "亮睛商户党支部", "验光师联合党支部"),
    "行业委员会": ("眼镜行业委员会党支部",),
    "国有企业": ("青云物业管理公司党支部", "宝山路资产经营公司党支部"),
    "市场监督管理所": ("宝山路市场监督管理所党支部",),
    "学校": ("止园路小学党支部", "青云中学党支部"),
    "居民区": ("止园居民区党总支", "青云居民区党总支"),
}
NEIGHBOURS = {"居民区": ("止园居民区党总支",), "国有企业": ("青云物业管理公司党支部",), "商户": ("宝通路商户党支部",)}

# Sign-in, name (plainly invented), post, organisation.
PEOPLE = (
    ("shuji", "舒大方", PostKind.Standard.SECRETARY, "青云路眼镜街党总支"),
    ("chuna", "钱小清", PostKind.Standard.CASHIER, "青云路眼镜街党总支"),
    ("fuze", "牵小头", PostKind.Standard.LIAISON, "青云路眼镜街党总支"),
    ("hangye", "连小通", PostKind.Standard.LIAISON, "眼镜行业委员会党支部"),
    ("jiandu", "严细看", PostKind.Standard.SUPERVISOR, "宝山路市场监督管理所党支部"),
    ("xuexiao", "孔小文", PostKind.Standard.LIAISON, "止园路小学党支部"),
    ("juming", "乐小帮", PostKind.Standard.VOLUNTEER, "止园居民区党总支"),
)
NEIGHBOUR_PEOPLE = (
    ("linjie", "林小街", PostKind.Standard.CASHIER, "止园居民区党总支"),
    ("juming", "乐小帮", PostKind.Standard.LIAISON, "止园居民区党总支"),
)
OPERATOR = "yunwei"


@dataclass(frozen=True)
class Street:
    """The alliance of the story, and its people by the name they sign in with."""

    alliance: Alliance
    people: dict[str, Person]


def build_street() -> Street:
    """Both alliances; the second shares two organisations and a person with the first."""
    ours = Alliance.objects.create(
        slug="qingyunlu", name="青云路眼镜街六方共建", short_name="青云路眼镜街", phone="021-0000 0000"
    )
    theirs = Alliance.objects.create(
        slug="baotonglu", name="宝通路邻里共建", short_name="宝通路", phone="021-0000 0001"
    )
    names = {name for sides in (SIDES, NEIGHBOURS) for side in sides.values() for name in side}
    organisations = {name: Organisation.objects.create(name=name) for name in sorted(names)}
    people = {username: _person(username) for username in dict.fromkeys(row[0] for row in PEOPLE + NEIGHBOUR_PEOPLE)}
    Person.objects.create(username=OPERATOR, is_superuser=True, password="!")  # noqa: S106  no password fits "!"
    _furnish(ours, SIDES, PEOPLE, organisations, people)
    _furnish(theirs, NEIGHBOURS, NEIGHBOUR_PEOPLE, organisations, people)
    record_decision(
        actor=SETUP,
        alliance=ours,
        kind=Decision.Kind.TWO_ORGANISATIONS,
        decided_at="2018 年第一次联席会",
        term=Term(date(2018, 1, 10)),
    )
    return Street(ours, people)


def _person(username: str) -> Person:
    return Person.objects.create(username=username, password="!")  # noqa: S106  no password fits "!"


def _furnish(
    alliance: Alliance,
    sides: Mapping[str, Sequence[str]],
    posts: Sequence[tuple[str, str, PostKind.Standard, str]],
    organisations: dict[str, Organisation],
    people: dict[str, Person],
) -> None:
    term = Term(SINCE)
    add_standard_kinds(actor=SETUP, alliance=alliance)
    for position, (side_name, members) in enumerate(sides.items(), start=1):
        side = add_side(actor=SETUP, alliance=alliance, name=side_name)
        for place, name in enumerate(members):
            leads = position == 1 and place == 0
            add_member(actor=SETUP, side=side, organisation=organisations[name], term=term, leads=leads)
    for username, name, kind, organisation in posts:
        profile = add_person(actor=SETUP, alliance=alliance, person=people[username], name=name)
        set_contact(actor=SETUP, profile=profile, contact=_invented_contact(username))
        appointed = kind_called(alliance.pk, kind)
        appoint(actor=SETUP, profile=profile, organisation=organisations[organisation], kind=appointed, term=term)


def _invented_contact(username: str) -> Contact:
    """A number that no network gives out, and an address of a domain that is nobody's."""
    number = sum(map(ord, username)) % 10_000
    return Contact(phone=f"1990000{number:04}", email=f"{username}@example.cn")
