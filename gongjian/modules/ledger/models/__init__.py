"""The books and what stands around them. Only this module touches them."""

from gongjian.modules.ledger.models.bookings import BookingRequest
from gongjian.modules.ledger.models.books import Account, Custodian, Fund, Goods, JournalEntry, JournalLine, Memo
from gongjian.modules.ledger.models.heads import Alarm, Confirmation, Head
from gongjian.modules.ledger.models.periods import Period
from gongjian.modules.ledger.models.reversals import Reversal
from gongjian.modules.ledger.models.sums import MONEY, NOBODY, Balance, MonthlySum

__all__ = [
    "MONEY",
    "NOBODY",
    "Account",
    "Alarm",
    "Balance",
    "BookingRequest",
    "Confirmation",
    "Custodian",
    "Fund",
    "Goods",
    "Head",
    "JournalEntry",
    "JournalLine",
    "Memo",
    "MonthlySum",
    "Period",
    "Reversal",
]
