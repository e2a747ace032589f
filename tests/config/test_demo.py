"""The demo: two alliances, the collection of 2018 to the fen, and this year's with everything in progress."""

from collections import Counter
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.config import demo, operations
from gongjian.foundation import seals
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.search.queries import look_for
from gongjian.modules.campaigns.models import Campaign, CashBox, CashCount
from gongjian.modules.campaigns.queries import public_campaign, tally_of
from gongjian.modules.ledger.models import JournalLine, Reversal
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import has_decided, people_with_posts
from gongjian.modules.promises.models import Promise
from tests import given
from tests.harness.remembered import remembered

pytestmark = pytest.mark.slow

# The nine boxes of 20 January 2018, in fen (EXAMPLES; the sheets lie in gongjian/config/demo/count_sheets).
TOTAL_OF_2018 = 18_460_00


@pytest.fixture
def street(db):
    """The street of the demo, built on an empty database."""
    remembered("demo", demo.build)
    return Alliance.objects.get(slug="qingyunlu")


def campaign_of(street, kind):
    return Campaign.objects.get(alliance=street, kind=kind)


def test_the_collection_of_2018_is_true_to_the_fen(street):
    campaign = campaign_of(street, Campaign.Kind.HISTORY)

    boxes, figures = CashBox.objects.filter(campaign=campaign), public_campaign(campaign)
    assert (boxes.count(), {box.state for box in boxes}) == (9, {"banked"})
    assert sum(box.total for box in boxes) == TOTAL_OF_2018
    assert (figures.raised, figures.counted, figures.banked, figures.missing) == (TOTAL_OF_2018,) * 3 + (0,)
    banked = JournalLine.objects.filter(fund=campaign.fund, account="1002").values_list("amount", flat=True)
    assert (len(banked), sum(banked)) == (9, TOTAL_OF_2018)
    counted = CashCount.objects.filter(box__in=boxes)
    assert {count.submitted_at.date() for count in counted} == {date(2018, 1, 20)}
    assert {len(set(box.counts.values_list("organisation", flat=True))) for box in boxes} == {2}


def test_this_year_has_a_box_in_every_state_and_every_stage_of_counting(street):
    boxes = CashBox.objects.filter(campaign=campaign_of(street, Campaign.Kind.HANDED_OVER))

    counting = Counter(
        (len(tally_of(box).submitted), tally_of(box).agreed is not None) for box in boxes.filter(state="counting")
    )
    assert {box.state for box in boxes} == set(CashBox.State.values)
    assert counting == {(1, False): 1, (2, False): 1, (4, False): 1, (2, True): 1}
    assert list(Reversal.objects.values_list("state", flat=True)) == ["asked"]


def test_what_the_demo_did_is_found_and_rebuilding_the_index_changes_nothing(street):
    organiser = Campaign.objects.get(alliance=street, kind=Campaign.Kind.HISTORY).organiser

    found = {group.kind: group.total for group in look_for(organiser, "2018").groups}
    assert (found["campaigns.cashbox"], found["ledger.journalentry"] >= 9) == (9, True)
    assert operations.rebuild_search() == 0


def test_promises_are_open_overdue_late_and_kept(street):
    promises = Promise.objects.filter(alliance=street)

    overdue = promises.filter(state="open", due_on__lt=given.TODAY)
    assert (overdue.exists(), promises.filter(state="open", due_on=given.TODAY).exists()) == (True, True)
    assert [promise.days_late > 0 for promise in promises.filter(state="made_up")] == [True]
    assert [promise.pk for promise in promises.filter(state__in=("kept", "made_up")) if not promise.evidence] == []


def test_every_seal_fits_and_every_deed_has_its_row(street):
    assert [line.partition("（")[0] for line in operations.verify()] == [
        "宝通路邻里共建 账本：✓ 全部对得上",
        "青云路眼镜街六方共建 账本：✓ 全部对得上",
        "宝通路邻里共建 操作记录：✓ 全部对得上",
        "青云路眼镜街六方共建 操作记录：✓ 全部对得上",
    ]
    assert AuditEntry.objects.filter(deed="campaigns.close_box").count() == CashBox.objects.exclude(total=None).count()


def test_a_changed_line_of_the_books_is_named(street):
    seals.remove()
    JournalLine.objects.filter(entry__number=3, entry__alliance=street).update(account="1002")

    assert "青云路眼镜街六方共建 账本：✗ 从第 3 笔起对不上" in operations.verify()


def test_everybody_of_the_demo_can_sign_in_and_finds_a_desk(street, settings):
    settings.DEMO = True
    people = people_with_posts()

    answers = {}
    for post in people:
        browser = Client()
        browser.post(reverse("sign_in_as", args=[post.person.username]))
        answers[post.person.username] = browser.get(reverse("desk:desk")).status_code

    wanted = ["shuji", "chuna", "fuze", "hangye", "jiandu", "xuexiao", "juming", "linjie"]
    assert answers == dict.fromkeys(wanted, 200)


def test_the_operator_has_no_post_and_no_password_fits(street):
    operator = Person.objects.get(username="yunwei")

    assert (operator.is_superuser, operator.posts.count()) == (True, 0)
    assert [person for person in Person.objects.all() if person.check_password("!")] == []
    assert has_decided(street.pk, "two_organisations")


def test_only_the_demos_database_is_ever_emptied(street):
    with pytest.raises(RuntimeError, match="Only the demo's database is ever emptied"):
        operations.prepare(fresh=True)

    assert CashBox.objects.exists()
