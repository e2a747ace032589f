"""Payment bills as WeChat and Alipay write them, for the demo and the tests."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from gongjian.rulebook.bills import Payment
from gongjian.rulebook.bills.heads import ALIPAY_DETAILS, WECHAT_ALL, WECHAT_OLD, WECHAT_SUCCESS
from gongjian.rulebook.money import FEN_PER_YUAN

_WECHAT = {len(layout): layout for layout in (WECHAT_ALL, WECHAT_OLD, WECHAT_SUCCESS)}
_WECHAT_END = {
    27: "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额",
    24: "总交易单数,总交易额,总退款金额,总代金券或立减优惠退款金额,手续费总金额",
}
_WECHAT_END[20] = _WECHAT_END[27]
_SECONDS_BEFORE = timedelta(seconds=5)


def wechat_bill(payments: Sequence[Payment], *, account: str, columns: int = 27) -> bytes:
    """A trade bill of WeChat Pay in 27, 24 or 20 columns; the last has no place for refunds."""
    layout = _WECHAT[columns]
    rows = [_wechat_cells(payment, account) for payment in payments]
    given, back = _split(payment.amount for payment in payments)
    totals = {
        "总交易单数": str(len(payments)),
        **dict.fromkeys(("应结订单总金额", "订单总金额", "总交易额"), _yuan(given)),
        **dict.fromkeys(("退款总金额", "申请退款总金额", "总退款金额"), _yuan(back)),
        "手续费总金额": f"{_yuan(sum(payment.fee for payment in payments))}000",
    }
    end = _WECHAT_END[columns].split(",")
    lines = [
        ",".join(layout),
        *("`" + ",`".join(cells.get(name, "") for name in layout) for cells in rows),
        ",".join(end),
        "`" + ",`".join(totals.get(name, "0.00") for name in end),
        "",
    ]
    return "\r\n".join(lines).encode("utf-8-sig")


def alipay_bill(payments: Sequence[Payment], *, account: str, begins: date, ends: date) -> bytes:
    """The archive that Alipay hands out: details and sums, in GBK like the names of the files."""
    period = f"#起始日期：[{_midnight(begins)}]   终止日期：[{_midnight(ends + timedelta(days=1))}]"
    line = "#-----------------------------------------业务明细列表{}------------------------------------"
    amounts = [payment.amount for payment in payments]
    given, back = _split(amounts)
    details = [
        "#支付宝业务明细查询",
        f"#账号：[{account}]",
        period,
        line.format(""),
        ",".join(ALIPAY_DETAILS).replace("(", "（").replace(")", "）"),
        *(_alipay_line(payment) for payment in payments),
        line.format("结束"),
        f"#交易合计：{sum(amount > 0 for amount in amounts)}笔，商家实收共{_yuan(given)}元，商家优惠共0.00元",
        f"#退款合计：{sum(amount < 0 for amount in amounts)}笔，商家实收退款共{_yuan(-back)}元，商家优惠退款共0.00元",
    ]
    sums = ["#支付宝业务汇总查询", f"#账号：[{account}]", period, "门店编号,门店名称,交易订单总笔数,退款订单总笔数"]
    name = f"{account}_{begins:%Y%m%d}_业务明细"
    return _archive({f"{name}.csv": details, f"{name}(汇总).csv": sums})


def _wechat_cells(payment: Payment, account: str) -> dict[str, str]:
    given, back = _split([payment.amount])
    return {
        "交易时间": f"{payment.paid_at:%Y-%m-%d %H:%M:%S}",
        "公众账号ID": "wx0000000000000001",
        "商户号": account,
        "特约商户号": "0",
        "微信订单号": payment.number,
        "商户订单号": payment.order,
        "交易类型": "NATIVE",
        "交易状态": "REFUND" if payment.refund else "SUCCESS",
        "付款银行": "OTHERS",
        "货币种类": "CNY",
        **dict.fromkeys(("应结订单金额", "订单金额", "总金额"), _yuan(given)),
        **dict.fromkeys(("代金券金额", "代金券或立减优惠金额"), "0.00"),
        **dict.fromkeys(("微信退款单号", "商户退款单号"), payment.refund or "0"),
        **dict.fromkeys(("退款金额", "申请退款金额"), _yuan(back)),
        **dict.fromkeys(("充值券退款金额", "代金券或立减优惠退款金额"), "0.00"),
        "退款类型": "ORIGINAL" if payment.refund else "",
        "退款状态": "SUCCESS" if payment.refund else "",
        "商品名称": payment.product,
        "手续费": f"{_yuan(payment.fee)}000",
        "费率": "0.60%",
    }


def _alipay_line(payment: Payment) -> str:
    nothing = "0.00"
    cells = {
        "支付宝交易号": f"{payment.number}\t",
        "商户订单号": f"{payment.order}\t",
        "业务类型": "退款\t" if payment.refund else "交易\t",
        "商品名称": f"{payment.product}\t",
        "创建时间": f"{payment.paid_at - _SECONDS_BEFORE:%Y-%m-%d %H:%M:%S}",
        "完成时间": f"{payment.paid_at:%Y-%m-%d %H:%M:%S}",
        **dict.fromkeys(("门店编号", "门店名称", "操作员", "终端号"), "\t"),
        "对方账户": f"{payment.payer}\t",
        **dict.fromkeys(("订单金额(元)", "商家实收(元)"), _yuan(payment.amount)),
        **dict.fromkeys(("券名称", "备注"), ""),
        "商家红包消费金额(元)": f"{nothing}\t",
        "退款批次号/请求号": f"{payment.refund}\t",
        "服务费(元)": _yuan(payment.fee),
    }
    return ",".join(cells.get(name, nothing) for name in ALIPAY_DETAILS)


def _split(amounts: Iterable[int]) -> tuple[int, int]:
    """What was given, and what was given back, both above nothing."""
    known = list(amounts)
    return sum(amount for amount in known if amount > 0), -sum(amount for amount in known if amount < 0)


def _yuan(fen: int) -> str:
    yuan, rest = divmod(abs(fen), FEN_PER_YUAN)
    return f"{'-' if fen < 0 else ''}{yuan}.{rest:02d}"


def _midnight(day: date) -> str:
    return f"{day:%Y年%m月%d日} 00:00:00"


def _archive(files: dict[str, list[str]]) -> bytes:
    """An archive whose names are GBK without saying so: zipfile cannot write such, so they are put in afterwards."""
    out = io.BytesIO()
    names = {}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, lines) in enumerate(files.items()):
            meant = name.encode("gb18030")
            written = f"bill-{number}-".ljust(len(meant), "~")
            names[written.encode()] = meant
            text = "\r\n".join([*lines, ""]).encode("gb18030")
            archive.writestr(zipfile.ZipInfo(written), text, zipfile.ZIP_DEFLATED)
    packed = out.getvalue()
    for placeholder, meant in names.items():
        packed = packed.replace(placeholder, meant)
    return packed
