"""What was asked for and agreed to holds in the database itself, whoever writes past the deeds."""
# ruff: noqa: S608  the names in these statements are those of our own tables

import pytest
from django.db import IntegrityError, connection, transaction

from gongjian.modules.ledger.models import BookingRequest
from tests import asking, given
from tests.asking import PAYMENT, asked
from tests.harness.remembered import remembered
from tests.modules.told import nothing_written

TABLE = BookingRequest._meta.db_table


@pytest.fixture
def fund(cast):
    """The fund of a campaign, with money in the bank."""
    return remembered("fund", lambda: asking.money_in_the_bank(cast))


@pytest.fixture
def payment(cast):
    """The cashier has asked to pay 120 yuan out of the bank."""
    return remembered("payment", lambda: asking.payment(cast))


@pytest.fixture
def paid(cast):
    """The secretary agreed to it."""
    return remembered("paid", lambda: asking.paid(cast))


def refused(sql, *values):
    """The words with which the database refuses a statement; nothing is changed by it."""
    with nothing_written(), pytest.raises(IntegrityError) as refusal, transaction.atomic():
        connection.cursor().execute(sql, values)
    return str(refusal.value).splitlines()[0]


def plain(value):
    """An id as the database keeps it."""
    return value.hex if connection.vendor == "sqlite" else value


def row(cast, fund, **told):
    """A request past all deeds."""
    values = {"alliance": cast.alliance, "fund": fund, "asked_by": cast.cashier, "asked_at": given.NOON}
    return BookingRequest(**values | PAYMENT | told)


@pytest.mark.parametrize(
    ("told", "seal"),
    [
        ({"amount": 0}, "something_is_asked_for"),
        ({"amount": -1}, "something_is_asked_for"),
        ({"kind": "reversal"}, "what_may_be_asked_for"),
        ({"kind": "cash_handed"}, "somebody_takes_it_over"),
        ({"state": "booked"}, "a_booking_is_answered_by_somebody"),
    ],
)
def test_the_database_itself_takes_nothing_that_could_not_be_asked(cast, fund, told, seal):
    with nothing_written(), pytest.raises(IntegrityError, match=seal), transaction.atomic():
        row(cast, fund, **told).save(force_insert=True)


def test_the_database_itself_hands_nothing_over_to_who_asks(cast, fund):
    alone = {"kind": "cash_handed", "receiver": cast.cashier}

    with nothing_written(), pytest.raises(IntegrityError, match="nobody_hands_over"), transaction.atomic():
        row(cast, fund, **alone).save(force_insert=True)


def test_the_database_itself_refuses_one_person_alone(payment):
    told = refused(
        f"UPDATE {TABLE} SET answered_by_id = asked_by_id, answered_at = asked_at, state = 'booked',"
        " entry_id = (SELECT id FROM ledger_journalentry WHERE number = 1)"
    )

    assert "two_people_book" in told


def test_the_database_itself_refuses_that_another_than_the_receiver_agrees(cast):
    request = asking.handed_over(cast, asking.second_cashier(cast))

    told = refused(
        f"UPDATE {TABLE} SET answered_by_id = %s, answered_at = asked_at, state = 'booked',"
        " entry_id = (SELECT id FROM ledger_journalentry WHERE number = 1)",
        plain(cast.secretary.pk),
    )

    assert "who_takes_it_over_agrees" in told
    assert request.state == "requested"


def test_the_database_itself_knows_no_agreement_without_an_entry(cast, payment):
    told = refused(
        f"UPDATE {TABLE} SET answered_by_id = %s, answered_at = asked_at, state = 'booked'", plain(cast.secretary.pk)
    )

    assert "what_is_agreed_to_is_entered" in told


@pytest.mark.parametrize(
    "change",
    [
        "amount = 999900",
        "words = 'x'",
        "to_account = '5201'",
        "document = 'x'",
        "asked_by_id = '{secretary}'",
        "goods_id = '{secretary}'",
        "to_fund_id = fund_id",
    ],
)
def test_what_was_asked_for_and_by_whom_stays_while_it_waits(cast, payment, change):
    change = change.format(secretary=plain(cast.secretary.pk))

    assert refused(f"UPDATE {TABLE} SET {change}") == "an answered booking request stays as it is"


@pytest.mark.parametrize("change", ["state = 'requested'", "amount = 1", "reason = 'x'", "entry_id = NULL"])
def test_what_was_agreed_to_stays_for_ever(paid, change):
    assert refused(f"UPDATE {TABLE} SET {change}") == "an answered booking request stays as it is"


def test_a_request_is_not_deleted(payment):
    assert refused(f"DELETE FROM {TABLE}") == "ledger.bookingrequest is never deleted"


def test_one_entry_answers_one_request(cast, paid):
    again = asked(cast, paid.fund, PAYMENT)

    told = refused(
        f"UPDATE {TABLE} SET answered_by_id = %s, answered_at = asked_at, state = 'booked', entry_id = %s"
        " WHERE id = %s",
        plain(cast.secretary.pk),
        plain(paid.entry_id),
        plain(again.pk),
    )

    assert "entry_id" in told
