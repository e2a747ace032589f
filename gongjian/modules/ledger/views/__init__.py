"""Pages of the books, for those who keep them."""

from gongjian.modules.ledger.views.entries import agree_reversal, ask_reversal, entries, entry, refuse_reversal
from gongjian.modules.ledger.views.heads import confirm_head, explain_alarm, head, heads
from gongjian.modules.ledger.views.periods import agree_close, periods, propose_close, refuse_close, trial_balance

__all__ = [
    "agree_close",
    "agree_reversal",
    "ask_reversal",
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
    "trial_balance",
]
