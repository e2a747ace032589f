"""For every foreign key between tables of alliances: a row that points to another alliance's row is refused."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from gongjian.foundation import seals
from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.campaigns.models import CashBox
from gongjian.modules.ledger.models import Goods, JournalEntry
from gongjian.modules.members.actions import ask_erasure
from gongjian.modules.members.models import Post, Profile
from tests import asking, billing, bookkeeping, entering, given, promising
from tests.harness.remembered import remembered
from tests.harness.telling import letter

KEYS = [
    field
    for model in apps.get_models()
    if issubclass(model, AllianceOwned)
    for field in model._meta.local_fields
    if isinstance(field, models.ForeignKey) and issubclass(field.related_model, AllianceOwned)
]


def label(value):
    return str(value)


@pytest.fixture
def both(cast):
    """Two alliances, each with a row in every table that a foreign key leads from or to."""
    return cast, remembered("borders.both", lambda: _fill(cast))


def _fill(cast):
    ours, theirs = given.banked_box(cast), given.next_doors_counted_box(cast)
    given.asked_reversal(cast, JournalEntry.objects.get(pk=ours.deposit_id))
    asking.asked(cast, ours.campaign.fund, asking.PAYMENT)
    bookkeeping.confirmed(cast)
    bookkeeping.signed_tonight(cast.next_door)
    for alliance in (cast.alliance, cast.next_door):
        Goods.objects.create(alliance=alliance, name="被子", unit="条")
    given.standing_in(cast.cashier, cast.colleague)
    given.standing_in(cast.neighbour, cast.outsider)
    for alliance in (cast.alliance, cast.next_door):
        # Of somebody new: the rows of the cast are put back as they were.
        entering.let_in_again(cast, alliance, entering.officer(alliance, "third"))
        entering.visited_page(cast, alliance)
    promising.nudged(cast)
    promising.report(cast)
    promising.routine(cast)
    promising.next_doors_routine(cast)
    promising.newcomers_handover(cast.alliance, "眼镜街党总支")
    promising.newcomers_handover(cast.next_door, "居民区")
    billing.entered_bill(cast)
    billing.next_doors_bill(cast)
    letter(cast.alliance.pk, cast.secretary)
    letter(cast.next_door.pk, cast.neighbour)
    for alliance, left in ((cast.alliance, cast.former_cashier), (cast.next_door, cast.school)):
        Post.objects.filter(alliance=alliance, person=left).update(ends_on=given.TODAY - timedelta(days=1))
        profile = Profile.objects.get(alliance=alliance, person=left)
        ask_erasure(actor=left, profile=profile, reason="")
    return theirs


def only_borders(table):
    """Take the other seals off a table, so that it is the border that refuses."""
    for seal in seals.every_seal():
        if seal.table == table and not seal.name.startswith("border_"):
            with connection.cursor() as cursor:
                cursor.execute(f"DROP TRIGGER {seal.name}" + ("" if connection.vendor == "sqlite" else f" ON {table}"))


def theirs_for(key, cast):
    """A row of the alliance next door that the key could point to."""
    return key.related_model._default_manager.filter(alliance=cast.next_door).first()


OF_CAMPAIGNS = {
    "campaigns.Bill.campaign",
    "campaigns.Bill.entry",
    "campaigns.Campaign.fund",
    "campaigns.CashBox.campaign",
    "campaigns.CashBox.deposit",
    "campaigns.CashBox.entry",
    "campaigns.CashCount.box",
    "campaigns.Gift.campaign",
    "campaigns.Gift.entry",
    "campaigns.Gift.payment",
    "campaigns.Payment.bill",
    "campaigns.Payment.entry",
}


def test_the_keys_are_known():
    assert {label(key) for key in KEYS} == {
        *OF_CAMPAIGNS,
        "entrance.Slip.recovery",
        "entrance.VisitedPage.visit",
        "ledger.Balance.fund",
        "ledger.BookingRequest.entry",
        "ledger.BookingRequest.fund",
        "ledger.BookingRequest.goods",
        "ledger.BookingRequest.to_fund",
        "ledger.Confirmation.head",
        "ledger.JournalEntry.reverses",
        "ledger.JournalLine.entry",
        "ledger.JournalLine.fund",
        "ledger.JournalLine.goods",
        "ledger.MonthlySum.fund",
        "ledger.Memo.entry",
        "ledger.Reversal.entry",
        "members.Delegation.post",
        "members.ErasureRequest.profile",
        "members.Membership.side",
        "members.Post.kind",
        "promises.Handover.coming",
        "promises.Handover.leaving",
        "promises.HandoverItem.handover",
        "promises.HandoverItem.promise",
        "promises.Nudge.promise",
        "promises.Promise.routine",
        "promises.Report.promise",
        "promises.Signature.handover",
        "promises.Signature.post",
        "notices.Notice.mailing",
    }


@pytest.mark.parametrize("key", KEYS, ids=label)
def test_a_row_is_not_made_to_point_across(both, key):
    cast, _theirs = both
    row, theirs = key.model._default_manager.filter(alliance=cast.alliance).first(), theirs_for(key, cast)
    only_borders(key.model._meta.db_table)

    with pytest.raises(IntegrityError, match="a row of another alliance"), transaction.atomic():
        key.model._default_manager.filter(pk=row.pk).update(**{key.name: theirs})


@pytest.mark.parametrize("key", KEYS, ids=label)
def test_no_row_is_added_that_points_across(both, key):
    cast, _theirs = both
    row, theirs = key.model._default_manager.filter(alliance=cast.alliance).first(), theirs_for(key, cast)
    only_borders(key.model._meta.db_table)
    copy = key.model(**{field.attname: getattr(row, field.attname) for field in key.model._meta.local_fields[1:]})
    setattr(copy, key.attname, theirs.pk)

    with pytest.raises(IntegrityError, match="a row of another alliance"), transaction.atomic():
        copy.save(force_insert=True)


@pytest.mark.parametrize("key", KEYS, ids=label)
def test_a_row_does_not_change_sides_and_leave_what_it_points_to(both, key):
    cast, _theirs = both
    row = key.model._default_manager.filter(alliance=cast.alliance, **{f"{key.name}__isnull": False}).first()
    if row is None:
        row = key.model._default_manager.filter(alliance=cast.alliance).first()
    only_borders(key.model._meta.db_table)

    with pytest.raises(IntegrityError), transaction.atomic():
        key.model._default_manager.filter(pk=row.pk).update(alliance=cast.next_door)


def test_inside_one_alliance_rows_point_as_they_like(both):
    cast, theirs = both

    assert CashBox.objects.filter(alliance=cast.next_door).update(campaign=theirs.campaign_id) == 1
