"""The details of a merchant's business at Alipay, 业务明细 in 25 columns (docs/rules/bills.md)."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from gongjian.rulebook.bills.bill import Bill, Channel, Payment
from gongjian.rulebook.bills.cells import FEE_DECIMALS, LONGEST_NUMBER, Row, in_fen, masked, told
from gongjian.rulebook.bills.heads import Head, is_blank, plain
from gongjian.rulebook.bills.totals import check_rows, check_totals, cut, figure
from gongjian.rulebook.errors import RuleBroken

_ACCOUNT = re.compile(r"账号:\s*\[?([^\],\s]+)\]?")
_PERIOD = re.compile(r"起始日期:\s*\[?([^\],]+?)\]?\s*终止日期:\s*\[?([^\],]+)")
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?: (\d{2}):(\d{2}):(\d{2}))?", re.ASCII)
_END = "业务明细列表结束"
_TOTALS = {
    kind: re.compile(rf"{kind}合计:\s*([^笔]*)笔,商家实收(?:退款)?共([^元]*)元,商家优惠(?:退款)?共([^元]*)元")
    for kind in ("交易", "退款")
}
_COLUMNS = ("商家实收(元)", "商家优惠(元)")
_ONE = 10**FEE_DECIMALS


def read(lines: Sequence[str], head: Head) -> Bill:
    """The bill below this head."""
    account = _account(lines, head)
    begins, ends = _period(lines, head)
    end = next((at for at in range(head.at + 1, len(lines)) if lines[at].startswith(("#", '"#'))), None)
    if end is None:
        raise cut(lines)
    check_rows(end - head.at - 1)
    counted = {f"{kind}{what}": 0 for kind in _TOTALS for what in ("笔数", *_COLUMNS)}
    payments = []
    for row in _rows(lines, head, end):
        kind = row.text("业务类型")
        if kind not in _TOTALS:
            raise RuleBroken("bills.unknown_kind", line=row.line, column="业务类型", typed=told(kind))
        counted[f"{kind}笔数"] += _ONE
        for column in _COLUMNS:
            counted[f"{kind}{column}"] += row.exact(column)
        payments.append(_payment(row, begins, ends, is_refund=kind == "退款"))
    _check_end(lines, end, {total: abs(exact) for total, exact in counted.items()})
    return Bill(Channel.ALIPAY, account, head.columns, begins, ends, tuple(payments))


def _account(lines: Sequence[str], head: Head) -> str:
    found = [(at + 1, known[1]) for at in range(head.at) if (known := _ACCOUNT.search(plain(lines[at])))]
    if not found:
        raise RuleBroken("bills.no_preamble", line=head.at + 1, column="账号")
    (top, first), *others = found
    if len(first) > LONGEST_NUMBER or not first.isprintable():
        raise RuleBroken("bills.not_a_number", line=top, column="账号", typed=told(first))
    for line, account in others:
        if account != first:
            raise RuleBroken("bills.more_accounts", line=line, account=told(account), first=told(first))
    return first


def _period(lines: Sequence[str], head: Head) -> tuple[date, date]:
    """The first and the last day; an end at midnight is the end of the day before."""
    for at in range(head.at):
        if known := _PERIOD.search(plain(lines[at])):
            begins, _nothing = _day(at + 1, "起始日期", known[1])
            ends, midnight = _day(at + 1, "终止日期", known[2])
            if begins > ends:
                raise RuleBroken("bills.not_a_time", line=at + 1, column="终止日期", typed=told(known[2]))
            return begins, ends - timedelta(days=1) if midnight and ends > begins else ends
    raise RuleBroken("bills.no_preamble", line=head.at + 1, column="起始日期")


def _day(line: int, column: str, typed: str) -> tuple[date, bool]:
    """A day of the file's own period, and whether it is said to begin there: at midnight."""
    known = _DAY.fullmatch(typed.strip())
    year, month, day, *clock = map(int, known.groups("0")) if known else (0, 0, 0)
    try:
        return date(year, month, day), not any(clock)
    except ValueError as error:
        raise RuleBroken("bills.not_a_time", line=line, column=column, typed=told(typed)) from error


def _payment(row: Row, begins: date, ends: date, *, is_refund: bool) -> Payment:
    paid_at = row.moment("完成时间")
    if not begins <= paid_at.date() <= ends:
        typed = told(row.text("完成时间"))
        raise RuleBroken(
            "bills.outside_period", line=row.line, typed=typed, begins=begins.isoformat(), ends=ends.isoformat()
        )
    amount, fee = row.exact("订单金额(元)"), in_fen(row.exact("服务费(元)"))
    # A refund is negative in most bills; in some it is not.
    amount = row.above_nothing(abs(amount) if is_refund else amount, "订单金额(元)")
    return Payment(
        line=row.line,
        number=row.needed("支付宝交易号"),
        order=row.number("商户订单号"),
        refund=row.refund_number("退款批次号/请求号") if is_refund else "",
        amount=-amount if is_refund else amount,
        fee=-fee if is_refund else fee,
        paid_at=paid_at,
        product=row.words("商品名称"),
        payer=masked(row.text("对方账户")),
    )


def _rows(lines: Sequence[str], head: Head, end: int) -> Iterator[Row]:
    product = head.places["商品名称"]
    for at in range(head.at + 1, end):
        if is_blank(line := lines[at]):
            continue
        cells = _cells(line, head.width, product)
        if len(cells) != head.width:
            raise RuleBroken("bills.cells", line=at + 1, cells=len(cells), columns=head.columns)
        yield Row(at + 1, cells, head.places)


def _cells(line: str, width: int, product: int) -> list[str]:
    """The cells of a line, with quotes or without; a product whose name holds commas ends with its tab."""
    cells = line.split(",")
    last = product + len(cells) - width
    # Before its tab there is none: what has one is already another cell.
    if last > product and "\t" not in "".join(cells[product:last]) and cells[last].endswith("\t"):
        cells[product : last + 1] = [",".join(cells[product : last + 1])]
    if line.startswith('"') or (len(cells) != width and '"' in line):
        try:
            return next(csv.reader([line]))
        except csv.Error:
            return cells
    return cells


def _check_end(lines: Sequence[str], end: int, counted: Mapping[str, int]) -> None:
    """The totals are complete, agree, and are the last thing in the file."""
    said: dict[str, int] = {}
    ended, last = False, end
    for at in range(end, len(lines)):
        if is_blank(lines[at]):
            continue
        line = plain(lines[at])
        if not line.startswith("#"):
            raise RuleBroken("bills.after_end", line=at + 1)
        ended, last = ended or _END in line, at
        here = _totals_in(at + 1, line)
        check_totals(at + 1, here, counted)
        said |= here
    if not ended or len(said) < len(counted):
        raise RuleBroken("bills.cut", line=last + 1)


def _totals_in(line: int, text: str) -> dict[str, int]:
    """The totals that one line says, without their signs: what was given back may be written either way."""
    return {
        kind + what: abs(figure(line, kind + what, typed))
        for kind, totals in _TOTALS.items()
        if (found := totals.search(text))
        for what, typed in zip(("笔数", *_COLUMNS), found.groups(), strict=True)
    }
