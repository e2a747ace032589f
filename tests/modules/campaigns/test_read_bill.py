"""Reading a payment bill: kept as it says, nothing in the books, the same file once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import Bill, Campaign, Gift, Payment
from gongjian.modules.campaigns.queries.bills import plan_of
from gongjian.modules.ledger.models import JournalEntry
from tests import billing, given
from tests.billing import paid
from tests.modules.told import CASHIERS, STRANGERS, last_facts, not_permitted, person, rule_says


def test_what_the_bill_says_is_kept_and_the_books_stay_as_they_are(cast):
    bill = billing.read_bill(cast)

    assert (bill.channel, bill.account, bill.state) == ("wechat", billing.MERCHANT, "to_check")
    assert list(bill.payments.order_by("line").values_list("amount", "tail", "product")) == [
        (100_00, "000001", "慈善一日捐"),
        (150_00, "000002", "慈善一日捐"),
        (10_00, "000003", "慈善一日捐"),
    ]
    assert [clock.local_day(each.paid_at) for each in bill.payments.all()] == [given.TODAY] * 3
    assert (JournalEntry.objects.count(), Gift.objects.count()) == (0, 0)
    assert last_facts("campaigns.read_bill")[2] == {"channel": "wechat", "rows": 3}


def test_an_archive_of_alipay_is_read_alike(cast):
    told = actions.Told.by(billing.alipay(paid(1), paid(2, 33)))

    bill = actions.read_bill(actor=cast.cashier, campaign=given.campaign(cast), told=told)

    assert (bill.channel, [row.payment.amount for row in plan_of(bill).rows]) == ("alipay", [100_00, 33])


def test_no_number_of_a_payment_lies_open_in_the_database(cast):
    bill = billing.read_bill(cast)

    first = bill.payments.get(line=2)
    assert first.number.opened() == paid(1).number
    assert [value for value in Payment.objects.values_list() if paid(1).number in repr(value)] == []


def test_the_same_file_is_read_once(cast):
    bill = billing.read_bill(cast)

    with rule_says("campaigns.bill_read_already"):
        billing.read(cast, bill.campaign, paid(1), paid(2, 150_00), paid(3, 10_00))


def test_what_was_put_aside_may_be_read_again(cast):
    bill = actions.drop_bill(actor=cast.cashier, bill=billing.read_bill(cast))

    again = billing.read(cast, bill.campaign, paid(1), paid(2, 150_00), paid(3, 10_00))

    assert [bill.state, again.state] == ["put_aside", "to_check"]


def test_a_kind_that_collects_nothing_has_no_bills(cast):
    joint = actions.Outline(
        kind=Campaign.Kind.JOINT,
        title="联合募捐",
        summary="慈善组织来办。",
        organiser=cast.organiser,
        began_on=given.TODAY,
        papers={"charity": "上海市慈善基金会", "filing": "BA-1", "agreement": "XY-1"},
    )
    campaign = actions.open_campaign(actor=cast.secretary, alliance=cast.alliance, outline=joint)

    with rule_says("fundraising.may_not_collect", article="《慈善法》第二十六条"):
        billing.read(cast, campaign, paid(1))


@pytest.mark.parametrize("role", ["secretary", "organiser", "supervisor", *STRANGERS])
def test_only_the_cashier_reads_it(cast, role):
    campaign = given.campaign(cast)

    with not_permitted(CASHIERS):
        actions.read_bill(actor=person(cast, role), campaign=campaign, told=billing.sheet(paid(1)))


def test_on_the_page_it_is_shown_before_anything_is_entered(cast, door):
    campaign = given.campaign(cast)
    page = reverse("campaigns:read_bill", args=[campaign.pk])

    answer = door(cast.cashier).post(page, file=SimpleUploadedFile("bill.csv", billing.wechat(paid(1), paid(2, 5_00))))

    bill = Bill.objects.get()
    shown = door(cast.cashier).get(answer["Location"])
    assert answer["Location"] == reverse("campaigns:bill", args=[bill.pk])
    assert (shown.context["plan"].given, shown.context["plan"].doubts, JournalEntry.objects.count()) == (105_00, [], 0)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "这个文件是空的"),
        (b"%PDF-1.7", "电子文档"),
        ("交易时间,交易类型,交易对方,商品,收/支\n".encode(), "个人"),
        (billing.wechat(paid(1)).replace(b"`100.00", b"`100.01", 1), "对不上"),
    ],
    ids=["empty", "pdf", "personal", "totals"],
)
def test_what_is_no_bill_is_refused_in_words_and_nothing_is_kept(cast, door, content, words):
    page = reverse("campaigns:read_bill", args=[given.campaign(cast).pk])

    answer = door(cast.cashier).post(page, file=SimpleUploadedFile("bill.csv", content))

    assert words in " ".join(answer.context["form"].errors["file"])
    assert (Bill.objects.count(), Payment.objects.count()) == (0, 0)


def test_nobody_changes_or_takes_away_what_a_bill_says(cast):
    bill = billing.read_bill(cast)

    for change in (
        lambda: bill.payments.update(amount=1),
        lambda: bill.payments.update(tail="999999"),
        lambda: bill.payments.all().delete(),
        lambda: Bill.objects.update(read_by=cast.supervisor),
        lambda: Bill.objects.update(fingerprint="ab" * 32),
        lambda: Bill.objects.all().delete(),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()


def test_the_bill_of_another_street_is_not_there(cast, door):
    bill = billing.read_bill(cast)

    answers = [
        door(cast.neighbour).get(reverse(f"campaigns:{page}", args=[bill.pk])) for page in ("bill", "enter_bill")
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
