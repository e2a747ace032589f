"""Where an entry came from and where it went: one sentence a line, for every kind of entry, on both pages."""

import pytest
from django.test import Client
from django.urls import reverse

from gongjian.modules.ledger.models import Account, Fund, Goods, JournalEntry
from gongjian.modules.ledger.queries.from_to import Told, from_to, from_to_of
from gongjian.rulebook import ledger
from gongjian.rulebook.ledger import EntryKind, Place, moved
from tests import booking, given

DAY = given.TODAY
FUND, OTHER = "一日捐", "共建金"
WORDS = {
    EntryKind.CASH_COUNTED: (["捐来的钱"], ["甲手里，是现金"]),
    EntryKind.CASH_BANKED: (["甲手里的现金"], ["银行里"]),
    EntryKind.CASH_SENT: (["甲手里的现金"], ["在去银行的路上"]),
    EntryKind.CASH_ARRIVED: (["路上的钱"], ["银行里"]),
    EntryKind.CASH_HANDED: (["甲手里的现金"], ["乙手里，是现金"]),
    EntryKind.PAYMENTS_RECEIVED: (["捐来的钱"], ["在去银行的路上"]),
    EntryKind.INCOME_RECEIVED: (["别的收入，例如利息"], ["银行里"]),
    EntryKind.PAID: (["银行里的存款"], ["帮扶和活动用掉了"]),
    EntryKind.ALLOCATED: (["银行里的存款"], ["银行里"]),
    EntryKind.GOODS_RECEIVED: (["捐来的被子"], ["甲手里，是被子"]),
    EntryKind.GOODS_GIVEN: (["甲手里的被子"], ["帮扶和活动用掉了"]),
    EntryKind.GOODS_HANDED: (["甲手里的被子"], ["乙手里，是被子"]),
    EntryKind.REVERSAL: (["甲手里的现金"], ["从捐来的钱里减掉"]),
}


def entry_of(kind: EntryKind, fund: str, other: str, *, hands: tuple[str, str], item: str) -> ledger.Entry:
    """An entry of each kind, the way the rulebook makes it."""
    first, second = hands
    cash, bank = Place(ledger.CASH, fund, first), Place(ledger.BANK, fund)
    goods = Place(ledger.GOODS, fund, first, item)
    counted = ledger.cash_received(fund=fund, custodian=first, amount=100_00, booked_on=DAY)
    ways = {
        EntryKind.CASH_BANKED: (cash, bank),
        EntryKind.CASH_SENT: (cash, Place(ledger.IN_TRANSIT, fund)),
        EntryKind.PAYMENTS_RECEIVED: (Place(ledger.DONATIONS, fund), Place(ledger.IN_TRANSIT, fund)),
        EntryKind.CASH_ARRIVED: (Place(ledger.IN_TRANSIT, fund), bank),
        EntryKind.CASH_HANDED: (cash, Place(ledger.CASH, fund, second)),
        EntryKind.INCOME_RECEIVED: (Place(ledger.OTHER_INCOME, fund), bank),
        EntryKind.PAID: (bank, Place(ledger.AID, fund)),
        EntryKind.GOODS_RECEIVED: (Place(ledger.DONATIONS, fund, "", item), goods),
        EntryKind.GOODS_GIVEN: (goods, Place(ledger.AID, fund, "", item)),
        EntryKind.GOODS_HANDED: (goods, Place(ledger.GOODS, fund, second, item)),
    }
    if kind is EntryKind.CASH_COUNTED:
        return counted
    if kind is EntryKind.REVERSAL:
        return ledger.reversal(counted.lines, booked_on=DAY)
    if kind is EntryKind.ALLOCATED:
        return ledger.allocated(amount=5_00, booked_on=DAY, out_of=bank, to=Place(ledger.BANK, other))
    out_of, to = ways[kind]
    return moved(kind, DAY, 5, to=to, out_of=out_of)


def told(entry: ledger.Entry) -> list[Told]:
    return [
        Told(line.account, line.fund, line.amount, line.custodian, line.item, "条" if line.item else "")
        for line in entry.lines
    ]


def test_there_are_words_for_every_kind_of_entry():
    assert set(WORDS) == set(EntryKind)


@pytest.mark.parametrize("kind", EntryKind)
def test_both_sides_are_told_in_plain_words(kind):
    entry = entry_of(kind, FUND, OTHER, hands=("甲", "乙"), item="被子" if "goods" in kind else "")

    path = from_to(told(entry))

    assert ([leg.words for leg in path.out_of], [leg.words for leg in path.to]) == WORDS[kind]


@pytest.mark.parametrize("kind", EntryKind)
def test_as_much_comes_as_goes_and_it_is_what_the_entry_moves(kind):
    entry = entry_of(kind, FUND, OTHER, hands=("甲", "乙"), item="被子" if "goods" in kind else "")

    path = from_to(told(entry))

    sides = [sum(leg.amount for leg in side) for side in (path.out_of, path.to)]
    lying = [line for line in entry.lines if not line.account.startswith("3")]
    assert sides == [sum(line.amount for line in lying if line.amount > 0)] * 2
    assert {leg.unit for leg in (*path.out_of, *path.to)} == {"条" if "goods" in kind else ""}


