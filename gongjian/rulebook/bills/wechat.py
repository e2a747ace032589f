"""The trade bill of a merchant at WeChat Pay, in 27, 24 or 20 columns (docs/rules/bills.md)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from gongjian.rulebook.bills.bill import Bill, Channel, LeftOut, Payment, Reason
from gongjian.rulebook.bills.cells import FEE_DECIMALS, Row, in_fen, told
from gongjian.rulebook.bills.heads import Head, is_blank, plain
from gongjian.rulebook.bills.totals import check_rows, check_totals, cut, figure
from gongjian.rulebook.errors import RuleBroken

_COUNT = "总交易单数"
_ONE = 10**FEE_DECIMALS
# Each total of the file, by the column that it is the sum of; older bills call some of them otherwise.
_TOTALS = {
    "应结订单总金额": "应结订单金额",
    "订单总金额": "订单金额",
    "总交易额": "总金额",
    "退款总金额": "退款金额",
    "总退款金额": "退款金额",
    "充值券退款总金额": "充值券退款金额",
    "总代金券或立减优惠退款金额": "代金券或立减优惠退款金额",
    "总企业红包退款金额": "代金券或立减优惠退款金额",
    "申请退款总金额": "申请退款金额",
    "手续费总金额": "手续费",
}
_OF_GIFTS = frozenset({"订单总金额", "总交易额"})
_OF_REFUNDS = frozenset({"退款金额", "充值券退款金额", "代金券或立减优惠退款金额", "申请退款金额"})
_YUAN = frozenset({"CNY", "RMB", "人民币"})
_UNFINISHED = {
    "PROCESSING": Reason.REFUND_PROCESSING,
    "CHANGE": Reason.REFUND_CHANGED,
    "FAIL": Reason.REFUND_FAILED,
}


class _Reader:
    """Reads row after row, and adds up what the totals are the sums of."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.gift = "订单金额" if "订单金额" in head.places else "总金额"
        self.given_back = "申请退款金额" if "申请退款金额" in head.places else "退款金额"
        self.summed = [column for column in dict.fromkeys(_TOTALS.values()) if column in head.places]
        self.sums = dict.fromkeys(self.summed, 0)
        self.accounts: tuple[str, str] | None = None
        self.moments: list[datetime] = []
        self.revoked: list[tuple[str, int, bool]] = []

    def read(self, row: Row) -> Payment | LeftOut | None:
        """The payment or refund of a row, or why it counts for nothing; None for a revocation, judged at the end."""
        figures = {column: row.exact(column) for column in self.summed}
        for column, exact in figures.items():
            self.sums[column] += abs(exact) if column in _OF_REFUNDS else exact
        paid_at = row.moment("交易时间")
        self.moments.append(paid_at)
        self._check_account(row)
        if (currency := row.text("货币种类")) not in _YUAN:
            raise RuleBroken("bills.currency", line=row.line, typed=told(currency))
        match state := row.text("交易状态"):
            case "SUCCESS":
                amount = row.above_nothing(figures[self.gift], self.gift)
                return self._payment(row, amount, in_fen(figures["手续费"]), paid_at)
            case "REFUND":
                return self._refund(row, figures, paid_at)
            case "REVOKED":
                self.revoked.append((row.needed("微信订单号"), row.line, bool(figures.get(self.given_back))))
                return None
        raise RuleBroken("bills.unknown_kind", line=row.line, column="交易状态", typed=told(state))

    def _payment(self, row: Row, amount: int, fee: int, paid_at: datetime, refund: str = "") -> Payment:
        return Payment(
            line=row.line,
            number=row.needed("微信订单号"),
            order=row.number("商户订单号"),
            refund=refund,
            amount=amount,
            fee=fee,
            paid_at=paid_at,
            product=row.words("商品名称"),
            # An openid names nobody whom a person could know.
            payer="",
        )

    def _refund(self, row: Row, figures: Mapping[str, int], paid_at: datetime) -> Payment | LeftOut:
        refund = row.refund_number("微信退款单号")
        state = row.text("退款状态")
        if state in _UNFINISHED:
            return LeftOut(row.line, _UNFINISHED[state])
        if state != "SUCCESS":
            raise RuleBroken("bills.unknown_kind", line=row.line, column="退款状态", typed=told(state))
        amount = row.above_nothing(abs(figures[self.given_back]), self.given_back)
        return self._payment(row, -amount, -in_fen(figures["手续费"]), paid_at, refund)

    def _check_account(self, row: Row) -> None:
        part = row.number("特约商户号")
        accounts = row.needed("商户号"), "" if part == "0" else part
        self.accounts = self.accounts or accounts
        for account, first in zip(accounts, self.accounts, strict=True):
            if account != first:
                raise RuleBroken("bills.more_accounts", line=row.line, account=account, first=first)


