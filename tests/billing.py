"""Payment bills as the merchants' platforms give them, read for a campaign of the cast."""

from datetime import date, datetime, time

from gongjian.config.demo.bill_files import alipay_bill, wechat_bill
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import Bill, Campaign, Gift
from gongjian.modules.campaigns.models import Payment as Row
from gongjian.rulebook.bills import Payment
from tests import given
from tests.cast import Cast

MERCHANT = "1900000001"
ACCOUNT = "20880000000000000156"


def paid(number: int, amount: int = 100_00, *, on: date = given.TODAY, fee: int = 0, refund: str = "") -> Payment:
    """A payment, or a refund of the payment of that number; amounts in fen."""
    at = datetime.combine(on, time(10, number % 60))
    order = f"42000000002026{number:014d}"
    return Payment(0, order, f"YRJ{number:06d}", refund, -amount if refund else amount, fee, at, "慈善一日捐", "")


def wechat(*payments: Payment) -> bytes:
    """The file of WeChat Pay."""
    return wechat_bill(payments, account=MERCHANT)


def alipay(*payments: Payment) -> bytes:
    """The archive of Alipay."""
    days = [payment.paid_at.date() for payment in payments]
    return alipay_bill(payments, account=ACCOUNT, begins=min(days), ends=max(days))


def sheet(*payments: Payment) -> actions.Told:
    """What the program makes of the file."""
    return actions.Told.by(wechat(*payments))


def read(cast: Cast, campaign: Campaign, *payments: Payment) -> Bill:
    """The cashier has read a bill with these payments."""
    return actions.read_bill(actor=cast.cashier, campaign=campaign, told=sheet(*payments))


def _campaign(cast: Cast) -> Campaign:
    return Campaign.objects.filter(alliance=cast.alliance).first() or given.campaign(cast)


def read_bill(cast: Cast) -> Bill:
    """A bill of three gifts, 260.00 yuan, that waits to be checked."""
    return read(cast, _campaign(cast), paid(1), paid(2, 150_00), paid(3, 10_00))


def doubtful_bill(cast: Cast) -> Bill:
    """A bill on which one of two payments came before the campaign had begun."""
    campaign = _campaign(cast)
    return read(cast, campaign, paid(1), paid(2, 5_00, on=campaign.began_on.replace(day=1)))


def entered_bill(cast: Cast) -> Bill:
    """The same three gifts in the books."""
    return actions.enter_bill(actor=cast.supervisor, bill=read_bill(cast))


def next_doors_bill(cast: Cast) -> Bill:
    """A bill of the alliance next door, with a payment."""
    campaign = Campaign.objects.filter(alliance=cast.next_door).first() or given.next_doors_campaign(cast)
    facts = {"account": MERCHANT, "fingerprint": "ab" * 32, "begins": given.TODAY, "ends": given.TODAY}
    owned = {"alliance": cast.next_door}
    bill = Bill.objects.create(
        **owned, campaign=campaign, channel="wechat", read_by=cast.neighbour, read_at=given.NOON, **facts
    )
    Row.objects.create(**owned, bill=bill, line=2, mark="ab" * 32, tail="000001", amount=1, fee=0, paid_at=given.NOON)
    return bill


def doubt(cast: Cast) -> Row:
    """A payment about which somebody has to decide."""
    return doubtful_bill(cast).payments.order_by("paid_at")[0]


def gift(cast: Cast) -> Gift:
    """A gift in the books."""
    return Gift.objects.filter(entry=entered_bill(cast).entry_id).order_by("place")[0]
