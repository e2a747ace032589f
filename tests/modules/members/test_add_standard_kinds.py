"""The kinds of posts that every alliance begins with."""

import pytest
from django.utils import translation

from gongjian.modules.members.actions import add_standard_kinds
from gongjian.modules.members.models import Alliance, PostKind
from tests import given
from tests.modules.members.people import MAY_NOT_APPOINT
from tests.modules.told import APPOINTERS, last_facts, not_permitted, person, rule_says, trail

NAMES = ["书记", "组织委员", "纪检委员", "联络员", "出纳", "监督", "个案管理员", "志愿者", "成员"]


@pytest.fixture
def young(cast):
    """An alliance that has just begun."""
    return Alliance.objects.create(slug="young", name="新路共建", short_name="新路")


def kinds_of(alliance):
    return list(PostKind.objects.filter(alliance=alliance).order_by("position"))


def test_an_alliance_gets_all_of_them_in_their_order(young):
    add_standard_kinds(actor=given.SETUP, alliance=young)

    assert [(kind.name, kind.position) for kind in kinds_of(young)] == list(zip(NAMES, range(1, 10), strict=True))


def test_each_has_the_powers_of_its_kind(young):
    add_standard_kinds(actor=given.SETUP, alliance=young)

    assert {kind.code: tuple(kind.powers) for kind in kinds_of(young)} == PostKind.POWERS


def test_their_names_are_kept_in_chinese_and_read_in_the_readers_language(young):
    with translation.override("en"):
        add_standard_kinds(actor=given.SETUP, alliance=young)

    assert [kind.name for kind in kinds_of(young)] == NAMES


def test_what_is_there_already_stays(cast):
    before = [(kind.pk, kind.name) for kind in kinds_of(cast.alliance)]

    add_standard_kinds(actor=cast.secretary, alliance=cast.alliance)

    assert [(kind.pk, kind.name) for kind in kinds_of(cast.alliance)] == before


def test_one_that_is_missing_is_added_at_the_end(cast):
    PostKind.objects.filter(alliance=cast.alliance, code="case_keeper").delete()

    add_standard_kinds(actor=cast.secretary, alliance=cast.alliance)

    assert [kind.code for kind in kinds_of(cast.alliance)][-2:] == ["member", "case_keeper"]


def test_a_name_that_the_alliance_gave_to_its_own_kind_is_not_taken(cast):
    PostKind.objects.filter(alliance=cast.alliance, code="case_keeper").update(code="own-keeper")

    with rule_says("members.kind_exists", name="个案管理员"):
        add_standard_kinds(actor=cast.secretary, alliance=cast.alliance)


@pytest.mark.parametrize("role", MAY_NOT_APPOINT)
def test_nobody_else_adds_them(cast, role):
    with not_permitted(APPOINTERS):
        add_standard_kinds(actor=person(cast, role), alliance=cast.alliance)


def test_no_secretary_adds_them_next_door(cast):
    with not_permitted(APPOINTERS):
        add_standard_kinds(actor=cast.secretary, alliance=cast.next_door)


def test_the_log_has_each_kind_under_the_deed(cast):
    PostKind.objects.filter(alliance=cast.alliance, code__in=["case_keeper", "member"]).delete()

    with trail() as deeds:
        add_standard_kinds(actor=cast.secretary, alliance=cast.alliance)

    assert deeds == ["members.add_standard_kinds", *["members.add_standard_kinds > members.add_post_kind"] * 2]
    told = (cast.secretary.ref, cast.alliance.ref, {"added": 2})
    assert last_facts("members.add_standard_kinds") == told