def read(lines: Sequence[str], head: Head) -> Bill:
    """The bill below this head."""
    end = next(
        (at for at in range(head.at + 1, len(lines)) if lines[at].lstrip('\ufeff \t`"').startswith(_COUNT)), None
    )
    if end is None:
        raise cut(lines)
    check_rows(end - head.at - 1)
    reader = _Reader(head)
    rows = [reader.read(row) for row in _rows(lines, head, end)]
    _check_end(lines, end, len(rows), reader.sums)
    if reader.accounts is None:
        raise RuleBroken("bills.nothing_in_it", line=head.at + 1)
    payments = [row for row in rows if isinstance(row, Payment)]
    left_out = [row for row in rows if isinstance(row, LeftOut)] + _revoked(payments, reader.revoked)
    gone = {line for line, _reason in left_out}
    return Bill(
        channel=Channel.WECHAT,
        account=reader.accounts[0],
        columns=head.columns,
        begins=min(reader.moments).date(),
        ends=max(reader.moments).date(),
        payments=tuple(payment for payment in payments if payment.line not in gone),
        left_out=tuple(sorted(left_out)),
    )


def _rows(lines: Sequence[str], head: Head, end: int) -> Iterator[Row]:
    for at in range(head.at + 1, end):
        if is_blank(line := lines[at]):
            continue
        # What people bought may have commas in its name, and no quotes around it; no cell holds a comma and a backtick.
        line = line.strip().rstrip(",") if head.width > head.columns else line.strip()
        cells = line.removeprefix("`").split(",`") if ",`" in line else line.split(",")
        if len(cells) != head.columns:
            raise RuleBroken("bills.cells", line=at + 1, cells=len(cells), columns=head.columns)
        yield Row(at + 1, cells, head.places)


def _revoked(payments: Iterable[Payment], revoked: Iterable[tuple[str, int, bool]]) -> list[LeftOut]:
    """Revocations, and the payments that they took back: neither counts, as if nobody had paid."""
    numbers = {number for number, _line, _gave_back in revoked}
    undone = [payment for payment in payments if payment.number in numbers and not payment.refund]
    found = {payment.number for payment in undone}
    left_out = [LeftOut(payment.line, Reason.REVOKED) for payment in undone]
    for number, line, gave_back in revoked:
        before = gave_back and number not in found
        left_out.append(LeftOut(line, Reason.REVOKED_BEFORE if before else Reason.REVOKED))
    return left_out


def _check_end(lines: Sequence[str], end: int, rows: int, sums: Mapping[str, int]) -> None:
    """The totals are complete, agree, and are the last thing in the file."""
    following = [at for at in range(end + 1, len(lines)) if not is_blank(lines[at])]
    names = [name.strip() for name in plain(lines[end]).rstrip(",").split(",")]
    if not following:
        raise cut(lines)
    at = following[0]
    typed = [cell.strip('` \t"') for cell in lines[at].split(",`" if ",`" in lines[at] else ",")]
    unknown = next((name for name in names if name != _COUNT and name not in _TOTALS), None)
    if unknown is not None:
        raise RuleBroken("bills.unknown_column", line=end + 1, column=told(unknown))
    if len(typed) < len(names) or "手续费总金额" not in names or not _OF_GIFTS & set(names):
        raise RuleBroken("bills.cut", line=at + 1)
    said = {name: figure(at + 1, name, cell) for name, cell in zip(names, typed, strict=False)}
    counted = {_COUNT: rows * _ONE} | {total: sums.get(column, 0) for total, column in _TOTALS.items()}
    said = {name: abs(amount) if _TOTALS.get(name) in _OF_REFUNDS else amount for name, amount in said.items()}
    check_totals(at + 1, said, counted)
    if len(following) > 1:
        raise RuleBroken("bills.after_end", line=following[1] + 1)
