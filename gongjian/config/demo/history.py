"""The collection of 2018, replayed from its nine count sheets through the real actions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from gongjian.config.demo.street import Street
from gongjian.foundation import clock
from gongjian.foundation.sheets import read_sheet
from gongjian.modules.campaigns import actions
from gongjian.modules.campaigns.models import Campaign, CashBox
from gongjian.modules.campaigns.sheets import SheetOfCounts, read_count_sheet

SHEETS = Path(__file__).parent / "count_sheets"
COUNTERS = {"钱小清": "chuna", "连小通": "hangye", "孔小文": "xuexiao", "严细看": "jiandu"}

SEALED = datetime(2018, 1, 18, 8, 30, tzinfo=clock.SHANGHAI)
COUNTED = datetime(2018, 1, 20, 10, 0, tzinfo=clock.SHANGHAI)
BANKED = datetime(2018, 1, 22, 9, 30, tzinfo=clock.SHANGHAI)

# The public words identify nobody: no school, grade or illness (DOMAIN 5.2, 6.4).
SUMMARY = (
    "2018 年 1 月，眼镜街党总支为一名患病儿童发起慈善一日捐，商户、职工、居民一起伸手，"
    "两天里募捐箱收到的现金由两家单位的人当面各数一次。"
)


def replay_2018(street: Street) -> Campaign:
    """Nine boxes: sealed and handed out, counted by two people each, entered, banked."""
    sheets = [read_count_sheet(read_sheet(file)) for file in sorted(SHEETS.glob("*.xlsx"))]
    organiser = street.people["fuze"]
    with clock.set_to(SEALED):
        outline = actions.Outline(
            code="2018-1-huanbing-ertong",
            kind=Campaign.Kind.HISTORY,
            title="为一名患病儿童募捐",
            summary=SUMMARY,
            organiser=organiser,
            began_on=date(2018, 1, 18),
            ended_on=date(2018, 1, 19),
        )
        campaign = actions.open_campaign(actor=street.people["shuji"], alliance=street.alliance, outline=outline)
        boxes = [_put_out(street, campaign, sheet) for sheet in sheets]
    with clock.set_to(COUNTED):
        for box, sheet in zip(boxes, sheets, strict=True):
            count(street, box, sheet)
            actions.close_box(actor=street.people["chuna"], box=box)
    with clock.set_to(BANKED):
        for place, box in enumerate(boxes, start=1):
            actions.bank_box(actor=street.people["chuna"], box=box, deposit_slip=f"HD-20180122-{place:02d}")
    return campaign


def _put_out(street: Street, campaign: Campaign, sheet: SheetOfCounts) -> CashBox:
    organiser = street.people["fuze"]
    box = actions.seal_box(actor=organiser, campaign=campaign, place=sheet.place, seal_number=sheet.seal_number)
    return actions.hand_out_box(actor=organiser, box=box, back_on=date(2018, 1, 20))


def count(street: Street, box: CashBox, sheet: SheetOfCounts) -> None:
    """Hand in the sheet's counts in turn: 甲, 乙, and where they counted again 甲, 乙."""
    for place, counted in enumerate(sheet.counts):
        counter = COUNTERS[sheet.counters[place % 2]]
        actions.submit_count(actor=street.people[counter], box=box, count=counted)


@contextmanager
def on(day: date, hour: int = 9) -> Iterator[None]:
    """A moment of a day in Shanghai."""
    with clock.set_to(datetime(day.year, day.month, day.day, hour, tzinfo=clock.SHANGHAI)):
        yield
