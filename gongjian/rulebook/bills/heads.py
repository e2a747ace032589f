"""The head of a bill: which report it is, and where each column stands."""

import unicodedata
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from gongjian.rulebook.bills.bill import Channel
from gongjian.rulebook.errors import RuleBroken

LONGEST_LINE = 8_000
_LOOKED_AT = 60
_ENOUGH = 8
_TABLE_COLUMNS, _TABLE_LINES = 4, 2


def _columns(*names: str) -> tuple[str, ...]:
    return tuple(name for some in names for name in some.split(","))


WECHAT_ALL = _columns(
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额",
    "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注",
)
WECHAT_OLD = _columns(
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,总金额,代金券或立减优惠金额",
    "微信退款单号,商户退款单号,退款金额,代金券或立减优惠退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率",
)
WECHAT_SUCCESS = _columns(
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额",
    "商品名称,商户数据包,手续费,费率,订单金额,费率备注",
)
ALIPAY_DETAILS = _columns(
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额(元),商家实收(元),支付宝红包(元)",
    "集分宝(元),支付宝优惠(元),商家优惠(元),券核销金额(元),券名称,商家红包消费金额(元),卡消费金额(元),退款批次号/请求号,服务费(元),分润(元),备注",
)
LAYOUTS = {Channel.WECHAT: (WECHAT_ALL, WECHAT_OLD, WECHAT_SUCCESS), Channel.ALIPAY: (ALIPAY_DETAILS,)}

# One thing under two names, in bills of different years.
_ALSO_CALLED = {
    "子商户号": "特约商户号",
    "企业红包金额": "代金券或立减优惠金额",
    "企业红包退款金额": "代金券或立减优惠退款金额",
}
_INSTEAD = {Channel.WECHAT: "交易账单（全部）", Channel.ALIPAY: "业务明细"}
# What the other reports of both have in their heads: the report, and whose it is.
_OTHER_HEADS = (
    ({"资金流水单号"}, "资金账单", Channel.WECHAT),
    ({"退款申请时间", "退款成功时间"}, "只有退款的交易账单", Channel.WECHAT),
    ({"账务流水号"}, "账务明细", Channel.ALIPAY),
    ({"交易订单总笔数", "退款订单总笔数"}, "业务明细汇总", Channel.ALIPAY),
)
_OTHER_TITLES = (
    ("支付宝账务明细查询", "账务明细"),
    ("支付宝账务汇总查询", "账务汇总"),
    ("支付宝业务汇总查询", "业务明细汇总"),
)
_PERSONAL_HEADS = (
    ({"交易时间", "交易类型", "交易对方"}, Channel.WECHAT),
    ({"交易时间", "交易分类", "交易对方"}, Channel.ALIPAY),
    ({"交易创建时间", "交易来源地", "交易对方"}, Channel.ALIPAY),
)
_PERSONAL_TITLES = (
    ("微信支付账单明细", Channel.WECHAT),
    ("支付宝交易记录明细查询", Channel.ALIPAY),
    ("电子客户回单", Channel.ALIPAY),
)
_MERCHANT_TITLE = "支付宝业务明细查询"


class Head(NamedTuple):
    """The head of a merchant's bill: the place of its line, counted from 0, and the places of its columns."""

    channel: Channel
    at: int
    columns: int
    width: int
    places: dict[str, int]


def plain(line: str) -> str:
    """A line that the channel wrote, with narrow brackets, colons and commas."""
    return unicodedata.normalize("NFKC", line).strip('\ufeff \t`"')


def is_blank(line: str) -> bool:
    """Whether nothing stands in a line; a sheet program fills up with commas."""
    return not line.strip(', \t`"\ufeff')


def names_in(line: str) -> list[str]:
    """The names of columns in a line, without the empty ones at its end."""
    names = [name.strip('\ufeff \t`"') for name in plain(line).replace(" ", "").split(",")]
    while names and not names[-1]:
        names.pop()
    return [_ALSO_CALLED.get(name, name) for name in names]


def find_head(lines: Sequence[str]) -> Head:
    """The head of a merchant's bill; every other file is refused by what it is."""
    long = next((at for at, line in enumerate(lines) if len(line) > LONGEST_LINE), None)
    if long is not None:
        raise RuleBroken("bills.line_too_long", line=long + 1, most=LONGEST_LINE)
    if all(is_blank(line) for line in lines):
        raise RuleBroken("bills.empty")
    for at, names in _first_lines(lines):
        _refuse_others(at + 1, names)
        for channel, layouts in LAYOUTS.items():
            if len({name for layout in layouts for name in layout} & set(names)) >= _ENOUGH:
                return _head(channel, at, names, lines[at])
    raise _headless(lines)


def _first_lines(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    return ((at, names_in(line)) for at, line in enumerate(lines[:_LOOKED_AT]))


def _refuse_others(line: int, names: Collection[str]) -> None:
    for marks, report, app in _OTHER_HEADS:
        if marks <= set(names):
            raise RuleBroken("bills.other_report", line=line, report=report, instead=_INSTEAD[app])
    for marks, app in _PERSONAL_HEADS:
        if marks <= set(names):
            raise RuleBroken("bills.personal_account", line=line, app=app)


def _head(channel: Channel, at: int, names: list[str], line: str) -> Head:
    twice = next((name for place, name in enumerate(names) if name in names[:place]), None)
    if twice is not None:
        raise RuleBroken("bills.column_twice", line=at + 1, column=twice)
    layout = min(LAYOUTS[channel], key=lambda known: len(set(known) ^ set(names)))
    missing = next((name for name in layout if name not in names), None)
    if missing is not None:
        raise RuleBroken("bills.missing_column", line=at + 1, column=missing)
    unknown = next((name for name in names if name not in layout), None)
    if unknown is not None:
        raise RuleBroken("bills.unknown_column", line=at + 1, column=unknown[:40])
    return Head(channel, at, len(names), plain(line).count(",") + 1, {name: at for at, name in enumerate(names)})


def _headless(lines: Sequence[str]) -> RuleBroken:
    """Why a file without the head of a merchant's bill is refused."""
    first = [plain(line) for line in lines[:_LOOKED_AT]]
    for at, line in enumerate(first, start=1):
        for title, app in _PERSONAL_TITLES:
            if title in line:
                return RuleBroken("bills.personal_account", line=at, app=app)
        for title, report in _OTHER_TITLES:
            if title in line:
                return RuleBroken("bills.other_report", line=at, report=report, instead=_INSTEAD[Channel.ALIPAY])
    if any(_MERCHANT_TITLE in line for line in first) or any(",`" in line for line in lines[:_LOOKED_AT]):
        return RuleBroken("bills.no_head")
    if sum(line.count(",") >= _TABLE_COLUMNS for line in first) >= _TABLE_LINES:
        return RuleBroken("bills.another_program")
    return RuleBroken("bills.not_a_bill")
