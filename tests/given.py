"""One small function per thing that a test may need."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from gongjian.foundation import clock
from gongjian.foundation.access import SystemActor
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing.models import Look
from gongjian.foundation.sheets.workbooks import Workbook
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import Campaign, CashBox, CashCount
from gongjian.modules.ledger.actions import agree_reversal, ask_reversal
from gongjian.modules.ledger.models import JournalEntry, Reversal
from gongjian.modules.members.actions import (
    Term,
    add_member,
    add_person,
    add_side,
    add_standard_kinds,
    appoint,
    delegate,
    record_decision,
    rename_organisation,
    see_contact,
)
from gongjian.modules.members.models import (
    Alliance,
    Decision,
    Delegation,
    Organisation,
    OrganisationName,
    Post,
    PostKind,
    Profile,
)
from gongjian.modules.members.queries import kind_called
from gongjian.modules.roster.actions import read_roster
from gongjian.modules.roster.models import Roster
from gongjian.rulebook.cash import DENOMINATIONS, cash_count
from gongjian.rulebook.cash import CashCount as Counted
from tests.cast import ROLES, Cast
from tests.harness.snapshot import Table, photograph, put_back

SETUP = SystemActor("setup")
TODAY = date(2026, 11, 23)  # a Monday
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=clock.SHANGHAI)
SINCE = Term(date(2017, 9, 1))

# 4,386.50 yuan, the box of the count sheet in the design.
RIGHT = cash_count(dict(zip(DENOMINATIONS, (21, 18, 34, 47, 31, 62, 33, 30), strict=True)))
# The same with one 20 yuan note missed.
SLIP = cash_count(dict(RIGHT.pieces) | {20_00: 33})


_photograph: list[Table] = []


def cast() -> Cast:
    """Two alliances, their organisations and everybody in them: set up once, then put back for each test."""
    if _photograph:
        put_back(_photograph)
    else:
        _set_up_cast()
        _photograph.extend(photograph())
    people = {person.username: person for person in Person.objects.all()}
    alliances = {alliance.slug: alliance for alliance in Alliance.objects.all()}
    return Cast(alliances["street"], alliances["next-door"], **{role: people[role] for role in ROLES})


def _set_up_cast() -> None:
    street = Alliance.objects.create(slug="street", name="青云路眼镜街六方共建", short_name="青云路眼镜街")
    next_door = Alliance.objects.create(slug="next-door", name="宝通路邻里共建", short_name="宝通路")
    people = {role: Person.objects.create(username=role, password="!") for role in ROLES}
    Person.objects.filter(pk=people["operator"].pk).update(is_superuser=True)
    branch, committee, school, market, residents = (
        Organisation.objects.create(name=name)
        for name in ("眼镜街党总支", "行业委员会", "止园路小学", "市场监督管理所", "居民区")
    )
    for alliance in (street, next_door):
        add_standard_kinds(actor=SETUP, alliance=alliance)
    side = add_side(actor=SETUP, alliance=street, name="六方")
    for organisation in (branch, committee, school, market, residents):
        add_member(actor=SETUP, side=side, organisation=organisation, term=SINCE, leads=organisation is branch)
    other_side = add_side(actor=SETUP, alliance=next_door, name="邻里")
    add_member(actor=SETUP, side=other_side, organisation=residents, term=SINCE, leads=True)
    yesterday, tomorrow = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    posts = (
        ("secretary", "舒大方", branch, PostKind.Standard.SECRETARY, SINCE),
        ("cashier", "钱小清", branch, PostKind.Standard.CASHIER, SINCE),
        ("organiser", "牵小头", branch, PostKind.Standard.LIAISON, SINCE),
        ("colleague", "同小事", branch, PostKind.Standard.VOLUNTEER, SINCE),
        ("committee", "连小通", committee, PostKind.Standard.LIAISON, SINCE),
        ("school", "孔小文", school, PostKind.Standard.LIAISON, SINCE),
        ("supervisor", "严细看", market, PostKind.Standard.SUPERVISOR, SINCE),
        ("second_supervisor", "慎再看", residents, PostKind.Standard.SUPERVISOR, SINCE),
        ("former_cashier", "钱前任", branch, PostKind.Standard.CASHIER, Term(SINCE.begins_on, yesterday)),
        ("future_cashier", "钱后任", branch, PostKind.Standard.CASHIER, Term(tomorrow)),
    )
    for role, name, organisation, kind, term in posts:
        post(street, people[role], name, organisation, kind, term)
    post(next_door, people["neighbour"], "林小街", residents, PostKind.Standard.CASHIER, SINCE)


def post(alliance: Alliance, person: Person, name: str, organisation: Organisation, kind: str, term: Term) -> Post:
    """Somebody known to an alliance, with a post."""
    profile = add_person(actor=SETUP, alliance=alliance, person=person, name=name)
    found = kind_called(alliance.pk, kind)
    return appoint(actor=SETUP, profile=profile, organisation=organisation, kind=found, term=term)


def kind(cast: Cast, code: str) -> PostKind:
    """A kind of post of the street's alliance."""
    return kind_called(cast.alliance.pk, code)


def standing_in(holder: Person, to: Person) -> Delegation:
    """Somebody stands in for the holder of a post, this week."""
    term = Term(TODAY, TODAY + timedelta(days=7))
    held = Post.objects.select_related("alliance").get(person=holder)
    profile = Profile.objects.get(alliance=held.alliance, person=to)
    return delegate(actor=holder, post=held, to=profile, term=term, reason="出差")


