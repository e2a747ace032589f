"""The slip of a gift: found by its number, proved by itself, naming nobody."""

import json
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from gongjian.modules.campaigns.models import Gift
from gongjian.modules.campaigns.queries.gifts import new_numbers, slip_of
from gongjian.modules.ledger.actions import agree_reversal, ask_reversal
from gongjian.rulebook import gifts
from tests import billing

TYPED = [str, str.lower, lambda number: number.replace("-", " "), lambda number: number.replace("-", "")]


def found_by(number):
    return f"{reverse('campaigns:gifts')}?{urlencode({'number': number})}"


@pytest.fixture
def gift(cast):
    billing.entered_bill(cast)
    return Gift.objects.get(amount=150_00)


def test_the_slip_is_in_the_books_and_proves_itself(gift):
    slip = slip_of(gift)

    told = json.loads(slip.proof)
    own = gifts.Gift(told["gift"], told["amount"], told["given_on"], told["channel"], bytes.fromhex(told["salt"]))
    proof = gifts.GiftProof(told["index"], told["size"], tuple(map(bytes.fromhex, told["path"])))
    assert (slip.is_in_the_books, gifts.fits(own, proof, gift.entry.gifts_root)) == (True, True)
    assert (told["amount"], told["channel"], told["root"]) == (150_00, "wechat", gift.entry.gifts_root)


def test_it_tells_nothing_of_the_others_and_nothing_of_the_payer(gift):
    others = Gift.objects.exclude(pk=gift.pk)

    text = slip_of(gift).proof

    assert [each.handle for each in others if each.handle in text or bytes(each.salt).hex() in text] == []
    assert billing.paid(2).number not in text


def test_the_numbers_do_not_follow_one_another(gift):
    numbers = set(Gift.objects.values_list("number", flat=True))

    assert len(numbers) == 3
    assert [gifts.read_number(number) for number in sorted(numbers)] == sorted(numbers)


def test_a_drawn_number_is_one_that_nobody_has(cast):
    assert len(set(new_numbers(cast.alliance.pk, 2026, 600))) == 600


@pytest.mark.parametrize("typed", TYPED, ids=["as printed", "small", "spaces", "together"])
def test_it_is_found_by_its_number_however_it_is_typed(cast, door, gift, typed):
    answer = door(cast.cashier).get(found_by(typed(gift.number)))

    assert answer["Location"] == reverse("campaigns:gift", args=[gift.pk])


def test_a_slip_of_the_pen_is_told_and_what_was_typed_stays(cast, door, gift):
    wrong = gift.number[:-1] + ("2" if gift.number[-1] != "2" else "3")

    page = door(cast.cashier).get(found_by(wrong))

    assert (wrong in page.content.decode(), bool(page.context["said"])) == (True, True)


def test_the_printed_slip_has_amount_in_capitals_and_names_nobody(cast, door, gift):
    page = door(cast.cashier).get(reverse("campaigns:gift", args=[gift.pk])).content.decode()

    assert ("人民币壹佰伍拾元整" in page, gift.number in page) == (True, True)
    assert billing.paid(2).number not in page


def test_the_slip_of_a_reversed_entry_says_that_it_is_worth_nothing(cast, door, gift):
    reversal = ask_reversal(actor=cast.cashier, entry=gift.entry, reason="账单拿错了")
    agree_reversal(actor=cast.secretary, reversal=reversal)

    assert "不作数" in door(cast.cashier).get(reverse("campaigns:gift", args=[gift.pk])).content.decode()


def test_the_gift_of_another_street_is_not_there(cast, door, gift):
    visit = door(cast.neighbour)

    assert visit.get(reverse("campaigns:gift", args=[gift.pk])).status_code == 404
    assert visit.get(found_by(gift.number)).status_code == 200
