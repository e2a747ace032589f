"""Making a kind of post: whoever is appointed to it may what its powers say."""

import pytest

from gongjian.foundation.access import SystemActor, may
from gongjian.modules.members.actions import Term, add_post_kind, appoint
from gongjian.modules.members.models import Organisation, PostKind, Power
from tests import given
from tests.modules.members.doors import (
    REFUSED_IN_HIS_OWN,
    Asked,
    answers_to_others,
    api_does_it,
    page_does_it,
    page_keeps_what_was_typed,
)
from tests.modules.members.people import MAY_NOT_APPOINT, newcomer, profile_of
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, rule_says, trail


def make(actor, alliance, *, code="treasurer", name="司库", powers=(Power.KEEP_CASH,)):
    return add_post_kind(actor=actor, alliance=alliance, code=code, name=name, powers=powers)


def test_a_kind_stands_last_in_the_list_with_its_powers(cast):
    kind = make(cast.secretary, cast.alliance, powers=(Power.KEEP_CASH, Power.SPEAK))

    assert (kind.alliance, kind.code, kind.label) == (cast.alliance, "treasurer", "司库")
    assert (kind.powers, kind.position) == (["keep_cash", "speak"], 10)


def test_who_is_appointed_to_it_may_what_its_powers_say(cast):
    box, kind = given.counted_box(cast), make(cast.secretary, cast.alliance)
    branch = Organisation.objects.get(name="眼镜街党总支")
    before = may(cast.colleague, "campaigns.bank_box", box)

    appoint(
        actor=cast.secretary,
        profile=profile_of(cast, "colleague"),
        organisation=branch,
        kind=kind,
        term=Term(given.TODAY),
    )

    assert [before, may(cast.colleague, "campaigns.bank_box", box)] == [False, True]


def test_the_name_of_a_kind_gives_no_power(cast):
    kind, branch = make(cast.secretary, cast.alliance, name="大书记", powers=()), Organisation.objects.first()

    appoint(
        actor=cast.secretary,
        profile=profile_of(cast, "colleague"),
        organisation=branch,
        kind=kind,
        term=Term(given.TODAY),
    )

    assert not may(cast.colleague, "members.add_side", cast.alliance)


def test_a_committee_member_for_people_makes_one(cast):
    kind = make(newcomer(cast, "organiser"), cast.alliance)

    assert kind.alliance == cast.alliance


def test_a_power_that_there_is_not_is_refused(cast):
    with rule_says("members.unknown_power", power="everything"):
        make(cast.secretary, cast.alliance, powers=("lead", "everything"))


def test_a_name_is_used_once(cast):
    with rule_says("members.kind_exists", name="出纳"):
        make(cast.secretary, cast.alliance, name="出纳")


def test_a_code_is_used_once(cast):
    with rule_says("members.kind_exists", name="司库"):
        make(cast.secretary, cast.alliance, code="cashier")


def test_another_alliance_may_use_the_same_name(cast):
    kinds = [make(given.SETUP, alliance) for alliance in (cast.alliance, cast.next_door)]

    assert [kind.name for kind in kinds] == ["司库", "司库"]


@pytest.mark.parametrize("role", MAY_NOT_APPOINT)
def test_nobody_else_makes_one(cast, role):
    with not_permitted(APPOINTERS):
        make(person(cast, role), cast.alliance)


def test_no_secretary_makes_one_for_the_alliance_next_door(cast):
    with not_permitted(APPOINTERS):
        make(cast.secretary, cast.next_door)


def test_no_other_program_makes_one(cast):
    with not_permitted(APPOINTERS):
        make(SystemActor("disclosure-clock"), cast.alliance)


def test_the_log_has_the_code_and_the_powers(cast):
    with trail() as deeds:
        kind = make(cast.secretary, cast.alliance, powers=(Power.KEEP_CASH, Power.SPEAK))

    assert deeds == ["members.add_post_kind"]
    facts = {"code": "treasurer", "powers": "keep_cash, speak"}
    assert last_facts("members.add_post_kind") == (cast.secretary.ref, kind.ref, facts)


def asked(**more):
    return Asked("/work/people/kinds/add/", "/kinds", {"name": "司库", **more}, {"name": "宣传员", "powers": ["speak"]})


def test_the_page_and_the_api_do_it(cast, door):
    assert page_does_it(door, cast.secretary, asked(powers=["keep_cash", "supervise"])) == ["members.add_post_kind"]
    assert api_does_it(door, cast.secretary, asked()) == ["members.add_post_kind"]
    made = PostKind.objects.filter(alliance=cast.alliance, name__in=("司库", "宣传员")).order_by("position")
    assert [kind.powers for kind in made] == [["keep_cash", "supervise"], ["speak"]]


def test_a_name_that_is_there_stays_in_the_form(cast, door):
    assert page_keeps_what_was_typed(door, cast.secretary, asked(), name="出纳") == [
        "已经有叫“出纳”的职务。请换一个名称，或者直接用它。"
    ]


def test_only_who_leads_gives_what_leads(cast):
    organiser = newcomer(cast, "organiser")

    with rule_says("members.not_yours_to_give"):
        make(organiser, cast.alliance, powers=("appoint",))


def test_who_may_not_reads_why_and_a_stranger_finds_nothing(cast, door):
    assert answers_to_others(cast, door, asked()) == (REFUSED_IN_HIS_OWN, [APPOINTERS])
