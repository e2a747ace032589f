"""Every write in the books."""

from gongjian.modules.ledger.actions.bookings import (
    Wanted,
    add_goods,
    agree_booking,
    ask_booking,
    open_free_fund,
    refuse_booking,
    withdraw_booking,
)
from gongjian.modules.ledger.actions.entries import (
    Booking,
    agree_reversal,
    ask_reversal,
    open_fund,
    post_entries,
    post_entry,
    refuse_reversal,
)
from gongjian.modules.ledger.actions.heads import confirm_head, explain_alarm, raise_alarm, sign_head
from gongjian.modules.ledger.actions.periods import agree_close, propose_close, refuse_close

__all__ = [
    "Booking",
    "Wanted",
    "add_goods",
    "agree_booking",
    "agree_close",
    "agree_reversal",
    "ask_booking",
    "ask_reversal",
    "confirm_head",
    "explain_alarm",
    "open_free_fund",
    "open_fund",
    "post_entries",
    "post_entry",
    "propose_close",
    "raise_alarm",
    "refuse_booking",
    "refuse_close",
    "refuse_reversal",
    "sign_head",
    "withdraw_booking",
]
