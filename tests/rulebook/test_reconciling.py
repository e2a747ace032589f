"""Which payments of a bill are gifts: docs/rules/reconciling.md, row by row."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongjian.rulebook.reconciling import DOUBTS, Answer, Campaign, Seen, Verdict, verdicts
from tests.rulebook.examples import NONE, examples, fen, listed

CAMPAIGN = Campaign(date(2026, 11, 20), date(2026, 11, 23))
WORDS = {
    "捐款": Verdict.GIFT,
    "退款": Verdict.REFUND,
    "记过了": Verdict.KNOWN,
    "不算": Verdict.LEFT_OUT,
    "日子对不上": Verdict.OUT_OF_DAYS,
    "找不到原款": Verdict.NO_GIFT,
}
ANSWERS = {NONE: "", "算": Answer.COUNTS, "不算": Answer.LEFT_OUT}


def seen(name, amount, day=CAMPAIGN.began_on, answer=""):
    return Seen(name, name.partition("的")[0], fen(amount), day, answer)


@pytest.mark.parametrize("row", examples("reconciling", "verdicts"), ids=str)
def test_a_payment_is_what_the_table_says(row):
    before = None if row["记过的"] == NONE else seen(*row["记过的"].split())
    one = seen(row["这一笔"], row["金额"], date.fromisoformat(row["哪天"]), ANSWERS[row["人的答复"]])

    known = {before.mark} if before else set()
    left = {before.payment: before.amount} if before else {}

    assert verdicts([one], CAMPAIGN, known=known, given=left) == [WORDS[row["结果"]]]


@pytest.mark.parametrize("row", examples("reconciling", "together"), ids=str)
def test_payments_of_one_bill_are_seen_together(row):
    rows = [seen(*told.split()) for told in listed(row["账单"])]

    assert verdicts(rows, CAMPAIGN, known=set(), given={}) == [WORDS[word] for word in listed(row["结果"])]


def test_a_campaign_whose_last_day_is_not_settled_goes_on():
    late = seen("甲", "1.00", date(2030, 1, 1))

    assert verdicts([late], Campaign(date(2026, 11, 20)), known=set(), given={}) == [Verdict.GIFT]


ROWS = st.builds(
    Seen,
    st.sampled_from("abcdefgh"),
    st.sampled_from("xyz"),
    st.integers(-300, 300),
    st.dates(date(2026, 11, 18), date(2026, 11, 25)),
    st.sampled_from(["", *Answer]),
)


@given(st.lists(ROWS, max_size=12, unique_by=lambda row: row.mark), st.sets(st.sampled_from("abcdefgh")))
def test_nothing_more_is_given_back_than_was_given(rows, known):
    found = verdicts(rows, CAMPAIGN, known=known, given={})

    for payment in "xyz":
        sums = [
            row.amount
            for row, verdict in zip(rows, found, strict=True)
            if row.payment == payment and verdict in (Verdict.GIFT, Verdict.REFUND)
        ]
        assert sum(sums) >= 0
    assert [verdict for row, verdict in zip(rows, found, strict=True) if verdict in DOUBTS and row.mark in known] == []
