"""This year's 慈善一日捐, in progress: a box in every state, a late promise, a reversal that waits."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from gongjian.config.demo.bill_files import alipay_bill, wechat_bill
from gongjian.config.demo.history import on
from gongjian.config.demo.street import Street
from gongjian.foundation import clock
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import Campaign, CashBox
from gongjian.modules.ledger.actions import ask_reversal
from gongjian.modules.ledger.queries import entry_from
from gongjian.rulebook.bills import Payment
from gongjian.rulebook.cash import DENOMINATIONS, CashCount, cash_count

RIGHT = cash_count(dict(zip(DENOMINATIONS, (21, 18, 34, 47, 31, 62, 33, 30), strict=True)))
SLIP = cash_count(dict(RIGHT.pieces) | {20_00: 33})
SLIP_AGAIN = cash_count(dict(RIGHT.pieces) | {20_00: 32})
NOTHING = cash_count({})


def begin_this_year(street: Street) -> Campaign:
    """Everything a visitor may want to try, due around today."""
    today = clock.today()
    with on(today - timedelta(days=6)):
        outline = actions.Outline(
            code=f"{today.year}-cishan-yirijuan",
            kind=Campaign.Kind.HANDED_OVER,
            title=f"{today.year} 年慈善一日捐",
            summary="自愿参加，多少随心。募到的钱全部交给有公开募捐资格的慈善组织，每只箱由两家单位的人各数一次。",
            organiser=street.people["fuze"],
            papers={
                "charity": "上海市慈善基金会静安区代表处",
                "left_over": "全部交给慈善组织，没有余款。",
                "related": "没有",
            },
            began_on=today - timedelta(days=6),
            ended_on=today + timedelta(days=8),
        )
        campaign = actions.open_campaign(actor=street.people["shuji"], alliance=street.alliance, outline=outline)
    _finished(street, campaign, today)
    _online(street, campaign, today)
    _under_way(street, campaign, today)
    return campaign


def _finished(street: Street, campaign: Campaign, today: date) -> None:
    """Banked; found empty; banked a day late; waiting to be banked; with a reversal asked for."""
    cashier = street.people["chuna"]
    banked = _box(street, campaign, "东口", today - timedelta(days=5))
    empty = _box(street, campaign, "12 号门口", today - timedelta(days=5))
    late = _box(street, campaign, "西口", today - timedelta(days=5))
    with on(today - timedelta(days=5), 17):
        for box, counted in ((banked, RIGHT), (empty, NOTHING), (late, SLIP)):
            _count(street, box, [counted, counted])
            actions.close_box(actor=cashier, box=box)
    with on(today - timedelta(days=4)):
        actions.bank_box(actor=cashier, box=banked, deposit_slip="HD-0401")
    with on(today - timedelta(days=1)):
        actions.bank_box(actor=cashier, box=late, deposit_slip="HD-0402")
    to_bank, doubtful = (
        _box(street, campaign, place, today - timedelta(days=1)) for place in ("物业大厅", "33 号门口")
    )
    with on(today - timedelta(days=1), 17):
        for box, counted in ((to_bank, RIGHT), (doubtful, SLIP)):
            _count(street, box, [counted, counted])
            actions.close_box(actor=cashier, box=box)
        ask_reversal(actor=cashier, entry=entry_from(doubtful.ref), reason="箱底又找到一张 20 元，要重新清点")


def _online(street: Street, campaign: Campaign, today: date) -> None:
    """A bill of WeChat in the books, with a refund; one of Alipay with a payment that came too early."""
    cashier, early = street.people["chuna"], campaign.began_on - timedelta(days=2)
    wechat = [_paid(number, today - timedelta(days=3), amount) for number, amount in enumerate(_ONLINE, start=1)]
    back = wechat[2]._replace(refund="5030000001", amount=-wechat[2].amount)
    alipay = [_paid(41, today - timedelta(days=2), 66_00), _paid(42, early, 20_00), _paid(43, today, 188_00)]
    with on(today - timedelta(days=1), 18):
        told = actions.Told.by(wechat_bill([*wechat, back], account="1900000001"))
        bill = actions.read_bill(actor=cashier, campaign=campaign, told=told)
    with on(today - timedelta(days=1), 19):
        actions.enter_bill(actor=street.people["jiandu"], bill=bill)
    content = alipay_bill(alipay, account="20880000000000000156", begins=early, ends=today)
    actions.read_bill(actor=cashier, campaign=campaign, told=actions.Told.by(content))


_ONLINE = (20_00, 50_00, 100_00, 66_60, 10_00, 200_00, 88_00, 30_00, 5_00, 50_00, 168_00, 100_00)


def _paid(number: int, day: date, amount: int) -> Payment:
    at = datetime.combine(day, time(9 + number % 9, number % 60))
    return Payment(0, f"42000000{day:%Y%m%d}{number:012d}", f"YRJ{number:06d}", "", amount, 0, at, "慈善一日捐", "")


def _under_way(street: Street, campaign: Campaign, today: date) -> None:
    """Late; nobody yet; one count in; two that differ; twice different; agreed; and one still under its seal."""
    _box(street, campaign, "菜场门口", today - timedelta(days=2))
    _box(street, campaign, "青云路 88 号", today)
    for place, counts in (
        ("止园路口", [RIGHT]),
        ("小学门口", [RIGHT, SLIP]),
        ("居委会", [RIGHT, SLIP, RIGHT, SLIP_AGAIN]),
        ("验光中心", [RIGHT, RIGHT]),
    ):
        _count(street, _box(street, campaign, place, today), counts)
    number = campaign.boxes.count() + 1
    actions.seal_box(
        actor=street.people["fuze"], campaign=campaign, place="中学门口", seal_number=f"F-{today.year}-{number:02d}"
    )


def _box(street: Street, campaign: Campaign, place: str, back_on: date) -> CashBox:
    organiser, number = street.people["fuze"], campaign.boxes.count() + 1
    with on(back_on - timedelta(days=1)):
        seal = f"F-{back_on.year}-{number:02d}"
        box = actions.seal_box(actor=organiser, campaign=campaign, place=place, seal_number=seal)
        return actions.hand_out_box(actor=organiser, box=box, back_on=back_on)


def _count(street: Street, box: CashBox, counts: Sequence[CashCount]) -> None:
    for place, counted in enumerate(counts):
        actions.submit_count(actor=street.people[("chuna", "hangye")[place % 2]], box=box, count=counted)
