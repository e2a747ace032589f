"""Entering a bill: by another than who read it, once, every gift under one root."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.campaigns import actions, queries
from gongjian.modules.campaigns.models import Bill, Gift, Payment
from gongjian.modules.campaigns.queries.bills import plan_of
from gongjian.modules.ledger import queries as books
from gongjian.modules.ledger.models import JournalEntry
from gongjian.rulebook import gifts
from gongjian.rulebook.ledger import Line
from tests import billing, given
from tests.billing import paid
from tests.modules.told import last_facts, not_permitted, nothing_written, person, rule_says

SUPERVISORS = "这一步要由监督来办。"
OWN = "这张账单是你传的，要由另一个人核对。"


def enter(cast, bill, by="supervisor"):
    return actions.enter_bill(actor=person(cast, by), bill=bill)


def told(gift):
    return gifts.Gift(gift.handle, gift.amount, gift.given_on.isoformat(), gift.payment.bill.channel, bytes(gift.salt))


def test_its_gifts_are_one_entry_on_its_way_to_the_bank(cast):
    bill = enter(cast, billing.read_bill(cast))

    entry, fund = JournalEntry.objects.get(), str(bill.campaign.fund_id)
    assert (bill.state, bill.entry, bill.entered_by) == ("entered", entry, cast.supervisor)
    assert (entry.kind, entry.source, entry.booked_on) == ("payments_received", bill.ref, given.TODAY)
    assert books.lines_of(entry) == [Line("1101", fund, 260_00, str(cast.cashier.pk)), Line("4101", fund, -260_00)]
    assert last_facts("campaigns.enter_bill")[2] == {"number": 1, "gifts": 3}


def test_refunds_and_fees_stand_beside_the_gifts(cast):
    bill = billing.read(cast, given.campaign(cast), paid(1, fee=60), paid(2, 50_00), paid(2, 20_00, refund="R2", fee=0))

    entered = enter(cast, bill)

    fund, held = str(bill.campaign.fund_id), str(cast.cashier.pk)
    assert books.lines_of(entered.entry) == [
        Line("1101", fund, 150_00, held),
        Line("4101", fund, -150_00),
        Line("4101", fund, 20_00),
        Line("1101", fund, -20_00, held),
        Line("5201", fund, 60),
        Line("1101", fund, -60, held),
    ]
    assert queries.public_campaign(bill.campaign).missing == 0


def test_every_gift_proves_itself_under_the_root_of_its_entry(cast):
    bill = enter(cast, billing.read_bill(cast))

    rows = [told(gift) for gift in Gift.objects.order_by("place").select_related("payment__bill")]
    proofs = [gifts.gift_proof(rows, place) for place in range(3)]
    assert sorted(row.amount for row in rows) == [10_00, 100_00, 150_00]
    assert [gifts.fits(row, proof, bill.entry.gifts_root) for row, proof in zip(rows, proofs, strict=True)] == [
        True
    ] * 3
    assert gifts.fits(rows[0]._replace(amount=1), proofs[0], bill.entry.gifts_root) is False
    assert books.first_broken(cast.alliance.pk) is None


def test_the_public_figures_are_those_of_the_books(cast):
    box = given.counted_box(cast)
    bill = billing.read(cast, box.campaign, paid(1), paid(2, 1))

    enter(cast, bill)

    figures = queries.public_campaign(box.campaign)
    assert (figures.raised, figures.counted, figures.online, figures.missing) == (4486_51, 4386_50, 100_01, 0)


@pytest.mark.parametrize(
    ("role", "reasons"),
    [("cashier", (SUPERVISORS, OWN)), ("secretary", (SUPERVISORS,)), ("organiser", (SUPERVISORS,))],
)
def test_it_takes_another_one_who_supervises(cast, role, reasons):
    bill = billing.read_bill(cast)

    with not_permitted(*reasons):
        enter(cast, bill, role)


def test_the_database_lets_nobody_enter_what_he_read_himself(cast):
    bill, entry = billing.read_bill(cast), given.entry(cast)

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        Bill.objects.filter(pk=bill.pk).update(
            state="entered", entry=entry, entered_by=cast.cashier, entered_at=clock.now()
        )


def test_with_a_doubt_left_nothing_is_entered(cast):
    bill = billing.doubtful_bill(cast)

    with rule_says("campaigns.doubts_left", number=1):
        enter(cast, bill)


def test_a_bill_of_which_nothing_counts_is_not_entered(cast):
    first = billing.entered_bill(cast)
    again = billing.read(cast, first.campaign, paid(1), paid(2, 150_00))

    with rule_says("campaigns.nothing_to_enter"):
        enter(cast, again)


def test_what_two_bills_tell_is_entered_once(cast):
    first = billing.entered_bill(cast)

    second = enter(cast, billing.read(cast, first.campaign, paid(3, 10_00), paid(4, 7_00)))

    assert [row.verdict for row in plan_of(second).rows] == ["known", "gift"]
    assert queries.public_campaign(first.campaign).raised == 267_00


def test_two_bills_read_before_either_was_entered_do_not_count_twice(cast):
    campaign = given.campaign(cast)
    one, other = billing.read(cast, campaign, paid(1)), billing.read(cast, campaign, paid(1), paid(2, 5_00))

    enter(cast, one)
    enter(cast, other)

    assert (queries.public_campaign(campaign).raised, Gift.objects.count()) == (105_00, 2)


def test_a_refund_finds_its_gift_in_an_earlier_bill(cast):
    first = billing.entered_bill(cast)

    enter(cast, billing.read(cast, first.campaign, paid(5, 1_00), paid(2, 150_00, refund="R2")))

    assert (queries.public_campaign(first.campaign).raised, queries.public_campaign(first.campaign).missing) == (
        111_00,
        0,
    )


def test_the_database_lets_no_payment_count_twice(cast):
    bill = billing.entered_bill(cast)
    again = billing.read(cast, bill.campaign, paid(1), paid(8))

    with nothing_written(), pytest.raises(IntegrityError), transaction.atomic():
        again.payments.update(entry=bill.entry)


def test_nobody_changes_or_takes_away_a_gift(cast):
    billing.entered_bill(cast)

    for change in (lambda: Gift.objects.update(amount=1), lambda: Gift.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_supervisor_finds_it_on_the_desk_and_enters_it_there(cast, door):
    bill, visit = billing.read_bill(cast), door(cast.supervisor)

    desk = visit.get("/desk/").content.decode()
    answer = visit.post(reverse("campaigns:enter_bill", args=[bill.pk]))

    assert "核对一张微信账单" in desk
    assert (answer.status_code, Payment.objects.filter(entry__isnull=False).count()) == (302, 3)


def test_a_hundred_gifts_are_entered_in_as_many_questions_as_three(cast, django_assert_max_num_queries):
    campaign = given.campaign(cast)
    bill = billing.read(cast, campaign, *[paid(number, 100 + number) for number in range(1, 101)])

    with django_assert_max_num_queries(60):
        enter(cast, bill)

    assert Gift.objects.count() == 100
