"""Pages of campaigns, their boxes and their bills."""

from gongjian.modules.campaigns.views.bills import bill, bills, drop_bill, enter_bill, judge_payment, read_bill
from gongjian.modules.campaigns.views.boxes import (
    bank_box,
    cash_box,
    cash_boxes,
    close_box,
    count_sheet,
    hand_out_box,
    seal_box,
    submit_count,
)
from gongjian.modules.campaigns.views.campaigns import campaign, campaigns, kinds, open_campaign
from gongjian.modules.campaigns.views.gifts import gift, gifts

__all__ = [
    "bank_box",
    "bill",
    "bills",
    "campaign",
    "campaigns",
    "cash_box",
    "cash_boxes",
    "close_box",
    "count_sheet",
    "drop_bill",
    "enter_bill",
    "gift",
    "gifts",
    "hand_out_box",
    "judge_payment",
    "kinds",
    "open_campaign",
    "read_bill",
    "seal_box",
    "submit_count",
]
