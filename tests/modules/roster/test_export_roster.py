"""Giving the roster out as offices write it: a look at everybody, with a reason; read in again it changes nothing."""

import pytest

from gongjian.foundation.sealing.models import Look
from gongjian.foundation.sheets.workbooks import read_workbook
from gongjian.modules.members.actions import Contact, add_person, appoint, set_contact
from gongjian.modules.members.models import Organisation, Profile
from gongjian.modules.roster.actions import export_roster, read_roster
from gongjian.modules.roster.queries.sheets_out import out_rows
from gongjian.modules.roster.sheets import roster_sheet
from tests import given
from tests.modules.members.people import profile_of
from tests.modules.roster.rosters import PAGE, applied, asked, new_alliance, steps
from tests.modules.told import APPOINTERS, STRANGERS, not_permitted, nothing_written, person, rule_says, trail

PHONE = "13800138000"


@pytest.fixture
def known(cast):
    """The school's liaison, whose number is kept."""
    return set_contact(actor=given.SETUP, profile=profile_of(cast, "school"), contact=Contact(PHONE, email="a@b.cn"))


def read_again(alliance, file, actor=given.SETUP):
    return read_roster(actor=actor, alliance=alliance, workbook=read_workbook(file))


def test_what_is_given_out_and_read_in_again_changes_nothing(cast):
    alliance = new_alliance()
    applied(alliance)
    file = roster_sheet("名册", out_rows(alliance.pk))

    roster = read_again(alliance, file)

    assert (steps(roster), asked(roster), len(roster.told().lines)) == ([], [], 24)
    assert roster.told().left_over == ()


def test_so_it_is_with_a_street_of_posts_that_end(cast, known):
    branch = Organisation.objects.get(name="眼镜街党总支")
    profile = add_person(actor=given.SETUP, alliance=cast.alliance, person=cast.outsider, name="新小来")
    term = given.Term(given.TODAY, given.TODAY.replace(year=2028))
    appoint(actor=given.SETUP, profile=profile, organisation=branch, kind=given.kind(cast, "member"), term=term)
    file = roster_sheet("名册", out_rows(cast.alliance.pk))

    roster = read_again(cast.alliance, file, cast.secretary)

    assert (steps(roster, cast.secretary), asked(roster, cast.secretary)) == ([], [])


def test_it_looks_as_offices_write_it(cast, known):
    rows = read_workbook(roster_sheet("成员名册", out_rows(cast.alliance.pk))).sheets[0][1]

    assert (rows[0][0], rows[1][:4], rows[2][3:8]) == (
        "成员名册",
        ["序号", "所属方面", "单位名称", "联系人"],
        ["姓名", "职务", "手机", "其他电话", "电子邮箱"],
    )
    school = next(row for row in rows if row[3] == "孔小文")
    assert school[4:11] == ["联络员", PHONE, None, "a@b.cn", "2017-09-01", "至今", None]
    assert [cell for cell in rows[-1] if cell] == ["合计", "5 家单位", "8 人"]


def test_a_name_that_looks_like_a_formula_is_a_text(cast):
    Profile.objects.filter(person=cast.school).update(name="=1+1")

    rows = read_workbook(roster_sheet("名册", out_rows(cast.alliance.pk))).sheets[0][1]

    assert [row[3] for row in rows if str(row[3]).startswith("=")] == ["=1+1"]


def test_everybody_in_it_can_read_who_looked_and_why(cast):
    with trail() as log:
        export_roster(actor=cast.secretary, alliance=cast.alliance, reason="街道要通讯录")

    assert {(look.looked_by, look.reason) for look in Look.objects.all()} == {(cast.secretary, "街道要通讯录")}
    assert Look.objects.filter(about=cast.school).count() == 1
    assert log == ["roster.export_roster", *["roster.export_roster > members.see_contact"] * 8]


def test_not_without_a_reason_and_not_of_nobody(cast):
    with rule_says("members.no_reason"):
        export_roster(actor=cast.secretary, alliance=cast.alliance, reason=" ")


def test_nobody_else_gives_it_out(cast):
    for role in ("cashier", "organiser", "school", *STRANGERS):
        with not_permitted(APPOINTERS):
            export_roster(actor=person(cast, role), alliance=cast.alliance, reason="通讯录")


def test_the_page_gives_the_file_after_the_looks(cast, known, door):
    visit, page = door(cast.secretary), f"{PAGE}export/"

    opened, empty, sent = visit.get(page), visit.post(page), visit.post(page, reason="街道要通讯录")

    assert (opened.status_code, empty.status_code, Look.objects.count()) == (200, 200, 8)
    assert [row[5] for row in read_workbook(sent.content).sheets[0][1] if row[3] == "孔小文"] == [PHONE]
    assert "no-store" in sent["Cache-Control"]


def test_the_api_gives_the_same_file(cast, known, door):
    sent = door(cast.secretary).api_post("/roster-exports", {"reason": "街道要通讯录"})

    assert PHONE in str(read_workbook(sent.content).sheets)


def test_without_the_power_the_page_says_why_not_and_gives_nothing(cast, door):
    for role in ("cashier", "neighbour"):
        visit = door(person(cast, role))
        with nothing_written():
            opened, sent = visit.get(f"{PAGE}export/"), visit.post(f"{PAGE}export/", reason="x")
            called = visit.api_post("/roster-exports", {"reason": "x"})
        assert (opened.status_code, sent.status_code, called.status_code) == (200, 403, 403)
