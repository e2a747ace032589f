"""Reading a sheet: what is understood, what is refused, and that nothing changes by it."""

import io
import zipfile
from uuid import uuid4

import pytest
from django.test import Client

from gongjian.foundation import clock
from gongjian.foundation.sheets.workbooks import MOST_MEGABYTES, read_workbook
from gongjian.modules.roster.actions import answer_doubts, apply_roster, read_roster
from gongjian.modules.roster.models import Roster
from gongjian.rulebook.errors import RuleBroken
from tests import given
from tests.harness.snapshot import photograph
from tests.modules.roster.rosters import (
    LATER,
    PAGE,
    answer,
    applied,
    asked,
    new_alliance,
    read,
    read_rows,
    upload,
)
from tests.modules.roster.sheets import clean, two_numbers_in_a_cell, workbook, written
from tests.modules.told import APPOINTERS, NOT_FOUND, STRANGERS, last_facts, not_permitted, person, rule_says

SHORT = ("单位", "姓名", "职务", "手机")
PHONE = "13800138000"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def packed(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content_of in parts.items():
            file.writestr(name, content_of)
    return out.getvalue()


def with_a_far_cell():
    return written({"名册": [("单位", "姓名"), *((),) * 30_000, (None,) * 30 + ("x",)]})


BAD = {
    "sheets.not_a_sheet": b"name,phone",
    "sheets.too_big": b"x" * (MOST_MEGABYTES * 1024 * 1024 + 1),
    "sheets.locked": OLE + "EncryptedPackage".encode("utf-16-le"),
    "sheets.macros": packed(**{"xl/vbaProject.bin": b"x"}),
    "sheets.too_much": packed(bomb=b"0" * 70_000_000),
}


@pytest.mark.parametrize(("code", "file"), BAD.items(), ids=list(BAD))
def test_what_is_no_sheet_is_refused_before_it_is_opened(code, file):
    with pytest.raises(RuleBroken) as broken:
        read_workbook(file)

    assert broken.value.code == code


@pytest.mark.parametrize(
    ("code", "file"),
    [
        ("sheets.macros", OLE + "_VBA_PROJECT".encode("utf-16-le")),
        ("sheets.not_a_sheet", OLE + b"nothing"),
        ("sheets.not_a_sheet", packed(some="thing")),
        ("sheets.too_much", with_a_far_cell()),
    ],
    ids=["old macros", "old and broken", "a packed something", "a far cell"],
)
def test_so_is_what_only_looks_like_one(code, file):
    with pytest.raises(RuleBroken) as broken:
        read_workbook(file)

    assert broken.value.code == code


def test_a_roster_is_kept_sealed_with_who_and_when(cast):
    roster = read_rows(cast.alliance, SHORT, ("行业委员会", "黎新来", "成员", PHONE), actor=cast.secretary)

    kept = Roster.objects.get()
    raw = next(table for table in photograph() if table.name == "roster_roster").rows
    assert (kept.pk, kept.state, kept.uploaded_by, kept.uploaded_at) == (roster.pk, "read", cast.secretary, given.NOON)
    assert (kept.sheet_names, kept.fingerprint) == (["名册"], roster.fingerprint)
    assert [word in str(raw) for word in (PHONE, "黎新来")] == [False, False]
    assert str(kept.understood) == "****"
    assert last_facts("roster.read_roster") == (cast.secretary.ref, roster.ref, {"rows": 1})


def test_what_nobody_understood_is_kept_beside(cast):
    head = ("单位", "姓名", "活动场所", "身份证号")
    roster = read_rows(
        cast.alliance, head, ("行业委员会", "黎新来", "党员之家", "310110199001011234"), actor=cast.secretary
    )

    told = roster.told()
    assert [one.text for one in told.left_over] == ["活动场所：党员之家"]
    assert (told.lines[0].remark, told.lines[0].cells[-1]) == ("活动场所：党员之家", "（身份证号没有收）")


def test_a_credit_code_is_kept_as_a_remark(cast):
    head = ("单位", "统一社会信用代码", "备注")
    roster = read_rows(cast.alliance, head, ("行业委员会", "91310000MA1FL0000X", "协会"), actor=cast.secretary)

    assert roster.told().lines[0].remark == "协会；统一社会信用代码：91310000MA1FL0000X"


def test_without_a_head_or_without_rows_nothing_is_kept(cast):
    with rule_says("office.no_head"):
        read_rows(cast.alliance, ("大家好",), actor=cast.secretary)
    with rule_says("roster.nothing_in_it"):
        read_rows(cast.alliance, SHORT, actor=cast.secretary)
    with rule_says("roster.too_many_rows", rows=1001, most=1000):
        read_rows(cast.alliance, SHORT, *[("行业委员会", "黎新来", "成员", "")] * 1001, actor=cast.secretary)


def test_nobody_is_asked_twice_about_the_same(cast):
    rows = (SHORT, ("行业委员会", "黎新来", "副主任", "1.38E+10"))
    first = answer(read_rows(cast.alliance, *rows, actor=cast.secretary), cast.secretary, post="member", phone="drop")
    assert asked(first, cast.secretary) == []

    second = read_rows(cast.alliance, *rows, ("行业委员会", "黎又来", "副主任", ""), actor=cast.secretary)
    assert asked(second, cast.secretary) == ["phone", "post"]

    apply_roster(actor=cast.secretary, roster=first)
    third = read_rows(cast.alliance, *rows, ("行业委员会", "黎又来", "副主任", ""), actor=cast.secretary)
    assert asked(third, cast.secretary) == []


def test_a_new_upload_empties_what_can_no_longer_be_undone(cast):
    alliance = new_alliance()
    old = applied(alliance)
    with clock.set_to(LATER):
        read(alliance)

    old.refresh_from_db()
    assert (bool(old.understood), bool(old.answers), bool(old.changed)) == (False, False, False)


def test_a_new_upload_drops_what_was_left_lying_for_thirty_days(cast):
    alliance = new_alliance()
    old = read(alliance)
    with clock.set_to(LATER):
        read(alliance)

    old.refresh_from_db()
    assert (old.state, bool(old.understood)) == (Roster.State.DISCARDED, False)


def test_nobody_else_reads_a_sheet_in(cast):
    for role in ("cashier", "organiser", "school", *STRANGERS):
        with not_permitted(APPOINTERS):
            read_roster(actor=person(cast, role), alliance=cast.alliance, workbook=workbook(clean))


def test_the_page_reads_a_file_and_shows_what_was_understood(cast, door):
    visit = door(cast.secretary)

    sent = visit.post(PAGE, file=upload(two_numbers_in_a_cell))
    page = visit.get(sent["Location"])

    words = page.content.decode()
    assert (sent.status_code, page.status_code) == (302, 200)
    assert len(page.context["rows"]) == 24
    assert [word for word in ("我们是这样理解的", "明视商户党支部", "19900010000") if word not in words] == []
    assert "no-store" in page["Cache-Control"]


def test_the_page_says_what_is_wrong_with_a_file(cast, door):
    visit = door(cast.secretary)

    answers = [visit.post(PAGE), visit.post(PAGE, file=io.BytesIO(b"hello"))]

    assert [page.status_code for page in answers] == [200, 200]
    assert ["请先选一个文件" in answers[0].content.decode(), "不是表格" in answers[1].content.decode()] == [True, True]


def test_the_page_without_the_power_says_why_not_and_refuses(cast, door):
    visit = door(cast.cashier)

    page, sent = visit.get(PAGE), visit.post(PAGE, file=upload())

    assert (page.status_code, sent.status_code) == (200, 403)
    assert APPOINTERS in page.content.decode()
    assert visit.api_get("/rosters").json() == []


def test_strangers_find_no_place_to_read_a_sheet_into(cast, door):
    for role in ("operator", "outsider", "former_cashier", "future_cashier"):
        visit = door(person(cast, role))
        statuses = (visit.get(PAGE).status_code, visit.post(PAGE, file=upload()).status_code)
        assert (*statuses, sent_to_api(visit).status_code) == NOT_FOUND


def test_another_alliance_reads_into_itself_only(cast, door):
    assert sent_to_api(door(cast.neighbour)).status_code == 403
    assert Roster.objects.count() == 0


def test_the_api_reads_a_file_too(cast, door):
    visit = door(cast.secretary)

    told = sent_to_api(visit).json()

    assert (told["state"], told["rows"], told["doubts"]) == ("read", 24, [])
    assert visit.api_get(f"/rosters/{told['id']}").json() == told
    assert [one["id"] for one in visit.api_get("/rosters").json()] == [told["id"]]


def sent_to_api(visit):
    headers = {**visit.headers, "Idempotency-Key": str(uuid4())}
    return Client().post("/api/roster-uploads", {"file": upload()}, headers=headers)


def test_a_blank_sheet_is_one_that_can_be_read(cast, door):
    file = door(cast.cashier).get(f"{PAGE}blank/").content

    name, rows = read_workbook(file).sheets[0]
    assert (name, rows[0][0], rows[1][2], rows[2][3]) == ("名册", "共建联盟成员名册", "单位名称", "姓名")
    with rule_says("roster.nothing_in_it"):
        read_roster(actor=cast.secretary, alliance=cast.alliance, workbook=read_workbook(file))


def test_an_answer_needs_a_question(cast):
    roster = read_rows(cast.alliance, SHORT, ("行业委员会", "黎新来", "成员", ""), actor=cast.secretary)

    with rule_says("roster.not_asked"):
        answer_doubts(actor=cast.secretary, roster=roster, answers={"post-1": "member"})
