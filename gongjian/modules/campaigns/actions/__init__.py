"""Every write about campaigns, their boxes and their bills."""

from gongjian.modules.campaigns.actions.bills import Told, drop_bill, enter_bill, judge_payment, read_bill, reopen_bill
from gongjian.modules.campaigns.actions.boxes import (
    bank_box,
    close_box,
    hand_out_box,
    reopen_box,
    seal_box,
    submit_count,
)
from gongjian.modules.campaigns.actions.openings import Outline, open_campaign

__all__ = [
    "Outline",
    "Told",
    "bank_box",
    "close_box",
    "drop_bill",
    "enter_bill",
    "hand_out_box",
    "judge_payment",
    "open_campaign",
    "read_bill",
    "reopen_bill",
    "reopen_box",
    "seal_box",
    "submit_count",
]
