"""The public site: figures that equal a recount from the books, the same bytes for everybody, nothing to send."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.foundation import clock, seals
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import Campaign, CashBox
from gongjian.modules.ledger.models import Fund, JournalEntry, JournalLine
from tests import given
from tests.harness.remembered import remembered
from tests.portals.peopled import peopled

NAMES = ("home", "campaigns", "ledger", "statements", "check_books")
PAGES = [*(reverse(f"public_site:{name}") for name in NAMES), "/campaigns/campaign-0/"]


def get(url):
    return Client().get(url)


def sum_of(fund, first_digit):
    """A recount from the lines themselves."""
    lines = JournalLine.objects.filter(fund=fund, account__startswith=first_digit)
    return sum(line.amount for line in lines)


@pytest.fixture
def street(cast):
    """Campaigns with boxes in every state, one of them reversed."""
    remembered("portals.street", lambda: _fill(cast))
    return cast


def _fill(cast):
    peopled(cast, 1)
    given.campaign(cast, code="quiet")
    given.banked_box(cast, seal="banked")
    box = given.counted_box(cast, seal="reversed", counted=given.SLIP)
    given.reversed_entry(cast, JournalEntry.objects.get(pk=box.entry_id))


def test_a_campaigns_figures_equal_a_recount_from_the_books(street):
    for campaign in Campaign.objects.all():
        figures = get(reverse("public_site:campaign", args=[campaign.code])).context["campaign"]

        boxes = CashBox.objects.filter(campaign=campaign)
        banked = [box.total for box in boxes.filter(state="banked")]
        assert figures.raised == -sum_of(campaign.fund, "4")
        assert figures.raised == sum(box.total or 0 for box in boxes)
        assert (figures.banked, figures.to_bank) == (sum(banked), figures.raised - sum(banked))
        assert (figures.boxes, figures.missing) == (boxes.count(), 0)
        assert figures.boxes_left == boxes.exclude(state__in=["counted", "banked", "empty"]).count()


def test_what_was_taken_back_is_in_no_total(street):
    campaign = Campaign.objects.get(code="campaign-0")

    figures = get(PAGES[-1]).context["campaign"]

    counted = CashBox.objects.filter(campaign=campaign, state__in=["counted", "banked"])
    assert figures.raised == 4386_50 * counted.count()


def test_the_ledgers_equation_holds_and_equals_the_funds(street):
    context = get(reverse("public_site:ledger")).context

    equation, funds = context["equation"], context["funds"]
    income = -sum(sum_of(campaign.fund, "4") for campaign in Campaign.objects.all())
    assert (equation.brought_forward, equation.income, equation.expense) == (0, income, 0)
    assert equation.balance == sum(fund.balance for fund in funds) == sum(sum_of(fund.id, "1") for fund in funds)


def test_next_year_this_years_income_is_brought_forward(street):
    with clock.set_to(given.NOON + timedelta(days=60)):
        equation = get(reverse("public_site:ledger")).context["equation"]

    income = -sum(sum_of(campaign.fund, "4") for campaign in Campaign.objects.all())
    assert (equation.brought_forward, equation.income, equation.balance) == (income, 0, income)


@pytest.mark.parametrize("of_one_fund", [False, True])
def test_every_entry_stands_in_the_ledger_with_its_own_figures(street, of_one_fund):
    fund = Campaign.objects.get(code="campaign-0").fund_id
    question = f"?fund={fund}" if of_one_fund else ""

    page = get(reverse("public_site:ledger") + question).context["page"]

    wanted = JournalEntry.objects.filter(lines__fund=fund) if of_one_fund else JournalEntry.objects.all()
    assert {row.entry.pk for row in page} == set(wanted.values_list("pk", flat=True))
    for row in page:
        lines = list(row.entry.lines.all())
        assert row.income == -sum(line.amount for line in lines if line.account.startswith("4"))
        until = JournalLine.objects.filter(fund=row.fund, entry__number__lte=row.entry.number, account__startswith="1")
        assert row.balance == sum(line.amount for line in until)


def test_a_long_ledger_is_turned_page_by_page_without_losing_an_entry(cast):
    for number in range(21):
        given.counted_box(cast, seal=f"F-{number}")

    pages = [get(reverse("public_site:ledger") + f"?page={number}").context["page"] for number in (1, 2)]

    assert [[row.entry.number for row in page] for page in pages] == [list(range(21, 1, -1)), [1]]


@pytest.mark.parametrize("question", ["?fund=nothing", "?fund=1&page=x", "?page=999", "?page=-1", "?fund=%00"])
def test_a_strange_question_is_answered_with_the_ledger(street, question):
    answer = get(reverse("public_site:ledger") + question)

    assert (answer.status_code, answer.context["fund"]) == (200, None)


def test_a_campaign_that_is_only_prepared_elsewhere_has_no_page(street):
    given.next_doors_campaign(street)

    assert [get(f"/campaigns/{code}/").status_code for code in ("next-door", "no-such")] == [404, 404]


def test_the_site_shows_the_first_alliance_only(street):
    given.next_doors_counted_box(street)

    pages = [get(url).content.decode() for url in PAGES]

    assert ["邻里募捐" in page or "桥头" in page for page in pages] == [False] * len(PAGES)


def test_campaigns_stand_under_their_time(cast):
    given.campaign(cast, code="going-on")
    given.campaign(cast, code="last-day", ended_on=given.TODAY)
    given.campaign(cast, code="over", ended_on=given.TODAY - timedelta(days=1))
    Campaign.objects.create(
        alliance=cast.alliance,
        code="history",
        kind=Campaign.Kind.HISTORY,
        title="2018",
        fund=Fund.objects.create(alliance=cast.alliance, code="history", name="2018"),
        organiser=cast.organiser,
        began_on=given.TODAY - timedelta(days=3000),
    )

    context = get(reverse("public_site:campaigns")).context

    found = {time: {each.code for each in context[time]} for time in ("going_on", "ended", "history")}
    assert found == {"going_on": {"going-on", "last-day"}, "ended": {"over"}, "history": {"history"}}


@pytest.mark.parametrize("url", PAGES)
def test_a_public_page_is_the_same_for_everybody_and_each_time(street, door, url):
    answers = [get(url), get(url), door(street.cashier).get(url), door(street.operator).get(url)]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("url", PAGES)
def test_a_public_page_has_no_form_to_forge_and_sets_no_cookie(street, url):
    answer = get(url)

    text = answer.content.decode()
    assert (answer.cookies, "csrfmiddlewaretoken" in text, "one_time_key" in text) == ({}, False, False)
    assert re.findall(r"<form[^>]*method=.post", text, re.IGNORECASE) == []
    assert re.findall(r"<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=|javascript:|nonce=", text) == []


@pytest.mark.parametrize("url", PAGES)
def test_a_public_page_takes_nothing(db, url):
    client = Client()

    assert [send(url).status_code for send in (client.post, client.put, client.patch, client.delete)] == [405] * 4


@pytest.mark.parametrize("url", PAGES)
def test_a_public_page_names_nobody(street, url):
    names = ("舒大方", "钱小清", "牵小头", "同小事", "连小通", "孔小文", "严细看", "慎再看", "林小街")

    text = get(url).content.decode() + get(f"/en{url}").content.decode()

    assert [name for name in names if name in text] == []
    assert [role for role in ("secretary", "committee", "accounts.person") if f">{role}<" in text] == []


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_before_there_is_an_alliance_a_friendly_page_says_so(db, prefix):
    pages = [get(f"{prefix}{url}") for url in ("/", "/campaigns/", "/campaigns/x/", "/ledger/", "/ledger/check/")]

    assert [page.status_code for page in pages] == [200, 404, 404, 404, 404]
    assert pages[0].templates[0].name == "public_site/nothing_yet.html"


def test_whoever_asks_gets_every_seal_recomputed(street):
    check = get(reverse("public_site:check_books")).context["check"]

    last = JournalEntry.objects.filter(alliance=street.alliance).latest("number")
    assert (check.entries, check.first_broken, check.newest_seal) == (last.number, None, last.short_seal)


def test_a_box_whose_seal_was_broken_in_the_books_is_told(street):
    seals.remove()
    JournalEntry.objects.filter(number=2).update(booked_on=given.TODAY - timedelta(days=1))

    assert get(reverse("public_site:check_books")).context["check"].first_broken == 2


@pytest.mark.parametrize("url", PAGES[-2:])
def test_three_things_ask_the_database_no_more_than_one(cast, url, django_assert_max_num_queries):
    asked = []
    for times in (1, 2):
        peopled(cast, times)
        with django_assert_max_num_queries(12) as queries:
            get(url)
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_a_counted_boxs_money_is_public_at_once(cast):
    given.campaign(cast, code="campaign-0")
    box = given.box(cast)
    given.count(cast.committee, box)
    given.count(cast.school, box)
    before = get(PAGES[-1]).context["campaign"].raised

    actions.close_box(actor=cast.cashier, box=box)

    assert (before, get(PAGES[-1]).context["campaign"].raised) == (0, 4386_50)
