"""A merchant's payment bill of WeChat or Alipay, read and held against its own totals (docs/rules/bills.md)."""

from gongjian.rulebook.bills.bill import Bill, Channel, LeftOut, Payment, Reason
from gongjian.rulebook.bills.reading import read_bill

__all__ = ["Bill", "Channel", "LeftOut", "Payment", "Reason", "read_bill"]
