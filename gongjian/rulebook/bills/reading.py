"""A whole bill: which one it is, its rows, and what must hold of all of them together."""

from collections.abc import Iterable, Sequence

from gongjian.rulebook.bills import alipay, wechat
from gongjian.rulebook.bills.bill import Bill, Channel, Payment
from gongjian.rulebook.bills.heads import find_head
from gongjian.rulebook.errors import RuleBroken


def read_bill(lines: Sequence[str]) -> Bill:
    """The bill that these lines are; raises `bills.…` with the line for whatever is not exactly one merchant's bill."""
    head = find_head(lines)
    bill = wechat.read(lines, head) if head.channel is Channel.WECHAT else alipay.read(lines, head)
    _check_once(bill.payments)
    return bill


def _check_once(payments: Iterable[Payment]) -> None:
    """One payment stands in a bill once: the second time somebody pasted, or changed it."""
    seen: dict[tuple[str, str], Payment] = {}
    for payment in payments:
        first = seen.setdefault(payment.key, payment)
        if first is payment:
            continue
        if first._replace(line=payment.line) == payment:
            raise RuleBroken("bills.twice_alike", line=payment.line, first=first.line, number=payment.number)
        raise RuleBroken("bills.twice_different", line=payment.line, first=first.line, number=payment.number)
