"""Every write in the books."""

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
    "agree_close",
    "agree_reversal",
    "ask_reversal",
    "confirm_head",
    "explain_alarm",
    "open_fund",
    "post_entries",
    "post_entry",
    "propose_close",
    "raise_alarm",
    "refuse_close",
    "refuse_reversal",
    "sign_head",
]
