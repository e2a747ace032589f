"""Pages of the books, for those who keep them."""

from gongjian.modules.ledger.views.bookings import (
    add_goods,
    agree_booking,
    ask_booking,
    booking,
    bookings,
    open_free_fund,
    refuse_booking,
    withdraw_booking,
)
from gongjian.modules.ledger.views.entries import agree_reversal, ask_reversal, entries, entry, refuse_reversal
from gongjian.modules.ledger.views.heads import confirm_head, explain_alarm, head, heads
from gongjian.modules.ledger.views.periods import agree_close, periods, propose_close, refuse_close
from gongjian.modules.ledger.views.statements import (
    cash_book,
    statements,
    take_cash_book,
    take_statements,
    trial_balance,
)

__all__ = [
    "add_goods",
    "agree_booking",
    "agree_close",
    "agree_reversal",
    "ask_booking",
    "ask_reversal",
    "booking",
    "bookings",
    "cash_book",
    "confirm_head",
    "entries",
    "entry",
    "explain_alarm",
    "head",
    "heads",
    "open_free_fund",
    "periods",
    "propose_close",
    "refuse_booking",
    "refuse_close",
    "refuse_reversal",
    "statements",
    "take_cash_book",
    "take_statements",
    "trial_balance",
    "withdraw_booking",
]
