"""Answering what a sheet leaves open: only by who manages people, only what is asked, kept until it holds."""

import pytest

from gongjian.modules.roster.actions import answer_doubts
from gongjian.modules.roster.queries.plans import plan_of
from tests.modules.roster.rosters import PAGE, answer, asked, content, read_rows, steps
from tests.modules.told import APPOINTERS, STRANGERS, not_permitted, person, refusal_of, rule_says

HEAD = ("单位", "姓名", "职务", "手机", "邮箱")


@pytest.fixture
def roster(cast):
    """A sheet with four questions about one person."""
    return read_rows(
        cast.alliance, HEAD, ("行业委员会", "黎新来", "副主任", "1.38E+10", "li.example"), actor=cast.secretary
    )


def keys(cast, roster):
    return {doubt.code: doubt.key for doubt in plan_of(roster, cast.secretary).doubts}


def test_an_answer_settles_its_question_and_changes_nothing_else(cast, roster):
    before = content()

    answered = answer(roster, cast.secretary, post="member", phone="drop")

    assert content() == before
    assert (asked(answered, cast.secretary), steps(answered, cast.secretary)) == (["email"], ["person", "post"])


def test_an_answer_may_be_changed_until_it_holds(cast, roster):
    answered = answer(roster, cast.secretary, post="member", phone="drop", email="drop")

    key = keys(cast, roster)["post"]
    again = answer_doubts(actor=cast.secretary, roster=answered, answers={key: "liaison"})

    assert [step.facts["kind"] for step in plan_of(again, cast.secretary).steps if step.kind == "post"] == ["liaison"]


@pytest.mark.parametrize(
    ("code", "given_answer", "refusal", "facts"),
    [
        ("post", "emperor", "roster.no_such_answer", {}),
        ("phone", "typed:123", "contact.phone", {"typed": "123"}),
        ("email", "typed:li", "contact.email", {"typed": "li"}),
    ],
)
def test_an_answer_that_cannot_be_is_refused(cast, roster, code, given_answer, refusal, facts):
    with rule_says(refusal, **facts):
        answer_doubts(actor=cast.secretary, roster=roster, answers={keys(cast, roster)[code]: given_answer})


def test_nobody_else_answers(cast, roster):
    for role in ("cashier", "organiser", "school", *STRANGERS):
        with not_permitted(APPOINTERS):
            answer_doubts(actor=person(cast, role), roster=roster, answers={})


def test_the_page_asks_and_goes_on_when_all_is_answered(cast, roster, door):
    visit, page, key = door(cast.secretary), f"{PAGE}{roster.pk}/", keys(cast, roster)

    shown = visit.get(page)
    half = visit.post(page, **{key["post"]: "member"})
    wrong = visit.post(page, **{f"{key['phone']}-typed": "123"})
    rest = visit.post(page, **{f"{key['phone']}-typed": "13800138000", key["email"]: "on"})

    assert "职务“副主任”不是联盟的职务" in shown.content.decode()
    assert (half["Location"], wrong.status_code, rest["Location"]) == (page, 200, f"{page}apply/")
    assert "不像电话号码" in wrong.content.decode()
    told = visit.get(f"{page}apply/").content.decode()
    assert [
        word
        for word in ("登记人员：黎新来", "任职：黎新来，行业委员会 成员", "登记联系方式：黎新来（电话）")
        if word not in told
    ] == []


def test_the_api_answers_and_says_what_is_left(cast, roster, door):
    visit, key = door(cast.secretary), keys(cast, roster)
    path = f"/rosters/{roster.pk}/answers"

    told = visit.api_post(path, {"answers": {key["post"]: "member"}}).json()
    refused = visit.api_post(path, {"answers": {key["post"]: "emperor"}})

    assert {doubt["key"]: doubt["answer"] for doubt in told["doubts"]} == {
        key["post"]: "member",
        key["phone"]: "",
        key["email"]: "",
    }
    assert refusal_of(refused) == (409, "roster.no_such_answer", {})
    assert door(cast.cashier).api_post(path, {"answers": {}}).status_code == 404