def renamed(cast: Cast) -> OrganisationName:
    """The market office has had its present name since 2018."""
    market = Organisation.objects.get(name="市场监督管理所")
    return rename_organisation(
        actor=SETUP, alliance=cast.alliance, organisation=market, name="市场监督管理所", begins_on=date(2018, 11, 10)
    )


def look(cast: Cast) -> Look:
    """The secretary has looked at the number of the school's liaison."""
    profile = Profile.objects.get(alliance=cast.alliance, person=cast.school)
    return see_contact(actor=cast.secretary, profile=profile, reason="通知开会")


def roster(cast: Cast, *rows: Sequence[str]) -> Roster:
    """A sheet that the secretary uploaded, with one new person when a test does not care."""
    told = rows or (("行业委员会", "黎新来", "成员", "13800138000"),)
    sheet = [list(row) for row in (("单位", "姓名", "职务", "手机"), *told)]
    return read_roster(actor=cast.secretary, alliance=cast.alliance, workbook=Workbook("a" * 64, (("名册", sheet),)))


def decision_for_two_organisations(alliance: Alliance) -> Decision:
    """The alliance has decided that people of two organisations count."""
    return record_decision(
        actor=SETUP,
        alliance=alliance,
        kind=Decision.Kind.TWO_ORGANISATIONS,
        decided_at="2018 年第一次联席会",
        term=Term(date(2018, 1, 10)),
    )


# What a collection for a charity needs in writing.
PAPERS = {"charity": "上海市慈善基金会", "left_over": "全部交给慈善组织，没有余款。", "related": "没有"}


def campaign(cast: Cast, *, code: str = "yirijuan", ended_on: date | None = None) -> Campaign:
    """A collection in progress, organised by the organiser."""
    outline = actions.Outline(
        code=code,
        kind=Campaign.Kind.HANDED_OVER,
        papers=PAPERS,
        title="慈善一日捐",
        summary="自愿参加，多少随心。",
        organiser=cast.organiser,
        began_on=TODAY - timedelta(days=3),
        ended_on=ended_on,
    )
    return actions.open_campaign(actor=cast.secretary, alliance=cast.alliance, outline=outline)


def next_doors_campaign(cast: Cast) -> Campaign:
    """A collection of the alliance next door."""
    outline = actions.Outline(
        code="next-door",
        kind=Campaign.Kind.HANDED_OVER,
        papers=PAPERS,
        title="邻里募捐",
        summary="自愿参加。",
        organiser=cast.neighbour,
        began_on=TODAY,
    )
    return actions.open_campaign(actor=cast.neighbour, alliance=cast.next_door, outline=outline)


def sealed_box(cast: Cast, campaign: Campaign | None = None, *, seal: str = "F-0131", place: str = "东口") -> CashBox:
    """A box under its seal, still in the house."""
    found = campaign or Campaign.objects.filter(alliance=cast.alliance).first() or given_campaign(cast)
    return actions.seal_box(actor=cast.organiser, campaign=found, place=place, seal_number=seal)


def given_campaign(cast: Cast) -> Campaign:
    """The campaign that boxes belong to when a test does not care."""
    return campaign(cast)


def box(cast: Cast, *, seal: str = "F-0131", place: str = "东口") -> CashBox:
    """A box that is out, to be counted today."""
    sealed = sealed_box(cast, seal=seal, place=place)
    return actions.hand_out_box(actor=cast.organiser, box=sealed, back_on=max(TODAY, clock.today()))


def count(person: Person, box: CashBox, counted: Counted = RIGHT) -> CashCount:
    """A person's count of a box."""
    return actions.submit_count(actor=person, box=box, count=counted)


def counted_box(cast: Cast, *, seal: str = "F-0131", counted: Counted = RIGHT, place: str = "东口") -> CashBox:
    """A box that two people counted alike and the cashier entered in the books."""
    found = box(cast, seal=seal, place=place)
    count(cast.committee, found, counted)
    count(cast.school, found, counted)
    return actions.close_box(actor=cast.cashier, box=found)


def entry(cast: Cast, *, seal: str = "F-0131") -> JournalEntry:
    """An entry of the books."""
    return JournalEntry.objects.get(pk=counted_box(cast, seal=seal).entry_id)


def banked_box(cast: Cast, *, seal: str = "F-0131", slip: str = "HD-20261123-01") -> CashBox:
    """A box whose counted cash lies in the bank."""
    return actions.bank_box(actor=cast.cashier, box=counted_box(cast, seal=seal), deposit_slip=slip)


def asked_reversal(cast: Cast, entry: JournalEntry, reason: str = "金额记错") -> Reversal:
    """The cashier has asked the secretary to reverse an entry."""
    return ask_reversal(actor=cast.cashier, entry=entry, reason=reason)


def reversed_entry(cast: Cast, entry: JournalEntry) -> Reversal:
    """An entry that the cashier asked to reverse and the secretary reversed."""
    return agree_reversal(actor=cast.secretary, reversal=asked_reversal(cast, entry))


def next_doors_counted_box(cast: Cast) -> CashBox:
    """A box of the alliance next door, counted by two people and entered in its books."""
    residents = Organisation.objects.get(name="居民区")
    for person, name in ((cast.outsider, "外小人"), (cast.school, "孔小文")):
        post(cast.next_door, person, name, residents, PostKind.Standard.VOLUNTEER, SINCE)
    sealed = actions.seal_box(
        actor=cast.neighbour, campaign=next_doors_campaign(cast), place="桥头", seal_number="F-0131"
    )
    found = actions.hand_out_box(actor=cast.neighbour, box=sealed, back_on=TODAY)
    count(cast.outsider, found)
    count(cast.school, found)
    return actions.close_box(actor=cast.neighbour, box=found)
