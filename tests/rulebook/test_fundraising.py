"""The kinds of a collection and what each may do: docs/rules/fundraising.md, row by row."""

from datetime import date

import pytest

from gongjian.rulebook import fundraising
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.fundraising import Act, Kind, Paper, Plan
from tests.rulebook.examples import FINE, NONE, examples, listed

DAY = date(2026, 11, 23)
KINDS = {
    "代收转交": Kind.HANDED_OVER,
    "内部互助": Kind.MUTUAL_HELP,
    "直接捐赠": Kind.DIRECT,
    "转介": Kind.REFERRAL,
    "合作公开募捐": Kind.JOINT,
    "历史记录": Kind.HISTORY,
}
ACTS = {
    "收钱": Act.COLLECT,
    "公开": Act.PUBLISH,
    "交给慈善组织": Act.GIVE_TO_CHARITY,
    "交给家庭": Act.GIVE_TO_FAMILY,
}
PAPERS = {
    "慈善组织": Paper.CHARITY,
    "备案": Paper.FILING,
    "协议": Paper.AGREEMENT,
    "范围": Paper.SCOPE,
    "上限": Paper.CEILING,
    "余款": Paper.LEFT_OVER,
    "利害关系": Paper.RELATED,
}


def result_of(act):
    try:
        act()
    except RuleBroken as broken:
        facts = "、".join(str(fact) for fact in broken.facts.values())
        return f"`{broken.code}`（{facts}）" if facts else f"`{broken.code}`"
    return FINE


def plan_in(row):
    kind = KINDS[row["类型"]]
    written = set(fundraising.WAYS[kind].papers)
    for change in row["写了什么"].split("，")[1:]:
        written ^= {PAPERS[change[1:]]}
    ended_on = None if row["结束"] == NONE else date.fromisoformat(row["结束"])
    return Plan(
        kind,
        row["说明"],
        date.fromisoformat(row["开始"]),
        ended_on,
        dict.fromkeys(written - {Paper.CEILING}, "写清了"),
        20_000_00 if Paper.CEILING in written else None,
    )


def test_what_each_kind_may_do_and_needs_is_the_table():
    told = {
        KINDS[row["类型"]]: ({ACTS[name] for name in listed(row["能做"])}, [PAPERS[n] for n in listed(row["要先写清"])])
        for row in examples("fundraising", "ways")
    }

    assert told == {kind: (set(way.may), list(way.papers)) for kind, way in fundraising.WAYS.items()}


@pytest.mark.parametrize("row", examples("fundraising", "may"), ids=str)
def test_a_kind_does_what_it_may_or_is_told_the_article(row):
    assert result_of(lambda: fundraising.check_may(KINDS[row["类型"]], ACTS[row["要做的"]])) == row["结果"]


def test_every_kind_is_asked_about_every_act():
    asked = [(row["类型"], row["要做的"]) for row in examples("fundraising", "may")]

    assert asked == [(kind, act) for kind in KINDS for act in ACTS]


@pytest.mark.parametrize("row", examples("fundraising", "plans"), ids=str)
def test_a_collection_begins_or_is_refused(row):
    assert result_of(lambda: fundraising.check_plan(plan_in(row))) == row["结果"]


def test_a_paper_of_blanks_is_none():
    plan = Plan(Kind.DIRECT, "两家结对。", DAY, papers={Paper.AGREEMENT: " 　"})

    assert result_of(lambda: fundraising.check_plan(plan)) == "`fundraising.paper_missing`（agreement）"


def test_a_forbidden_word_is_found_in_a_paper_too():
    plan = Plan(Kind.DIRECT, "两家结对。", DAY, papers={Paper.AGREEMENT: "从党费出"})

    assert result_of(lambda: fundraising.check_plan(plan)) == "`fundraising.party_dues`（党费）"


@pytest.mark.parametrize("row", examples("fundraising", "publish_by"), ids=str)
def test_everything_is_published_within_three_months(row):
    assert fundraising.publish_by(date.fromisoformat(row["结束"])).isoformat() == row["最晚公布"]
