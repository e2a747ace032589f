"""Every list page asks the database as often for three things as for one, and at most twelve times."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.ledger.actions import agree_booking, agree_close, confirm_head, propose_close, sign_head
from gongjian.modules.ledger.jobs import CLOCK
from gongjian.modules.ledger.models import Alarm
from gongjian.rulebook import bookings
from tests import asking, bookkeeping, given
from tests.modules.feedback.telling import told

MOST = 12
PAGES = [
    "desk:desk",
    "desk:waiting",
    "desk:calendar",
    "desk:on_paper",
    "desk:kept",
    "campaigns:campaigns",
    "campaigns:kinds",
    "campaigns:bills",
    "campaigns:gifts",
    "campaigns:cash_boxes",
    "ledger:entries",
    "ledger:bookings",
    "ledger:periods",
    "ledger:propose_close",
    "ledger:trial_balance",
    "ledger:cash_book",
    "ledger:take_cash_book",
    "ledger:statements",
    "ledger:statements_as_excel",
    "ledger:statements_as_word",
    "ledger:heads",
    "members:people",
    "entrance:entrance",
    "feedback:feedback_list",
    "search:search",
    "promises:promises",
    "promises:handovers",
    "promises:routines",
    "promises:open_feed",
    "members:unseen_notices",
    "notices:inbox",
    "roster:read_roster",
    "me:my_data",
    "me:my_data_in_full",
    "me:who_looked",
]
PUBLIC_PAGES = [
    "public_site:home",
    "public_site:campaigns",
    "public_site:ledger",
    "public_site:statements",
    "public_site:compare",
]


def _queries(visit, url: str) -> int:
    visit.get(url)
    with CaptureQueriesContext(connection) as asked:
        assert visit.get(url).status_code == 200
    return len(asked)


def _a_street_day(cast, number: int) -> None:
    """One more of everything: a box to be recounted, one to be counted, one in the books."""
    recount = given.box(cast, seal=f"F-{number}-1")
    given.count(cast.cashier, recount)
    given.count(cast.committee, recount, given.SLIP)
    given.box(cast, seal=f"F-{number}-2")
    given.counted_box(cast, seal=f"F-{number}-3")
    told(cast, code=f"{number}")


@pytest.mark.parametrize("page", PAGES)
def test_a_work_page_asks_no_more_for_three_than_for_one(cast, door, page):
    visit, url = door(cast.cashier), reverse(page)
    _a_street_day(cast, 1)
    for_one = _queries(visit, url)
    _a_street_day(cast, 2)
    _a_street_day(cast, 3)

    assert (_queries(visit, url), for_one <= MOST) == (for_one, True)


@pytest.mark.parametrize("page", ["feedback:feedback_list", "feedback:mine"])
def test_the_pages_of_complaints_ask_no_more_for_three_than_for_one(cast, door, page):
    visit, url = door(cast.secretary), reverse(page)
    told(cast, by=cast.school, code="1")
    told(cast, by=cast.secretary, code="2")
    for_one = _queries(visit, url)
    told(cast, by=cast.secretary, code="3")
    told(cast, by=cast.secretary, code="4")

    assert (_queries(visit, url), for_one <= MOST) == (for_one, True)


def test_the_page_of_one_complaint_stays_within_the_limit(cast, door):
    feedback = told(cast)

    assert _queries(door(cast.secretary), reverse("feedback:feedback", args=[feedback.pk])) <= MOST


def _closings(cast, year):
    """One more month that waits, one alarm, one head that two organisations keep."""
    noon = given.NOON.replace(year=year)
    with clock.set_to(noon):
        bookkeeping.entered(cast, date(year, 10, 20))
    with clock.set_to(noon + timedelta(days=1)):
        head = sign_head(actor=CLOCK, alliance=cast.alliance, day=noon.date())
        for liaison in (cast.school, cast.committee):
            confirm_head(actor=liaison, head=head)
    period = propose_close(actor=cast.cashier, alliance=cast.alliance, month=f"{year}-10")
    agree_close(actor=cast.supervisor, period=period)
    bookkeeping.alarm(cast, list(Alarm.Kind)[year % 4])


@pytest.mark.parametrize("page", ["desk:desk", "ledger:entries", "ledger:periods", "ledger:heads"])
def test_what_a_supervisor_answers_asks_no_more_for_three_than_for_one(cast, door, page):
    visit, url = door(cast.supervisor), reverse(page)
    _closings(cast, 2023)
    for_one = _queries(visit, url)
    _closings(cast, 2024)
    _closings(cast, 2025)

    assert (_queries(visit, url), for_one <= MOST) == (for_one, True)


def _requests(cast, number):
    """Two more requests: one that waits for the secretary, one that another took over."""
    fund = given.counted_box(cast, seal=f"F-{number}").campaign.fund
    asking.asked(cast, fund, asking.PAYMENT | {"from_account": "1001"})
    other = asking.second_cashier(cast)
    agree_booking(actor=other, request=asking.asked(cast, fund, asking.HANDED, receiver_id=other.pk))


@pytest.mark.parametrize("page", ["desk:desk", "ledger:bookings", "ledger:entries"])
@pytest.mark.parametrize("role", ["secretary", "cashier", "supervisor"])
def test_what_waits_for_another_asks_no_more_for_three_than_for_one(cast, door, page, role):
    visit, url = door(getattr(cast, role)), reverse(page)
    _requests(cast, 1)
    for_one = _queries(visit, url)
    _requests(cast, 2)
    _requests(cast, 3)

    assert (_queries(visit, url), for_one <= MOST) == (for_one, True)


@pytest.mark.parametrize("kind", bookings.WAYS)
def test_the_page_on_which_something_is_asked_for_stays_within_the_limit(cast, door, kind):
    _requests(cast, 1)

    assert _queries(door(cast.cashier), reverse("ledger:ask_booking", args=[kind])) <= MOST


@pytest.mark.parametrize("page", PUBLIC_PAGES)
def test_a_public_page_asks_no_more_for_three_than_for_one(cast, door, page):
    visit, url = door(None), reverse(page)
    _a_street_day(cast, 1)
    for_one = _queries(visit, url)
    _a_street_day(cast, 2)
    _a_street_day(cast, 3)

    assert (_queries(visit, url), for_one <= MOST) == (for_one, True)


def test_the_pages_of_one_box_stay_within_the_limit(cast, door):
    box = given.box(cast)
    given.count(cast.cashier, box)
    given.count(cast.committee, box, given.SLIP)

    asked = {
        name: _queries(door(cast.cashier), reverse(f"campaigns:{name}", args=[box.pk]))
        for name in ("cash_box", "submit_count", "count_sheet")
    }

    assert {name: number for name, number in asked.items() if number > MOST} == {}


@pytest.mark.parametrize("page", PUBLIC_PAGES)
def test_a_public_page_does_not_depend_on_who_looks(cast, door, page):
    given.counted_box(cast)

    answer = door(None).get(reverse(page))

    assert (answer["Vary"], len(answer.cookies)) == ("Accept-Language", 0)
