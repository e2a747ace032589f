"""The public figures of a campaign: the database adds up its boxes, however many they are."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongjian.modules.campaigns import queries
from gongjian.modules.campaigns.models import Campaign, CashBox
from tests import given


def figures(cast):
    """The figures of the one campaign, and what was asked for them."""
    with CaptureQueriesContext(connection) as asked:
        found = queries.public_campaign(Campaign.objects.get(alliance=cast.alliance))
    return found, [query["sql"] for query in asked]


def test_boxes_in_every_state_are_told_apart(cast):
    given.sealed_box(cast)
    given.box(cast, seal="F-2")
    given.counted_box(cast, seal="F-3")
    given.banked_box(cast, seal="F-4")

    found, _asked = figures(cast)

    totals = list(CashBox.objects.exclude(total=None).values_list("total", flat=True))
    assert (found.boxes, found.counted_boxes, found.boxes_left) == (4, 2, 2)
    assert (found.counted, found.banked, found.to_bank) == (sum(totals), totals[0], sum(totals) - totals[0])
    assert (len(set(totals)), found.missing) == (1, 0)


def test_a_campaign_without_a_box_has_figures_of_nothing(cast):
    given.campaign(cast)

    found, _asked = figures(cast)

    assert (found.boxes, found.counted_boxes, found.counted, found.banked, found.raised) == (0, 0, 0, 0, 0)


def test_no_box_is_fetched_and_one_or_many_cost_the_same(cast):
    given.counted_box(cast)
    _found, of_one = figures(cast)
    for number in range(5):
        given.box(cast, seal=f"G-{number}")

    _found, of_many = figures(cast)

    assert len(of_many) == len(of_one)
    assert [sql for sql in of_many if "seal_number" in sql] == []
