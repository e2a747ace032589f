"""Closing a month: agreed to by a second person, once and for ever; nothing enters it any more, whoever tries."""
# ruff: noqa: S608  the names in these statements are those of our own tables

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.foundation.ids import new_id
from gongjian.modules.ledger import queries
from gongjian.modules.ledger.actions import agree_close, agree_reversal, ask_reversal, refuse_close
from gongjian.modules.ledger.models import Fund, JournalEntry, JournalLine, Period
from gongjian.modules.ledger.queries.periods import closed_until
from gongjian.modules.members.models import Organisation, Post
from tests import bookkeeping, given
from tests.harness.remembered import remembered
from tests.modules.told import (
    NOT_ALLOWED,
    NOT_FOUND,
    SIGN_IN_FIRST,
    STRANGERS,
    answers,
    answers_to_strangers,
    last_facts,
    not_permitted,
    nothing_written,
    person,
    refusal_of,
    rule_says,
    trail,
    why_not,
)

SUPERVISORS = "这一步要由监督来办。"
NOT_ONES_OWN = "是你提出结账的，要由另一个人同意。"
TABLE = Period._meta.db_table


@pytest.fixture
def period(cast):
    """The cashier has proposed to close October."""
    return remembered("period", lambda: bookkeeping.proposed(cast))


@pytest.fixture
def closed(cast):
    """October is closed."""
    return remembered("closed", lambda: bookkeeping.closed(cast))


def page_of(period):
    return reverse("ledger:agree_close", args=[period.pk])


def api_of(period):
    return f"/months/{period.pk}/agree"


def run(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def refused(sql, *values):
    """The words with which the database refuses a statement; nothing is changed by it."""
    with nothing_written(), pytest.raises(IntegrityError) as refusal:
        run(sql, *values)
    return str(refusal.value).splitlines()[0]


def plain(value):
    """An id as the database keeps it."""
    return value.hex if connection.vendor == "sqlite" else value


def test_the_month_is_closed(cast, period):
    agreed = agree_close(actor=cast.supervisor, period=period)

    assert (agreed.state, agreed.answered_by, agreed.answered_at) == ("shut", cast.supervisor, given.NOON)
    assert closed_until(cast.alliance.pk) == "2026-10"


@pytest.mark.parametrize("role", ["secretary", "organiser", "committee", *STRANGERS])
def test_only_a_supervisor_agrees(cast, period, role):
    with not_permitted(SUPERVISORS):
        agree_close(actor=person(cast, role), period=period)


def test_the_cashier_who_proposed_does_not_agree(cast, period):
    with not_permitted(SUPERVISORS, NOT_ONES_OWN):
        agree_close(actor=cast.cashier, period=period)


def test_nobody_agrees_with_himself_whatever_posts_he_holds(cast, period):
    branch = Organisation.objects.get(name="眼镜街党总支")
    both = {"alliance": cast.alliance, "person": cast.cashier, "organisation": branch, "begins_on": given.TODAY}
    Post.objects.create(kind=given.kind(cast, "supervisor"), **both)

    with not_permitted(NOT_ONES_OWN):
        agree_close(actor=cast.cashier, period=period)


def test_the_database_itself_refuses_one_person_alone(period):
    alone = {"answered_by": period.proposed_by, "answered_at": given.NOON, "state": "shut"}

    with nothing_written(), pytest.raises(IntegrityError, match="two_people_close"), transaction.atomic():
        Period.objects.update(**alone)


def test_the_database_itself_refuses_a_closing_by_nobody(period):
    told = refused(f"UPDATE {TABLE} SET state = 'shut'")

    assert "a_closing_is_answered_by_somebody" in told


@pytest.mark.parametrize("column", ["proposed_by_id", "entries", "month"])
def test_what_was_proposed_and_by_whom_stays_while_it_waits(cast, period, column):
    other = {"proposed_by_id": plain(cast.organiser.pk), "entries": 7, "month": "2026-09"}[column]

    assert refused(f"UPDATE {TABLE} SET {column} = %s", other) == "an answered closing stays as it is"


@pytest.mark.parametrize(
    "change", ["state = 'left_open'", "state = 'to_be_closed'", "month = '2025-01'", "reason = 'x'"]
)
def test_a_closed_month_is_never_opened_again_by_hand(closed, change):
    assert refused(f"UPDATE {TABLE} SET {change}") == "an answered closing stays as it is"


def test_a_closing_is_not_deleted(closed):
    assert refused(f"DELETE FROM {TABLE}") == "ledger.period is never deleted"


def test_a_closing_is_not_replaced_by_an_open_one(closed):
    columns = [field.column for field in Period._meta.local_fields]
    open_again = ", ".join("'left_open'" if column == "state" else column for column in columns)
    insert = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"

    told = refused(f"{insert} INTO {TABLE} ({', '.join(columns)}) SELECT {open_again} FROM {TABLE}")

    assert told == "ledger.period is never replaced"


def test_a_month_is_closed_once(cast, closed):
    again = Period(alliance=cast.alliance, month="2026-10", entries=1, proposed_by=cast.cashier, proposed_at=given.NOON)

    with nothing_written(), pytest.raises(IntegrityError, match="a month is closed once"), transaction.atomic():
        again.save(force_insert=True)


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2026, 10, 1), date(2026, 9, 30), date(2018, 11, 10)])
def test_nothing_is_entered_in_a_closed_month_or_before_it(cast, closed, day):
    with rule_says("closing.month_closed", month=f"{day:%Y-%m}", open="2026-11"):
        bookkeeping.entered(cast, day)


def test_the_first_day_after_it_is_open(cast, closed):
    assert bookkeeping.entered(cast, date(2026, 11, 1)).number == 2


