"""Putting a sheet aside: what was read is forgotten, and nothing ever changed."""

from datetime import timedelta

import pytest

from gongjian.foundation import clock
from gongjian.modules.roster.actions import apply_roster, drop_roster
from gongjian.modules.roster.jobs import forget_rosters
from gongjian.modules.roster.models import Roster
from tests import given
from tests.modules.roster.rosters import PAGE, content, read_rows
from tests.modules.told import APPOINTERS, STRANGERS, last_facts, not_permitted, person, rule_says

ROWS = (("单位", "姓名", "手机"), ("行业委员会", "黎新来", "13800138000"))


@pytest.fixture
def roster(cast):
    """A sheet that was read."""
    return read_rows(cast.alliance, *ROWS, actor=cast.secretary)


def test_what_was_read_is_emptied(cast, roster):
    before = content()

    dropped = drop_roster(actor=cast.secretary, roster=roster)

    assert content() == before
    assert (dropped.state, bool(dropped.understood), bool(dropped.answers)) == (Roster.State.DISCARDED, False, False)
    assert last_facts("roster.drop_roster") == (cast.secretary.ref, roster.ref, {})


def test_what_is_dropped_is_not_taken_over_and_what_holds_is_not_dropped(cast, roster):
    other = apply_roster(actor=cast.secretary, roster=read_rows(cast.alliance, *ROWS, actor=cast.secretary))
    dropped = drop_roster(actor=cast.secretary, roster=roster)

    with rule_says("moves.not_allowed", state="discarded", following="applied"):
        apply_roster(actor=cast.secretary, roster=dropped)
    with rule_says("moves.not_allowed", state="applied", following="discarded"):
        drop_roster(actor=cast.secretary, roster=other)


def test_nobody_else_drops(cast, roster):
    for role in ("cashier", "organiser", *STRANGERS):
        with not_permitted(APPOINTERS):
            drop_roster(actor=person(cast, role), roster=roster)


def test_the_page_and_the_api_drop(cast, roster, door):
    other = read_rows(cast.alliance, *ROWS, actor=cast.secretary)
    visit, page = door(cast.secretary), f"{PAGE}{roster.pk}/drop/"

    opened, sent = visit.get(page), visit.post(page)

    assert (opened.status_code, sent["Location"]) == (200, PAGE)
    assert visit.api_post(f"/rosters/{other.pk}/drop").json()["state"] == "discarded"
    assert "没有采用" in visit.get(PAGE).content.decode()


def test_the_clock_puts_aside_what_was_left_lying(cast, roster):
    with clock.set_to(given.NOON + timedelta(days=31)):
        forget_rosters()

    roster.refresh_from_db()
    assert (roster.state, roster.understood.opened()) == (Roster.State.DISCARDED, "")
