"""Pages of the books, for those who keep them."""

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
    "agree_close",
    "agree_reversal",
    "ask_reversal",
    "cash_book",
    "confirm_head",
    "entries",
    "entry",
    "explain_alarm",
    "head",
    "heads",
    "periods",
    "propose_close",
    "refuse_close",
    "refuse_reversal",
    "statements",
    "take_cash_book",
    "take_statements",
    "trial_balance",
]
