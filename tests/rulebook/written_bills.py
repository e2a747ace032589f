"""The good bills of docs/rules/bills.md, and any payments that a bill may hold, to be written and read again."""

from datetime import datetime

from hypothesis import strategies as some

from gongjian.rulebook.bills import Payment
from gongjian.rulebook.bills.cells import LONGEST_WORDS
from tests.rulebook.examples import block

ACCOUNT, SELLER = "1900000001", "20880000000000000156"
FIRST_DAY, LAST_DAY = datetime(2014, 1, 1), datetime(2035, 12, 31, 23, 59, 59)  # noqa: DTZ001  a bill knows only the clock of Shanghai

NUMBERS = some.integers(10**9, 10**32 - 1).map(str)
ORDERS = some.text("YRJ0123456789abc_|*@-", max_size=32)
PAYERS = some.sampled_from(["", "*小明(138****0000)", "**博(hon***@qq.com)", "*某有限公司(gon***@163.com)"])
PRINTABLE = some.characters(exclude_categories=("C", "Z"))
# No cell of WeChat holds a comma and a backtick: that is what parts its cells.
PRODUCTS = some.text(PRINTABLE, max_size=30).filter(lambda words: ",`" not in words and len(words) <= LONGEST_WORDS)


def lines_of(text):
    return text.replace("⏎", "\n").replace("⇥", "\t").split("\n")


def wechat():
    return lines_of(block("bills", "wechat").removesuffix("\n"))


def alipay():
    return lines_of(block("bills", "alipay").removesuffix("\n"))


@some.composite
def payments(draw: some.DrawFn, *, first_line: int, refunds: bool = True, payers: bool = False) -> list[Payment]:
    """Payments and refunds as they follow each other in a file, each once."""
    keys = draw(
        some.lists(some.tuples(NUMBERS, some.just("") | NUMBERS if refunds else some.just("")), unique=True, max_size=8)
    )
    found = []
    for line, (number, refund) in enumerate(keys, start=first_line):
        sign = -1 if refund else 1
        amount = draw(some.integers(1, 99_999_999_999))
        fee = draw(some.integers(0, 9_999_999))
        moment = draw(some.datetimes(FIRST_DAY, LAST_DAY)).replace(microsecond=0)
        payer = draw(PAYERS) if payers else ""
        words = draw(ORDERS), draw(PRODUCTS)
        found.append(Payment(line, number, words[0], refund, sign * amount, sign * fee, moment, words[1], payer))
    return found