def enter_past_the_program(cast, day):
    """Lines first, then the entry that closes them, by somebody who asks no deed."""
    values = {"number": 2, "voucher": "2026-0002", "booked_on": day, "recorded_at": given.NOON}
    values |= {"kind": "cash_counted", "source": "x", "memo_commitment": "0" * 64, "seal": "0" * 64}
    entry = JournalEntry(alliance=cast.alliance, **values)
    same = {"alliance": cast.alliance, "entry_id": entry.pk, "fund": Fund.objects.get()}
    with transaction.atomic():
        for position, (account, amount) in enumerate((("1001", 100), ("4101", -100)), start=1):
            line = JournalLine(id=new_id(), position=position, account=account, amount=amount, **same)
            line.save(force_insert=True)
        entry.save(force_insert=True)


@pytest.mark.parametrize("day", [date(2026, 10, 31), date(2018, 11, 10)])
def test_the_database_itself_takes_no_entry_in_a_closed_month(cast, closed, day):
    with nothing_written(), pytest.raises(IntegrityError, match="the month is closed"):
        enter_past_the_program(cast, day)


def test_the_database_itself_takes_one_in_an_open_month(cast, closed):
    enter_past_the_program(cast, date(2026, 11, 1))

    assert JournalEntry.objects.count() == 2


def test_an_entry_does_not_move_into_a_closed_month(cast, closed):
    bookkeeping.entered(cast, given.TODAY)

    told = refused("UPDATE ledger_journalentry SET booked_on = '2026-10-31' WHERE number = 2")

    assert told == "ledger.journalentry is append-only"


def test_what_was_wrong_in_a_closed_month_is_put_right_in_an_open_one(cast, closed):
    reversal = ask_reversal(actor=cast.cashier, entry=JournalEntry.objects.get(), reason="金额记错")

    agree_reversal(actor=cast.secretary, reversal=reversal)

    opposite = JournalEntry.objects.get(number=2)
    assert (opposite.booked_on, queries.first_broken(cast.alliance.pk)) == (given.TODAY, None)


def test_another_alliances_months_are_its_own(cast, closed):
    entry = given.next_doors_counted_box(cast).entry

    assert (entry.number, closed_until(cast.next_door.pk)) == (1, "")


def test_what_was_entered_since_is_looked_at_first(cast, period):
    bookkeeping.entered(cast)

    with rule_says("ledger.changed_since", month="2026-10"):
        agree_close(actor=cast.supervisor, period=period)


def test_a_reversal_that_waits_is_answered_first(cast, period):
    ask_reversal(actor=cast.cashier, entry=JournalEntry.objects.get(), reason="金额记错")

    with rule_says("ledger.reversal_waits", month="2026-10"):
        agree_close(actor=cast.supervisor, period=period)


def test_a_reversal_of_another_month_does_not_hold_it_up(cast, period):
    ask_reversal(actor=cast.cashier, entry=bookkeeping.entered(cast, given.TODAY), reason="金额记错")

    assert agree_close(actor=cast.supervisor, period=period).state == "shut"


@pytest.mark.parametrize("first", [agree_close, lambda **asked: refuse_close(reason="少 20 元", **asked)])
def test_it_is_answered_once(cast, period, first):
    state = first(actor=cast.supervisor, period=period).state

    with rule_says("moves.not_allowed", state=state, following="shut"):
        agree_close(actor=cast.second_supervisor, period=period)


def test_the_page_shows_what_there_should_be_and_closes(cast, door, period):
    shown = door(cast.supervisor).get(page_of(period))
    answer = door(cast.supervisor).post(page_of(period))

    assert [(row.name, row.ending) for row in shown.context["rows"]] == [("库存现金 · 钱小清", 100_00)]
    assert (answer.status_code, answer.url) == (302, reverse("ledger:periods"))
    assert Period.objects.get().state == "shut"


def test_a_refused_page_says_why(cast, door, period):
    bookkeeping.entered(cast)

    with nothing_written():
        answer = door(cast.supervisor).post(page_of(period))

    told = ["提出结账以后，2026-10 又记了账。请不同意这一次，由出纳重新提出。"]
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (200, told)


def test_the_api_closes_through_the_same_deed(cast, door, period):
    answer = door(cast.supervisor).api_post(api_of(period))

    assert (answer.status_code, answer.json()["state"]) == (200, "shut")


def test_the_api_tells_the_refusal(cast, door, closed):
    answer = door(cast.supervisor).api_post(api_of(closed))

    assert refusal_of(answer) == (409, "moves.not_allowed", {"state": "shut", "following": "shut"})


def test_the_page_says_to_others_of_the_alliance_why_they_may_not(cast, door, period):
    shown = door(cast.cashier).get(page_of(period))

    assert why_not(shown) == [SUPERVISORS, NOT_ONES_OWN]
    with nothing_written():
        assert answers(door(cast.cashier), page_of(period), api_of(period), typed={}) == NOT_ALLOWED


def test_strangers_find_nothing(cast, door, period):
    found = answers_to_strangers(cast, door, page_of(period), api_of(period), typed={})

    assert found == dict.fromkeys(STRANGERS, NOT_FOUND)


def test_who_is_signed_out_signs_in_first(door, period):
    assert answers(door(None), page_of(period), api_of(period), typed={}) == SIGN_IN_FIRST


def test_the_log_has_one_row(cast, period):
    with clock.set_to(given.NOON + timedelta(days=1)), trail() as deeds:
        agree_close(actor=cast.supervisor, period=period)

    assert deeds == ["ledger.agree_close"]
    facts = {"month": "2026-10", "entries": 1}
    assert last_facts("ledger.agree_close") == (cast.supervisor.ref, period.ref, facts)
