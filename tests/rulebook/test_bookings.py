"""What one asks and another agrees to: docs/rules/bookings.md, row by row."""

from datetime import date

import pytest

from gongjian.rulebook import bookings, ledger
from gongjian.rulebook.bookings import Asked, Second
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.ledger import Entry, EntryKind
from tests.rulebook.examples import FINE, accounts, examples, lines, listed, place, refusal, verdict

DAY = date(2026, 11, 23)
RESTRICTED = {"慈善日", "助学"}
KINDS = {
    "付款": EntryKind.PAID,
    "收款": EntryKind.INCOME_RECEIVED,
    "划拨": EntryKind.ALLOCATED,
    "现金移交保管": EntryKind.CASH_HANDED,
    "现金存入银行": EntryKind.CASH_BANKED,
    "现金送银行，在路上": EntryKind.CASH_SENT,
    "银行到账": EntryKind.CASH_ARRIVED,
    "收到物资": EntryKind.GOODS_RECEIVED,
    "发出物资": EntryKind.GOODS_GIVEN,
    "物资移交保管": EntryKind.GOODS_HANDED,
    "现金清点入账": EntryKind.CASH_COUNTED,
    "冲销": EntryKind.REVERSAL,
}
SECONDS = {"牵头的人": Second.LEADER, "监督": Second.SUPERVISOR, "接的人": Second.RECEIVER}


def asked_in(row):
    (out_of, amount), (to, _amount) = place(row["从哪里"]), place(row["到哪里"])
    return Asked(KINDS[row["什么事"]], amount, out_of, to)


def test_what_can_be_asked_for_and_who_agrees_is_the_table():
    told = {
        KINDS[row["什么事"]]: (
            tuple(accounts()[name] for name in listed(row["从哪里"])),
            tuple(accounts()[name] for name in listed(row["到哪里"])),
            SECONDS[row["谁同意"]],
        )
        for row in examples("bookings", "ways")
    }

    assert told == {kind: tuple(way) for kind, way in bookings.WAYS.items()}


@pytest.mark.parametrize("row", examples("bookings", "asked"), ids=str)
def test_what_is_asked_for_becomes_an_entry_or_is_refused(row):
    asked = asked_in(row)

    if row["结果"].startswith("`"):
        with pytest.raises(RuleBroken) as broken:
            bookings.check(asked, restricted=RESTRICTED)
        assert refusal(broken.value) == row["结果"]
    else:
        bookings.check(asked, restricted=RESTRICTED)
        assert bookings.entry(asked, DAY) == Entry(asked.kind, DAY, lines(row["结果"]))


@pytest.mark.parametrize("row", [row for row in examples("bookings", "asked") if row["结果"][0] != "`"], ids=str)
def test_whatever_may_be_asked_for_can_be_entered(row):
    assert verdict(lambda: ledger.check_entry(bookings.entry(asked_in(row), DAY))) == FINE


def test_everything_that_can_be_asked_for_is_agreed_to_by_one_of_the_three():
    assert [kind for second in Second for kind in bookings.kinds_for(second)] == sorted(
        bookings.WAYS, key=lambda kind: list(Second).index(bookings.WAYS[kind].second)
    )
