"""Undoing a sheet within thirty days: the state before, but for what somebody has built on it since."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.modules.members.actions import Contact, Term, add_member, see_contact, set_contact
from gongjian.modules.members.models import Membership, Post, Profile, Side
from gongjian.modules.roster.actions import apply_roster, undo_roster
from gongjian.modules.roster.models import Roster
from tests import given
from tests.modules.members.people import profile_of
from tests.modules.roster.rosters import LATER, PAGE, answer, applied, content, held, new_alliance, read_rows
from tests.modules.roster.sheets import VARIANTS
from tests.modules.told import APPOINTERS, STRANGERS, not_permitted, person, rule_says, trail

SHORT = ("单位", "所属方面", "姓名", "职务", "手机")


@pytest.fixture
def alliance(cast):
    """A brand-new one."""
    return new_alliance()


@pytest.fixture
def taken_over(cast):
    """A new member with somebody in it, in the street's alliance."""
    rows = (SHORT, ("新店党支部", "商户", "黎新来", "联络员", "13800138000"), ("", "", "黎又来", "成员", ""))
    return apply_roster(actor=cast.secretary, roster=read_rows(cast.alliance, *rows, actor=cast.secretary))


@pytest.mark.parametrize("variant", VARIANTS[:3], ids=lambda variant: variant.__name__)
def test_the_state_before_is_back(alliance, variant):
    before = content()
    roster = applied(alliance, variant)

    undone = undo_roster(actor=given.SETUP, roster=roster)

    assert content() == before
    assert (undone.state, bool(undone.understood), bool(undone.changed)) == (Roster.State.UNDONE, False, False)


def test_until_the_thirtieth_day_and_not_a_moment_later(alliance):
    roster = applied(alliance)

    with clock.set_to(LATER), rule_says("roster.too_late", until="2026-12-23"):
        undo_roster(actor=given.SETUP, roster=roster)
    with clock.set_to(given.NOON + timedelta(days=30)):
        assert undo_roster(actor=given.SETUP, roster=roster).state == Roster.State.UNDONE


def test_a_number_that_was_changed_is_what_it_was(cast):
    set_contact(actor=given.SETUP, profile=profile_of(cast, "school"), contact=Contact("13800138000", email="a@b.cn"))
    rows = (SHORT, ("止园路小学", "", "孔小文", "联络员", "13900139000"))
    roster = answer(read_rows(cast.alliance, *rows, actor=cast.secretary), cast.secretary, phone_differs="sheet")
    apply_roster(actor=cast.secretary, roster=roster)

    undo_roster(actor=cast.secretary, roster=roster)

    kept = profile_of(cast, "school")
    assert (kept.phone.opened(), kept.email.opened()) == ("13800138000", "a@b.cn")


def test_a_number_that_somebody_changed_since_stays(cast):
    set_contact(actor=given.SETUP, profile=profile_of(cast, "school"), contact=Contact("13800138000"))
    rows = (SHORT, ("止园路小学", "", "孔小文", "联络员", "13900139000"))
    roster = answer(read_rows(cast.alliance, *rows, actor=cast.secretary), cast.secretary, phone_differs="sheet")
    apply_roster(actor=cast.secretary, roster=roster)
    set_contact(actor=cast.school, profile=profile_of(cast, "school"), contact=Contact("13700137000"))

    with rule_says("roster.something_stays", names="孔小文"):
        undo_roster(actor=cast.secretary, roster=roster)
    undo_roster(actor=cast.secretary, roster=roster, rest=True)

    assert profile_of(cast, "school").phone.opened() == "13700137000"


def test_every_step_back_stands_in_the_log(cast, taken_over):
    with trail() as log:
        undo_roster(actor=cast.secretary, roster=taken_over)

    assert log == ["roster.undo_roster", *["roster.undo_roster > members.take_back"] * 6]


