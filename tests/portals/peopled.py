"""A street on which every kind of thing waits for somebody, as often as one likes."""

from gongjian.modules.campaigns.models import Campaign
from gongjian.modules.ledger.models import JournalEntry
from tests import given
from tests.cast import Cast


def peopled(cast: Cast, times: int) -> None:
    """Per time: a campaign, a box that is out, a recount, a third count, a box to bank and a reversal asked for."""
    for number in range(Campaign.objects.count(), Campaign.objects.count() + times):
        given.campaign(cast, code=f"campaign-{number}")
        given.counted_box(cast, seal=f"to-bank-{number}")
        given.asked_reversal(cast, JournalEntry.objects.latest("number"))
        given.box(cast, seal=f"out-{number}")
        given.sealed_box(cast, seal=f"sealed-{number}")
        recount, third = given.box(cast, seal=f"recount-{number}"), given.box(cast, seal=f"third-{number}")
        given.count(cast.committee, recount)
        given.count(cast.school, recount, given.SLIP)
        for person, counted in ((cast.committee, given.RIGHT), (cast.school, given.SLIP)) * 2:
            given.count(person, third, counted)
