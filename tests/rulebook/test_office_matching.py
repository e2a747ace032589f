"""Who and what a row means, held against what is known; the rows of a sheet know each other as well."""

import pytest

from gongjian.rulebook.office import Known, KnownOrganisation, KnownPerson, Tab, plan, understand

HEAD = ("单位", "所属方面", "姓名", "职务", "手机", "邮箱", "任职止", "牵头")
KINDS = {"书记": "secretary", "联络员": "liaison", "成员": "member"}
SOUNDS = str.maketrans("李园晓惠", "黎圆小会")
SHOP = KnownOrganisation("o:1", "明视商店")
LI = KnownPerson("p:1", "黎明", {"phone": "t13800138000"}, frozenset({"o:1"}), frozenset({("o:1", "member")}))
KNOWN = Known(("两新",), (SHOP,), (LI,), KINDS, leader="o:1", today="2026-11-23")


def planned(*rows, known=KNOWN, **answers):
    """The plan of rows; answers by the code of the question, given until no new question comes."""
    lines = understand([Tab("表", [HEAD, *rows])]).lines
    given: dict[str, str] = {}
    while True:
        found = plan(lines, known, given, reading=lambda name: name.translate(SOUNDS), token="t{}".format)
        more = {doubt.key: answers[doubt.code] for doubt in found.open if doubt.code in answers}
        if not more or more.keys() <= given.keys():
            return found
        given |= more


def asked(found):
    return [doubt.code for doubt in found.open]


def done(found):
    return [step.kind for step in found.steps]


def test_what_is_known_changes_nothing():
    found = planned(("明视商店", "", "黎明", "成员", "13800138000"), ("明视商店",), ("明视商店", "", "黎明"))

    assert (asked(found), done(found), dict(found.notes)) == ([], [], {})


@pytest.mark.parametrize(
    ("row", "question", "reply", "steps"),
    [
        (("明视商店", "", "李明"), "person_same_sound", "黎明（明视商店）", []),
        (("明视商店", "", "李明"), "person_same_sound", "new", ["person", "post"]),
        (("明视商店", "", "王新", "", "13800138000"), "person_by_phone", "out", []),
        (("新店", "两新", "黎明"), "person_same_name", "new", ["member", "person", "post"]),
        (("新店", "", "王新"), "side", "两新", ["member", "person", "post"]),
        (("新店",), "side", "两新", ["member"]),
        (("", "", "王新"), "organisation", "明视商店", ["person", "post"]),
        (("", "", "王新"), "organisation", "out", []),
        (("明视商店", "", "王一等3人"), "name", "take", ["person", "post"]),
        (("明视商店", "", "王一等3人"), "name", "out", []),
        (("明视商店", "", "黎明", "", "13900139000"), "phone_differs", "sheet", ["contact"]),
        (("明视商店", "", "黎明", "", "13900139000"), "phone_differs", "kept", []),
        (("明视商店", "", "黎明", "", "13900139000"), "phone_differs", "new", ["person", "contact", "post"]),
        (("明视商店", "", "王新", "", "1.3E+10"), "phone", "drop", ["person", "post"]),
        (("明视商店", "", "王新", "", "1.3E+10"), "phone", "typed:13900139000", ["person", "contact", "post"]),
        (("明视商店", "", "王新", "", "", "a.cn"), "email", "typed:a@b.cn", ["person", "contact", "post"]),
        (("明视商店", "", "王新", "校长"), "post", "liaison", ["person", "post"]),
        (("明视商店", "", "王新", "", "", "", "不知道"), "until", "open", ["person", "post"]),
        (("明视商店", "", "王新", "", "", "", "不知道"), "until", "out", []),
    ],
)
def test_what_is_not_certain_is_asked_and_settled(row, question, reply, steps):
    assert asked(planned(row)) == [question]
    settled = planned(row, **{question: reply})
    assert (asked(settled), done(settled)) == ([], steps)


@pytest.mark.parametrize(("reply", "steps"), [("明视商店", []), ("new", ["member"])])
def test_an_organisation_that_sounds_the_same_is_asked_about(reply, steps):
    known = Known(("两新",), (KnownOrganisation("o:1", "止圆商店"),), (), KINDS, leader="o:1")
    row = ("止园商店", "两新")

    assert asked(planned(row, known=known)) == ["organisation_same"]
    found = planned(row, known=known, organisation_same="止圆商店" if reply == "明视商店" else reply)
    assert (asked(found), done(found)) == ([], steps)


def test_an_answer_that_was_not_offered_leaves_the_question_open():
    assert asked(planned(("明视商店", "", "王新", "校长"), post="emperor")) == ["post"]
    assert asked(planned(("明视商店", "", "王新", "", "1.3E+10"), phone="typed:1")) == ["phone"]


