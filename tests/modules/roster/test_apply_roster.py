"""Taking over a sheet: twelve organisations from the demo's sheet and from ten dirty ones, all or nothing, once."""

import pytest

from gongjian.foundation.access import NotPermitted
from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.actions import Contact, set_contact
from gongjian.modules.members.models import Membership, Organisation, Post, Profile
from gongjian.modules.roster.actions import apply_roster
from gongjian.modules.roster.models import Roster
from gongjian.modules.roster.queries.plans import plan_of
from tests import given
from tests.modules.members.people import profile_of
from tests.modules.roster.rosters import (
    answer,
    applied,
    asked,
    content,
    held,
    new_alliance,
    notes,
    read,
    read_rows,
    steps,
    told,
)
from tests.modules.roster.sheets import HEAD, VARIANTS, clean
from tests.modules.told import (
    last_facts,
    rule_says,
    trail,
)

SHORT = ("单位", "所属方面", "姓名", "职务", "手机")


@pytest.fixture
def alliance(cast):
    """A brand-new one."""
    return new_alliance()


def name_of(variant):
    return variant.__name__


@pytest.mark.parametrize("variant", [clean, *VARIANTS], ids=name_of)
def test_twelve_organisations_are_set_up_from_one_sheet_without_a_question(alliance, variant):
    roster = read(alliance, variant)
    assert asked(roster) == []

    apply_roster(actor=given.SETUP, roster=roster)

    assert held(alliance) == told()
    assert Membership.objects.filter(alliance=alliance).count() == 12


@pytest.mark.parametrize("variant", VARIANTS, ids=name_of)
def test_the_same_in_other_words_changes_nothing(alliance, variant):
    applied(alliance)

    again = read(alliance, variant)

    assert (steps(again), asked(again)) == ([], [])
    with rule_says("roster.nothing_to_change"):
        apply_roster(actor=given.SETUP, roster=again)


def test_nothing_changes_before_somebody_agrees(alliance):
    before = content()

    roster = read(alliance)

    assert content() == before
    assert len(plan_of(roster, given.SETUP).steps) == 6 + 12 + 24 + 24 + 28


def test_every_step_is_a_deed_of_the_members_under_this_one(cast):
    rows = (SHORT, ("新店党支部", "六方", "黎新来", "联络员", "13800138000"))
    roster = read_rows(cast.alliance, *rows, actor=cast.secretary)

    with trail() as log:
        apply_roster(actor=cast.secretary, roster=roster)

    inner = ("add_member", "add_person", "set_contact", "appoint")
    assert log == ["roster.apply_roster", *(f"roster.apply_roster > members.{deed}" for deed in inner)]
    facts = last_facts("roster.apply_roster")
    assert facts == (cast.secretary.ref, roster.ref, {"side": 0, "member": 1, "person": 1, "post": 1})
    post = Post.objects.get(organisation__name="新店党支部")
    assert (post.kind.code, post.begins_on, post.ends_on) == ("liaison", given.TODAY, None)


def test_while_a_question_is_open_nothing_is_taken_over(cast):
    roster = read_rows(cast.alliance, SHORT, ("行业委员会", "", "黎新来", "副书记", ""), actor=cast.secretary)

    with rule_says("roster.doubts_open", number=1):
        apply_roster(actor=cast.secretary, roster=roster)


def test_what_was_shown_is_what_is_done(cast):
    roster = read_rows(cast.alliance, SHORT, ("行业委员会", "", "黎新来", "成员", ""), actor=cast.secretary)

    with rule_says("roster.changed_meanwhile"):
        apply_roster(actor=cast.secretary, roster=roster, shown="another plan")


def test_a_roster_is_taken_over_once(cast):
    roster = read_rows(cast.alliance, SHORT, ("行业委员会", "", "黎新来", "成员", ""), actor=cast.secretary)
    apply_roster(actor=cast.secretary, roster=roster)

    with rule_says("moves.not_allowed", state="applied", following="applied"):
        apply_roster(actor=cast.secretary, roster=roster)


def test_a_refusal_on_the_way_leaves_nothing_behind(cast, monkeypatch):
    roster = read_rows(cast.alliance, SHORT, ("新店党支部", "六方", "黎新来", "成员", ""), actor=cast.secretary)
    before = content()

    def refuse(**_given):
        raise NotPermitted("members.appoint", [])

    monkeypatch.setattr("gongjian.modules.roster.actions.applying.appoint", refuse)
    with pytest.raises(NotPermitted):
        apply_roster(actor=cast.secretary, roster=roster)

    assert content() == before
    assert Roster.objects.get().state == Roster.State.READ


def test_somebody_known_by_number_is_the_same_person_in_another_organisation(cast):
    set_contact(actor=given.SETUP, profile=profile_of(cast, "school"), contact=Contact(phone="13800138000"))
    rows = (SHORT, ("行业委员会", "", "孔小文", "联络员", "138 0013 8000"))
    roster = read_rows(cast.alliance, *rows, actor=cast.secretary)

    apply_roster(actor=cast.secretary, roster=roster)

    posts = Post.objects.filter(person=cast.school).order_by("id")
    assert [post.organisation.name for post in posts] == ["止园路小学", "行业委员会"]


