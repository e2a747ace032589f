"""What a cashier asks to have entered, for whoever has to agree."""

from typing import Any

from gongjian.foundation.accounts.models import Person
from gongjian.modules.ledger.actions import Wanted, add_goods, agree_booking, ask_booking, open_free_fund
from gongjian.modules.ledger.models import BookingRequest, Fund, Goods
from gongjian.rulebook import ledger
from gongjian.rulebook.ledger import EntryKind
from tests import given
from tests.cast import Cast
from tests.modules.members.people import newcomer


# What each kind of thing needs besides a fund: from where, to where, and how much.
def _from(kind: EntryKind, from_account: str, to_account: str, **told: object) -> dict[str, Any]:
    return {"kind": kind, "from_account": from_account, "to_account": to_account, "words": "配镜"} | told


PAYMENT = _from(EntryKind.PAID, ledger.BANK, ledger.AID, amount=120_00)
INTEREST = _from(EntryKind.INCOME_RECEIVED, ledger.OTHER_INCOME, ledger.BANK, amount=1_23)
ALLOCATION = _from(EntryKind.ALLOCATED, ledger.BANK, ledger.BANK, amount=60_00)
HANDED = _from(EntryKind.CASH_HANDED, ledger.CASH, ledger.CASH, amount=100_00)
BANKED = _from(EntryKind.CASH_BANKED, ledger.CASH, ledger.BANK, amount=100_00)
SENT = _from(EntryKind.CASH_SENT, ledger.CASH, ledger.IN_TRANSIT, amount=100_00)
ARRIVED = _from(EntryKind.CASH_ARRIVED, ledger.IN_TRANSIT, ledger.BANK, amount=100_00)
QUILTS = _from(EntryKind.GOODS_RECEIVED, ledger.DONATIONS, ledger.GOODS, amount=20)
QUILTS_GIVEN = _from(EntryKind.GOODS_GIVEN, ledger.GOODS, ledger.AID, amount=5)
QUILTS_HANDED = _from(EntryKind.GOODS_HANDED, ledger.GOODS, ledger.GOODS, amount=5)


def asked(cast: Cast, fund: Fund, told: dict[str, Any], **more: object) -> BookingRequest:
    """The cashier asks."""
    return ask_booking(actor=cast.cashier, fund=fund, wanted=Wanted(**told, **more))  # type: ignore[arg-type]  as told


def money_in_the_bank(cast: Cast) -> Fund:
    """The fund of a campaign, with 4,386.50 yuan of it in the bank."""
    return given.banked_box(cast).campaign.fund


def money_in_hand(cast: Cast) -> Fund:
    """The fund of a campaign, with 4,386.50 yuan of it in the cashier's hands."""
    return given.counted_box(cast).campaign.fund


def payment(cast: Cast) -> BookingRequest:
    """The cashier has asked the secretary to pay 120 yuan out of the bank."""
    return asked(cast, money_in_the_bank(cast), PAYMENT)


def sent(cast: Cast) -> BookingRequest:
    """The cashier says that 100 yuan are on their way to the bank."""
    return asked(cast, money_in_hand(cast), SENT)


def paid(cast: Cast) -> BookingRequest:
    """The secretary agreed to it."""
    return agree_booking(actor=cast.secretary, request=payment(cast))


def second_cashier(cast: Cast) -> Person:
    """Another person who keeps the cash."""
    return newcomer(cast, "cashier")


def handed_over(cast: Cast, receiver: Person) -> BookingRequest:
    """The cashier has asked another one to take 100 yuan over."""
    return asked(cast, money_in_hand(cast), HANDED, receiver_id=receiver.pk)


def free_fund(cast: Cast, name: str = "机动资金") -> Fund:
    """Money for no purpose; there is none in it yet."""
    return open_free_fund(actor=cast.secretary, alliance=cast.alliance, name=name)


def interest(cast: Cast, fund: Fund, amount: int = 100_00) -> BookingRequest:
    """Interest that a supervisor found on the bank's slip."""
    request = asked(cast, fund, INTEREST | {"amount": amount})
    return agree_booking(actor=cast.supervisor, request=request)


def quilts(cast: Cast) -> Goods:
    """Quilts, counted one by one."""
    return add_goods(actor=cast.cashier, alliance=cast.alliance, name="被子", unit="条")