def test_one_question_is_asked_once_for_all_rows():
    found = planned(("明视商店", "", "王新", "校长"), ("明视商店", "", "王又", "校长"))

    assert asked(found) == ["post"]
    assert (
        done(planned(("明视商店", "", "王新", "校长"), ("明视商店", "", "王又", "校长"), post="member"))
        == [
            "person",
            "post",
        ]
        * 2
    )


def test_rows_of_one_sheet_know_each_other():
    first, again = ("新店", "学校", "王新", "书记", "13900139000"), ("新店", "", "王新", "联络员、书记", "13900139000")
    elsewhere = ("明视商店", "", "王新", "成员", "13900139000")

    assert done(planned(first, again, elsewhere)) == ["side", "member", "person", "contact", "post", "post", "post"]


def test_who_is_known_is_not_asked_about_again():
    phone = planned(("明视商店", "", "黎明", "", "1.3E+10"))
    post = planned(("明视商店", "", "黎明", "校长"))

    assert [(asked(found), done(found)) for found in (phone, post)] == [([], [])] * 2
    assert [found.notes[0][0].code for found in (phone, post)] == ["phone_unread", "post_unclear"]


def test_a_term_that_is_over_and_an_own_post_are_told():
    known = Known(("两新",), (SHOP,), (LI,), KINDS, leader="o:1", oneself="p:1", today="2026-11-23")
    found = planned(("明视商店", "", "王旧", "", "", "", "2020.1.1"), ("明视商店", "", "黎明", "书记"), known=known)

    assert (done(found), [told[0].code for told in found.notes.values()]) == ([], ["term_over", "own_post"])


def test_a_day_of_the_past_is_told_and_one_to_come_is_not():
    head = ("单位", "姓名", "任职起")
    lines = understand([Tab("表", [head, ("明视商店", "王新", "2024.3"), ("明视商店", "王又", "2030.3")])]).lines

    found = plan(lines, KNOWN, {}, reading=str, token=str)

    assert {place: [note.code for note in told] for place, told in found.notes.items()} == {0: ["since_past"]}


def test_an_end_to_come_stays_with_the_post():
    found = planned(("明视商店", "", "王新", "书记", "", "", "2030.12"))

    assert found.steps[-1].facts["until"] == "2030-12-31"


def test_a_number_kept_as_the_other_one_is_no_difference():
    person = KnownPerson("p:1", "黎明", {"phone": "t66281234", "other_phone": "t13800138000"}, frozenset({"o:1"}))
    known = Known(("两新",), (SHOP,), (person,), KINDS, leader="o:1")

    assert done(planned(("明视商店", "", "黎明", "", "13800138000"), known=known)) == []


def test_an_email_that_differs_is_asked_about():
    person = KnownPerson("p:1", "黎明", {"email": "ta@b.cn"}, frozenset({"o:1"}))
    known = Known(("两新",), (SHOP,), (person,), KINDS, leader="o:1")
    row = ("明视商店", "", "黎明", "", "", "c@d.cn")

    assert asked(planned(row, known=known)) == ["email_differs"]
    assert done(planned(row, known=known, email_differs="sheet")) == ["contact"]


@pytest.mark.parametrize("marks", [("", ""), ("是", "是")])
def test_who_leads_a_new_alliance_is_asked_where_the_sheet_does_not_say(marks):
    known = Known(kinds=KINDS)
    rows = [(name, "学校", *("",) * 5, mark) for name, mark in zip(("甲校", "乙校"), marks, strict=True)]

    assert asked(planned(*rows, known=known)) == ["leads"]
    found = planned(*rows, known=known, leads="乙校")
    assert [step.facts.get("leads", "") for step in found.steps if step.kind == "member"] == ["", "yes"]


def test_who_leads_is_taken_from_the_sheet_and_not_changed_by_it():
    row = ("甲校", "学校", *("",) * 5, "是")

    fresh = planned(row, ("乙校", "学校"), known=Known(kinds=KINDS))
    settled = planned(row)

    assert [step.facts.get("leads", "") for step in fresh.steps] == ["", "yes", ""]
    assert settled.notes[0][0].code == "leads_already"
    assert planned(("明视商店", *("",) * 6, "是")).notes == {}
    assert done(planned(known=Known())) == []


def test_the_seal_tells_one_plan_from_another():
    one, other = planned(("明视商店", "", "王新")), planned(("明视商店", "", "王又"))

    assert (one.seal == planned(("明视商店", "", "王新")).seal, one.seal == other.seal) == (True, False)


def test_somebody_without_a_post_is_described_by_name():
    known = Known(("两新",), (SHOP,), (KnownPerson("p:1", "黎明"),), KINDS, leader="o:1")
    (doubt,) = planned(("明视商店", "", "黎明"), known=known).open

    assert [option.value for option in doubt.options] == ["黎明", "new", "out"]