@pytest.mark.parametrize(
    ("row", "question"),
    [
        (("行业委员会", "", "孔小文", "成员", ""), "person_same_name"),
        (("行业委员会", "", "连晓通", "成员", ""), "person_same_sound"),
        (("行业委员会", "", "黎新来", "成员", "13800138000"), "person_by_phone"),
        (("行业委员惠", "", "", "", ""), "organisation_same"),
        (("新店党支部", "", "黎新来", "成员", ""), "side"),
        (("", "", "黎新来", "成员", ""), "organisation"),
        (("止园路小学", "", "孔小文", "成员", "13900139000"), "phone_differs"),
        (("止园路小学", "", "黎新来", "成员", "1.38E+10"), "phone"),
        (("止园路小学", "", "王一等3人", "成员", ""), "name"),
        (("止园路小学", "", "黎新来", "副书记", ""), "post"),
    ],
)
def test_what_is_not_certain_is_asked(cast, row, question):
    set_contact(actor=given.SETUP, profile=profile_of(cast, "school"), contact=Contact(phone="13800138000"))

    assert asked(read_rows(cast.alliance, SHORT, row, actor=cast.secretary), cast.secretary) == [question]


def test_the_same_name_may_be_another_person(cast):
    rows = (SHORT, ("行业委员会", "", "孔小文", "成员", ""))
    roster = answer(read_rows(cast.alliance, *rows, actor=cast.secretary), cast.secretary, person_same_name="new")

    apply_roster(actor=cast.secretary, roster=roster)

    assert Profile.objects.filter(alliance=cast.alliance, name="孔小文").count() == 2
    assert steps(read_rows(cast.alliance, *rows, actor=cast.secretary), cast.secretary) == []


def test_a_row_may_be_left_out(cast):
    rows = (SHORT, ("行业委员会", "", "孔小文", "成员", ""))
    roster = answer(read_rows(cast.alliance, *rows, actor=cast.secretary), cast.secretary, person_same_name="out")

    assert (steps(roster, cast.secretary), asked(roster, cast.secretary)) == ([], [])


@pytest.mark.parametrize(("chosen", "phone"), [("sheet", "13900139000"), ("kept", "13800138000")])
def test_which_number_holds_is_decided_by_somebody(cast, chosen, phone):
    set_contact(actor=given.SETUP, profile=profile_of(cast, "school"), contact=Contact(phone="13800138000"))
    rows = (SHORT, ("止园路小学", "", "孔小文", "联络员、成员", "13900139000"))
    roster = answer(read_rows(cast.alliance, *rows, actor=cast.secretary), cast.secretary, phone_differs=chosen)

    apply_roster(actor=cast.secretary, roster=roster)

    assert profile_of(cast, "school").phone.opened() == phone


def test_a_number_that_was_typed_as_an_answer_is_kept(cast):
    rows = (SHORT, ("止园路小学", "", "黎新来", "成员", "1.38E+10"))
    roster = read_rows(cast.alliance, *rows, actor=cast.secretary)

    apply_roster(actor=cast.secretary, roster=answer(roster, cast.secretary, phone="typed:139 0013 9000"))

    assert Profile.objects.get(name="黎新来").phone.opened() == "13900139000"


def test_nobody_gives_himself_a_post_by_a_sheet(cast):
    rows = (SHORT, ("眼镜街党总支", "", "舒大方", "书记、出纳", ""))
    roster = read_rows(cast.alliance, *rows, actor=cast.secretary)

    assert (steps(roster, cast.secretary), notes(roster, cast.secretary)) == ([], ["own_post"])


def test_days_of_the_past_are_told_and_not_entered(cast):
    head = ("单位", "姓名", "职务", "任职起", "任职止")
    over = ("行业委员会", "黎旧人", "成员", "2020.1.1", "2021.12.31")
    now = ("行业委员会", "黎新来", "成员", "2024年3月", "2030.12")
    roster = read_rows(cast.alliance, head, over, now, actor=cast.secretary)

    assert notes(roster, cast.secretary) == ["term_over", "since_past"]
    apply_roster(actor=cast.secretary, roster=roster)
    post = Post.objects.get(person__profiles__name="黎新来")
    assert (post.begins_on, post.ends_on.isoformat()) == (given.TODAY, "2030-12-31")
    assert Profile.objects.filter(name="黎旧人").count() == 0


def test_one_organisation_leads(alliance):
    rows = [HEAD, (1, "学校", "甲小学", "黎一", "书记"), (2, "学校", "乙中学", "黎二", "书记")]
    roster = read_rows(alliance, *rows)
    assert asked(roster) == ["leads"]

    apply_roster(actor=given.SETUP, roster=answer(roster, leads="乙中学"))

    leading = Membership.objects.filter(alliance=alliance, leads=True)
    assert [one.organisation.name for one in leading] == ["乙中学"]


def test_where_one_leads_already_the_sheet_does_not_change_it(cast):
    rows = (("单位", "姓名", "牵头"), ("行业委员会", "连小通", "是"))

    assert notes(read_rows(cast.alliance, *rows, actor=cast.secretary), cast.secretary) == ["leads_already"]


def test_a_name_alone_does_not_say_that_another_alliances_organisation_is_meant(cast, alliance):
    rows = (SHORT, ("居民区", "邻里", "林小街", "成员", ""))
    roster = answer(read_rows(alliance, *rows), leads="居民区")
    with_neighbour = content()["members_post"]

    apply_roster(actor=given.SETUP, roster=roster)

    assert Organisation.objects.filter(name="居民区").count() == 2
    assert Profile.objects.filter(name="林小街").count() == 2
    assert [row for row in with_neighbour if row not in content()["members_post"]] == []


def test_whoever_is_new_cannot_sign_in_yet(alliance):
    applied(alliance)

    assert {person.password for person in Person.objects.filter(username__startswith="new-")} == {"!"}
