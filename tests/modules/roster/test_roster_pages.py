"""The pages and the API of taking over a sheet, and who may use them."""

from gongjian.modules.members.models import Membership
from gongjian.modules.roster.actions import apply_roster
from tests import given
from tests.modules.roster.rosters import (
    PAGE,
    read_rows,
    told,
    upload,
)
from tests.modules.roster.sheets import two_numbers_in_a_cell
from tests.modules.told import (
    APPOINTERS,
    STRANGERS,
    not_permitted,
    nothing_written,
    person,
)

SHORT = ("单位", "所属方面", "姓名", "职务", "手机")


def test_nobody_else_takes_over(cast):
    roster = read_rows(cast.alliance, SHORT, ("行业委员会", "", "黎新来", "成员", ""), actor=cast.secretary)

    for role in ("cashier", "organiser", "school", *STRANGERS):
        with not_permitted(APPOINTERS):
            apply_roster(actor=person(cast, role), roster=roster)


def test_the_pages_and_the_api_do_the_same(cast, door):
    rows = (SHORT, ("行业委员会", "", "黎新来", "成员", ""), ("行业委员会", "", "黎又来", "成员", ""))
    first = read_rows(cast.alliance, *rows[:2], actor=cast.secretary)
    second = read_rows(cast.alliance, *rows, actor=cast.secretary)
    visit = door(cast.secretary)

    page = visit.get(f"{PAGE}{first.pk}/apply/")
    sent = visit.post(f"{PAGE}{first.pk}/apply/", shown=page.context["plan"].seal)
    stale = visit.post(f"{PAGE}{second.pk}/apply/", shown=page.context["plan"].seal)
    called = visit.api_post(f"/rosters/{second.pk}/apply")

    assert (sent.status_code, stale.status_code, called.status_code) == (302, 200, 200)
    assert "名单已经有变化" in stale.content.decode()
    assert called.json()["state"] == "applied"
    assert "已经办过了" in visit.get(f"{PAGE}{first.pk}/apply/").content.decode()


def test_one_upload_one_page_one_confirmation_set_up_twelve_organisations(cast, door):
    visit = door(cast.secretary)

    page = visit.post(PAGE, file=upload(two_numbers_in_a_cell))["Location"]
    checked = visit.get(page)
    applying = visit.get(f"{page}apply/")
    visit.post(f"{page}apply/", shown=applying.context["plan"].seal)

    assert (checked.context["plan"].open, checked.context["known"]) == ((), 0)
    assert [
        word for word in ("增加一方：学校", "，出纳") if word not in applying.content.decode().replace(" ", "，")
    ] == []
    joined = Membership.objects.filter(alliance=cast.alliance, begins_on=given.TODAY)
    assert sorted(one.organisation.name for one in joined) == sorted({one[1] for one in told()})
    again = visit.get(visit.post(PAGE, file=upload(two_numbers_in_a_cell))["Location"])
    assert (again.context["plan"].steps, again.context["known"]) == ((), 24)
    assert "表里的都已经有了，没有要改的" in again.content.decode()


def test_a_roster_is_nobody_elses_to_see(cast, door):
    roster = read_rows(cast.alliance, SHORT, ("行业委员会", "", "黎新来", "成员", ""), actor=cast.secretary)

    for role in ("cashier", *STRANGERS):
        visit = door(person(cast, role))
        with nothing_written():
            answers = [visit.get(f"{PAGE}{roster.pk}/{end}") for end in ("", "apply/", "undo/", "drop/")]
            answers += [visit.api_get(f"/rosters/{roster.pk}"), visit.api_post(f"/rosters/{roster.pk}/apply")]
        assert {answer.status_code for answer in answers} == {404}