def test_whoever_has_done_something_since_stays_with_post_and_organisation(cast, taken_over):
    newcomer = Profile.objects.get(name="黎新来")
    box = given.box(cast)
    given.count(newcomer.person, box)

    with rule_says("roster.something_stays", names="黎新来、新店党支部"):
        undo_roster(actor=cast.secretary, roster=taken_over)
    undo_roster(actor=cast.secretary, roster=taken_over, rest=True)

    assert list(Post.objects.filter(organisation__name="新店党支部").values_list("person", flat=True)) == [
        newcomer.person_id
    ]
    assert Profile.objects.filter(name="黎又来").count() == 0
    assert Membership.objects.filter(organisation__name="新店党支部").count() == 1


def test_whose_numbers_were_looked_at_stays(cast, taken_over):
    see_contact(actor=cast.secretary, profile=Profile.objects.get(name="黎新来"), reason="通知开会")

    with rule_says("roster.something_stays", names="黎新来、新店党支部"):
        undo_roster(actor=cast.secretary, roster=taken_over)


def test_somebody_known_before_who_worked_under_the_new_post_keeps_it(cast):
    set_contact(actor=given.SETUP, profile=profile_of(cast, "school"), contact=Contact("13800138000"))
    rows = (SHORT, ("行业委员会", "", "孔小文", "监督", "13800138000"))
    roster = apply_roster(actor=cast.secretary, roster=read_rows(cast.alliance, *rows, actor=cast.secretary))
    given.count(cast.school, given.box(cast))

    with rule_says("roster.something_stays", names="孔小文"):
        undo_roster(actor=cast.secretary, roster=roster)


def test_what_was_added_to_a_new_organisation_by_hand_keeps_it(cast, taken_over):
    place = Membership.objects.get(organisation__name="新店党支部").organisation
    given.post(cast.alliance, cast.outsider, "新小来", place, "member", given.Term(given.TODAY))

    undo_roster(actor=cast.secretary, roster=taken_over, rest=True)

    assert [each.name for each in Profile.objects.filter(person__posts__organisation=place)] == ["新小来"]


def test_an_organisation_that_another_alliance_took_up_stays_there(cast, taken_over):
    place = Membership.objects.get(organisation__name="新店党支部").organisation
    side = Side.objects.get(alliance=cast.next_door)
    add_member(actor=given.SETUP, side=side, organisation=place, term=Term(given.TODAY))

    undo_roster(actor=cast.secretary, roster=taken_over)

    assert [each.alliance for each in Membership.objects.filter(organisation=place)] == [cast.next_door]


def test_what_is_undone_is_not_undone_again_and_can_be_read_in_anew(cast, alliance):
    roster = undo_roster(actor=given.SETUP, roster=applied(alliance))

    with rule_says("moves.not_allowed", state="undone", following="undone"):
        undo_roster(actor=given.SETUP, roster=roster)
    applied(alliance)
    assert len(held(alliance)) == 24


def test_nobody_else_undoes(cast, taken_over):
    for role in ("cashier", "organiser", "school", *STRANGERS):
        with not_permitted(APPOINTERS):
            undo_roster(actor=person(cast, role), roster=taken_over)


def test_the_page_says_what_stays_and_asks_once_more(cast, taken_over, door):
    given.count(Profile.objects.get(name="黎新来").person, given.box(cast))
    visit, page = door(cast.secretary), f"{PAGE}{taken_over.pk}/undo/"

    before, refused = visit.get(page), visit.post(page)
    agreed = visit.post(page, rest="on")

    assert ("其余的照样撤回" in before.content.decode(), "其余的照样撤回" in refused.content.decode()) == (False, True)
    assert "黎新来、新店党支部" in refused.content.decode()
    assert (refused.status_code, agreed.status_code) == (200, 302)
    assert "已经撤回" in visit.get(f"{PAGE}{taken_over.pk}/").content.decode()


def test_the_api_undoes_too(cast, taken_over, door):
    told = door(cast.secretary).api_post(f"/rosters/{taken_over.pk}/undo").json()

    assert told["state"] == "undone"
