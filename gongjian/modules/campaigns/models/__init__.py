"""Campaigns, their boxes and counts, their bills and gifts."""

from gongjian.modules.campaigns.models.bills import Bill, Gift, Payment
from gongjian.modules.campaigns.models.boxes import CashBox, CashCount
from gongjian.modules.campaigns.models.campaigns import Campaign

__all__ = ["Bill", "Campaign", "CashBox", "CashCount", "Gift", "Payment"]
