"""What belongs to kept books: a head for each day, organisations that keep it, and a month that is closed."""

from datetime import datetime, time, timedelta

from gongjian.config.demo.street import Street
from gongjian.foundation import clock
from gongjian.foundation.access import SystemActor
from gongjian.foundation.sealing import witness
from gongjian.modules.ledger.actions import agree_close, confirm_head, propose_close, sign_head
from gongjian.modules.ledger.queries import heads, periods

NIGHT = time(0, 20)


def sign_heads(street: Street) -> None:
    """The head of each day on which something was entered, as it was signed in the night after."""
    for day in heads.days_to_sign(street.alliance.pk):
        with clock.set_to(datetime.combine(day + timedelta(days=1), NIGHT, tzinfo=clock.SHANGHAI)):
            sign_head(actor=SystemActor("books-clock"), alliance=street.alliance, day=day)
    for line in heads.not_noted(street.alliance.pk):
        witness.note(line)


def keep_the_books(street: Street) -> None:
    """The newest head is kept by two organisations, and the month of the old collection is closed."""
    newest = heads.last_head(street.alliance.pk)
    for liaison in ("hangye", "xuexiao"):
        if newest:
            confirm_head(actor=street.people[liaison], head=newest)
    month = periods.next_to_close(street.alliance.pk)
    period = propose_close(actor=street.people["chuna"], alliance=street.alliance, month=month)
    agree_close(actor=street.people["jiandu"], period=period)