@pytest.mark.parametrize("account", Account.values)
def test_every_account_has_words_for_both_sides(account):
    path = from_to([Told(account, FUND, 1, "甲"), Told(account, FUND, -1, "甲")])

    assert all(leg.words for leg in (*path.out_of, *path.to))


def test_the_funds_are_named_only_where_there_are_two():
    hands = ("甲", "乙")
    one = from_to(told(entry_of(EntryKind.PAID, FUND, OTHER, hands=hands, item="")))
    two = from_to(told(entry_of(EntryKind.ALLOCATED, FUND, OTHER, hands=hands, item="")))

    assert [leg.fund for leg in (*one.out_of, *one.to)] == ["", ""]
    assert [leg.fund for leg in (*two.out_of, *two.to)] == [FUND, OTHER]


@pytest.fixture
def street(cast):
    """One entry of each kind."""
    funds = [
        Fund.objects.create(alliance=cast.alliance, code=code, name=name, restricted=restricted)
        for code, name, restricted in (("general", OTHER, False), ("yirijuan", FUND, True))
    ]
    item = str(Goods.objects.create(alliance=cast.alliance, name="被子", unit="条").pk)
    hands = (str(cast.cashier.pk), str(cast.organiser.pk))
    fund, other = (str(each.pk) for each in funds)
    # Twice what is given away and handed over as well.
    kinds = [
        EntryKind.CASH_COUNTED,
        EntryKind.GOODS_RECEIVED,
        *(kind for kind in EntryKind if kind is not EntryKind.REVERSAL),
    ]
    cash = moved(
        EntryKind.CASH_BANKED, DAY, 50_00, to=Place(ledger.BANK, fund), out_of=Place(ledger.CASH, fund, hands[0])
    )
    entries = [entry_of(kind, fund, other, hands=hands, item=item if "goods" in kind else "") for kind in kinds]
    for entry in (*entries[:3], cash, *entries[3:]):
        booking.book(actor=cast.cashier, fund=funds[0], entry=entry)
    given.reversed_entry(cast, JournalEntry.objects.latest("number"))
    return cast


@pytest.mark.parametrize("kind", EntryKind)
def test_the_page_for_everybody_tells_it_by_number_and_names_nobody(street, kind):
    entry = JournalEntry.objects.filter(kind=kind).latest("number")

    answer = Client().get(reverse("public_site:voucher", args=[entry.number]))

    words = [leg.words for leg in (*answer.context["path"].out_of, *answer.context["path"].to)]
    assert words == [
        leg.words.replace("钱小清", "1 号保管人").replace("牵小头", "2 号保管人") for leg in every_leg(entry)
    ]
    assert [name for name in ("钱小清", "牵小头") if name in answer.content.decode()] == []


def every_leg(entry):
    path = from_to_of(entry)
    return [*path.out_of, *path.to]


def test_the_page_for_the_alliance_tells_it_by_name(street, door):
    entry = JournalEntry.objects.get(kind=EntryKind.CASH_HANDED)

    text = door(street.colleague).get(reverse("ledger:entry", args=[entry.pk])).content.decode()

    assert ("钱小清手里的现金" in text, "牵小头手里，是现金" in text) == (True, True)


def test_goods_are_told_in_pieces(street):
    entry = JournalEntry.objects.filter(kind=EntryKind.GOODS_RECEIVED).latest("number")

    assert [(leg.amount, leg.unit) for leg in every_leg(entry)] == [(5, "条"), (5, "条")]


def test_one_goes_on_to_the_entry_before_and_after(street, door):
    entries = list(JournalEntry.objects.order_by("number"))

    found = [Client().get(reverse("public_site:voucher", args=[each.number])).context["neighbours"] for each in entries]

    last = len(entries)
    assert (found[0], found[1], found[-1]) == ({"after": 2}, {"before": 1, "after": 3}, {"before": last - 1})
    page = door(street.cashier).get(reverse("ledger:entry", args=[entries[1].pk])).content.decode()
    assert [str(entries[place].pk) in page for place in (0, 2)] == [True, True]


def test_an_entry_next_door_is_no_neighbour(street):
    given.next_doors_counted_box(street)

    last = JournalEntry.objects.filter(alliance=street.alliance).latest("number")
    only = JournalEntry.objects.get(alliance=street.next_door)
    assert only.number == 1
    assert "after" not in Client().get(reverse("public_site:voucher", args=[last.number])).context["neighbours"]


def test_what_reverses_and_what_is_reversed_lead_to_each_other(street):
    reversal = JournalEntry.objects.get(kind=EntryKind.REVERSAL)
    pages = [
        Client().get(reverse("public_site:voucher", args=[number])).content.decode()
        for number in (reversal.number, reversal.reverses.number)
    ]

    links = [reverse("public_site:voucher", args=[number]) for number in (reversal.reverses.number, reversal.number)]
    assert [f'href="{link}">看' in page for link, page in zip(links, pages, strict=True)] == [True, True]
