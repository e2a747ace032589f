"""Beginning a collection: by whom, with a fund of its own."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import Campaign
from gongjian.modules.campaigns.queries import openings
from gongjian.modules.ledger.models import Fund
from gongjian.rulebook import fundraising
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.fundraising import Kind
from tests import given
from tests.modules.told import (
    CASHIERS,
    SECRETARYS,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    rule_says,
    trail,
)

MUTUAL = {"scope": "止园路小学教职工", "left_over": "退回捐款的人", "related": "没有"}


def outline(cast, code="yirijuan"):
    return actions.Outline(
        code=code,
        kind=Campaign.Kind.HANDED_OVER,
        papers=given.PAPERS,
        title="慈善一日捐",
        summary="自愿参加，多少随心。",
        organiser=cast.organiser,
        began_on=given.TODAY,
    )


def test_a_campaign_begins_with_a_fund_of_its_own(cast):
    campaign = actions.open_campaign(actor=cast.secretary, alliance=cast.alliance, outline=outline(cast))

    fund = Fund.objects.get()
    assert (campaign.fund_id, fund.code, fund.name) == (fund.pk, "yirijuan", "慈善一日捐")
    assert (campaign.alliance, campaign.organiser, campaign.ended_on) == (cast.alliance, cast.organiser, None)


@pytest.mark.parametrize("role", ["secretary", "cashier"])
def test_the_secretary_or_the_cashier_begins_it(cast, role):
    campaign = actions.open_campaign(actor=person(cast, role), alliance=cast.alliance, outline=outline(cast))

    assert list(Campaign.objects.all()) == [campaign]


@pytest.mark.parametrize(
    "role",
    ["organiser", "committee", "supervisor", "former_cashier", "future_cashier", "neighbour", "operator", "outsider"],
)
def test_nobody_else_does(cast, role):
    with not_permitted(SECRETARYS, CASHIERS):
        actions.open_campaign(actor=person(cast, role), alliance=cast.alliance, outline=outline(cast))


def test_a_code_stands_for_one_campaign_of_an_alliance(cast):
    given.campaign(cast, code="once")

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        actions.open_campaign(actor=cast.secretary, alliance=cast.alliance, outline=outline(cast, "once"))


def test_the_alliance_next_door_may_use_the_same_code(cast):
    ours = given.campaign(cast, code="next-door")

    theirs = given.next_doors_campaign(cast)

    assert (ours.code, ours.alliance) == (theirs.code, cast.alliance)
    assert theirs.alliance == cast.next_door


def test_the_log_has_the_campaign_and_under_it_its_fund(cast):
    with trail() as deeds:
        campaign = given.campaign(cast)

    assert deeds == ["campaigns.open_campaign", "campaigns.open_campaign > ledger.open_fund"]
    assert last_facts("campaigns.open_campaign") == (cast.secretary.ref, campaign.ref, {"kind": "handed_over"})


def test_its_papers_are_kept_with_it(cast):
    told = replace(outline(cast), kind=Campaign.Kind.MUTUAL_HELP, ceiling=20_000_00, papers=MUTUAL)

    campaign = actions.open_campaign(actor=cast.secretary, alliance=cast.alliance, outline=told)

    assert openings.papers_of(campaign) == [
        ("在什么范围里募", "止园路小学教职工"),
        ("上限（元）", "20,000.00"),
        ("余款怎么办", "退回捐款的人"),
        ("利害关系", "没有"),
    ]


@pytest.mark.parametrize(
    ("change", "code", "facts"),
    [
        ({"papers": {}}, "fundraising.paper_missing", {"paper": "charity"}),
        ({"ceiling": 1_00}, "fundraising.paper_not_needed", {"paper": "ceiling"}),
        ({"summary": "每家单位都有指标。"}, "fundraising.apportioned", {"word": "指标"}),
        ({"title": "公布完成率"}, "fundraising.apportioned", {"word": "完成率"}),
        ({"summary": "从党费里捐。"}, "fundraising.party_dues", {"word": "党费"}),
        ({"summary": "https://pay.example"}, "fundraising.pay_link", {"word": "https://"}),
        ({"kind": Campaign.Kind.HISTORY, "papers": {}}, "fundraising.not_history", {}),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_the_law_forbids_is_refused_by_the_deed_itself(cast, change, code, facts):
    with nothing_written(), rule_says(code, **facts):
        actions.open_campaign(actor=cast.secretary, alliance=cast.alliance, outline=replace(outline(cast), **change))


@pytest.mark.parametrize("kind", [Kind.DIRECT, Kind.REFERRAL, Kind.JOINT])
def test_where_the_law_lets_nobody_collect_no_box_is_sealed(cast, kind):
    campaign = opened(cast, kind)

    with nothing_written(), pytest.raises(RuleBroken) as refusal:
        actions.seal_box(actor=cast.cashier, campaign=campaign, place="东口", seal_number="F-1")

    assert refusal.value.code == "fundraising.may_not_collect"


@pytest.mark.parametrize(
    ("kind", "status"),
    [(Kind.HANDED_OVER, 200), (Kind.JOINT, 200), (Kind.MUTUAL_HELP, 404), (Kind.DIRECT, 404), (Kind.REFERRAL, 404)],
)
def test_only_some_kinds_have_a_public_page(cast, client, kind, status):
    campaign = opened(cast, kind)

    pages = [client.get(reverse("public_site:campaign", args=[campaign.code])), client.get("/campaigns/")]

    assert pages[0].status_code == status
    assert (campaign.title in pages[1].content.decode()) == (status == 200)


def test_the_page_asks_for_the_papers_of_its_kind_and_keeps_what_was_typed(cast, door):
    page = reverse("campaigns:open_campaign", args=["mutual_help"])
    typed = {
        "title": "互助",
        "summary": "每人不少于十元",
        "organiser": str(cast.organiser.pk),
        "began_on": "2026-11-23",
    }

    answer = door(cast.secretary).post(page, **typed, **MUTUAL, ceiling="2万")

    form = answer.context["form"]
    assert [name for name in form.fields if name in set(fundraising.Paper)] == [
        "scope",
        "ceiling",
        "left_over",
        "related",
    ]
    assert (list(form.errors), form["scope"].value()) == (["ceiling"], "止园路小学教职工")


def test_page_and_program_open_it_and_are_refused_alike(cast, door):
    page, visit = reverse("campaigns:open_campaign", args=["handed_over"]), door(cast.secretary)
    typed = {"title": "慈善一日捐", "organiser": str(cast.organiser.pk), "began_on": "2026-11-23", **given.PAPERS}
    body = {"kind": "handed_over", "title": "一日捐", "organiser_id": str(cast.organiser.pk), "began_on": "2026-11-23"}

    refused = visit.post(page, summary="按完成率排名", **typed)
    refused_api = visit.api_post("/campaigns", {**body, "summary": "按完成率排名", **given.PAPERS})
    opened_there = visit.post(page, summary="自愿参加。", **typed)
    opened_api = visit.api_post("/campaigns", {**body, "summary": "自愿参加。", **given.PAPERS})

    assert "《慈善法》第三十二条" in refused.content.decode()
    assert (refused_api.status_code, refused_api.json()["code"]) == (409, "fundraising.apportioned")
    assert (opened_there.status_code, opened_api.status_code) == (302, 200)
    assert set(Campaign.objects.values_list("code", flat=True)) == {"2026-1", "2026-2"}


def test_a_kind_that_does_not_exist_has_no_page(cast, door):
    assert door(cast.secretary).get("/work/campaigns/open/lottery/").status_code == 404


def opened(cast, kind):
    papers = {paper.value: "写清了" for paper in fundraising.WAYS[kind].papers if paper != fundraising.Paper.CEILING}
    ceiling = 20_000_00 if fundraising.Paper.CEILING in fundraising.WAYS[kind].papers else None
    told = replace(outline(cast), kind=Campaign.Kind(kind), papers=papers, ceiling=ceiling)
    return actions.open_campaign(actor=cast.secretary, alliance=cast.alliance, outline=told)


def test_an_organiser_without_a_post_today_organises_nothing(cast):
    plan = replace(outline(cast), organiser=cast.former_cashier)

    with nothing_written(), pytest.raises(RuleBroken) as refusal:
        actions.open_campaign(actor=cast.secretary, alliance=cast.alliance, outline=plan)

    assert refusal.value.code == "campaigns.organiser_without_post"
