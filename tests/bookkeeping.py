"""What is done to whole months and whole books: closing, heads, alarms."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from django.test import override_settings

from gongjian.foundation import clock
from gongjian.foundation.sealing import keys
from gongjian.modules.campaigns.models import Campaign
from gongjian.modules.ledger import actions
from gongjian.modules.ledger.jobs import CLOCK, sign_the_day
from gongjian.modules.ledger.models import Alarm, Confirmation, Fund, Head, JournalEntry, Period
from gongjian.modules.ledger.queries.heads import Fault
from gongjian.modules.members.models import Alliance
from gongjian.rulebook import ledger
from tests import booking, given
from tests.cast import Cast

IN_OCTOBER = date(2026, 10, 20)
TOMORROW = given.NOON + timedelta(days=1)


def book(cast: Cast, fund: Fund, booked_on: date, amount: int = 100_00) -> JournalEntry:
    """An entry of cash, as a deed enters it that has a day of its own."""
    taken = ledger.cash_received(fund=str(fund.pk), custodian=str(cast.cashier.pk), amount=amount, booked_on=booked_on)
    return booking.book(actor=cast.cashier, fund=fund, entry=taken)


def entered(cast: Cast, on: date = IN_OCTOBER) -> JournalEntry:
    """An entry of a day, in the fund of the first campaign."""
    campaign = Campaign.objects.filter(alliance=cast.alliance).first() or given.campaign(cast)
    return book(cast, campaign.fund, on)


def proposed(cast: Cast) -> Period:
    """The cashier has proposed to close October, in which there is one entry."""
    entered(cast)
    return actions.propose_close(actor=cast.cashier, alliance=cast.alliance, month="2026-10")


def closed(cast: Cast) -> Period:
    """October was closed by the cashier and a supervisor."""
    return actions.agree_close(actor=cast.supervisor, period=proposed(cast))


def signed(cast: Cast) -> Head:
    """The head of the day on which something was entered, made in the night after it."""
    with clock.set_to(given.NOON - timedelta(days=1)):
        entered(cast)
    return actions.sign_head(actor=CLOCK, alliance=cast.alliance, day=given.TODAY - timedelta(days=1))


def signed_tonight(alliance: Alliance) -> Head:
    """The head over what was entered until today."""
    with clock.set_to(TOMORROW):
        return actions.sign_head(actor=CLOCK, alliance=alliance, day=given.TODAY)


def confirmed(cast: Cast) -> Confirmation:
    """The liaison of the school keeps the head over what was entered until today."""
    return actions.confirm_head(actor=cast.school, head=signed_tonight(cast.alliance))


def alarm(cast: Cast, kind: str = Alarm.Kind.ROLLED_BACK) -> Alarm:
    """A head of October stood for three entries, and the books have two."""
    fault = Fault(kind, IN_OCTOBER, 3, 2, "ab" * 32)
    return actions.raise_alarm(actor=CLOCK, alliance=cast.alliance, fault=fault)


def day(number: int) -> date:
    """A day counted from the one on which the tests stand."""
    return given.TODAY + timedelta(days=number)


def enter(cast: Cast, on: int) -> JournalEntry:
    """Something is entered on a day."""
    with clock.set_to(given.NOON + timedelta(days=on)):
        return entered(cast, day(on))


def night(after: int) -> None:
    """The clock comes by in the night after a day."""
    with clock.set_to(given.NOON + timedelta(days=after + 1)):
        sign_the_day()


@contextmanager
def keys_of_ones_own(folder: Path) -> Iterator[None]:
    """Keys, and beside them a list of what was handed out on which nothing stands yet."""
    with override_settings(KEYS=folder / "keys.json"):
        keys.init()
        yield
