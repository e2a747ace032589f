"""Files that somebody made to do harm, or by mistake, each built in a few lines; and the good ones that they spoil."""

import io
import zipfile
from datetime import date, datetime, timedelta

import xlsxwriter

from gongjian.config.demo.bill_files import alipay_bill, wechat_bill
from gongjian.rulebook.bills import Payment

MEGABYTE = 1024 * 1024
DAY = date(2025, 1, 2)
NINE = datetime(2025, 1, 2, 9)  # noqa: DTZ001  a bill knows only the clock of Shanghai
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def payments(first_line):
    """Three gifts, and the first of them given back in part."""
    given = [
        Payment(first_line + n, f"42000000000000000{n}", f"YRJ{n}", "", 100_00 + n, 60, NINE, f"慈善,{n}", "")
        for n in range(3)
    ]
    back = given[0]._replace(line=first_line + 3, refund="50300001", amount=-20_00, fee=-12)
    return [*given, back._replace(paid_at=NINE + timedelta(hours=1))]


def wechat():
    """A good bill of WeChat."""
    return wechat_bill(payments(2), account="1900000001")


def alipay():
    """A good bill of Alipay, packed as it comes."""
    return alipay_bill(payments(6), account="20880000000000000156", begins=DAY, ends=DAY)


def details():
    """The details of a good bill of Alipay, out of their archive."""
    with zipfile.ZipFile(io.BytesIO(alipay())) as archive:
        return archive.read(archive.infolist()[0])


def spoiled(old, new, content=None, count=1):
    """A good bill with something else in one place."""
    content = content or wechat()
    assert old.encode() in content, old
    return content.replace(old.encode(), new.encode(), count)


def spoiled_details(old, new):
    """The same of Alipay, which writes GBK."""
    text = details().decode("gb18030")
    assert old in text, old
    return text.replace(old, new, 1).encode("gb18030")


def packed(*files, kind=zipfile.ZIP_DEFLATED):
    """An archive of files by name; one name may come twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def patched(content, signature, at, new):
    """An archive with other bytes behind each record of a kind."""
    content, found = bytearray(content), 0
    while (found := content.find(signature, found)) >= 0:
        content[found + at : found + at + len(new)] = new
        found += 4
    return bytes(content)


def bomb():
    """A hundred megabytes of nothing in a hundred kilobytes."""
    return packed(("明细.csv", b"0" * 100 * MEGABYTE))


def lying_bomb():
    """The same, but it says that it is a thousand bytes."""
    small = (1000).to_bytes(4, "little")
    return patched(patched(bomb(), b"PK\x03\x04", 22, small), b"PK\x01\x02", 24, small)


def lying_bomb_of_another_kind():
    """One whose way of packing cannot be unpacked piece by piece."""
    return packed(("明细.csv", b"0" * 100 * MEGABYTE), kind=zipfile.ZIP_BZIP2)


def boasting():
    """An archive with less in it than it says."""
    large = (50_000).to_bytes(4, "little")
    content = packed(("明细.csv", details()))
    return patched(patched(content, b"PK\x03\x04", 22, large), b"PK\x01\x02", 24, large)


def overlapping_bomb():
    """Ten names for one part of the file, of which each says that it is nine megabytes."""
    return packed(*((f"{n}.csv", b"0" * 9 * MEGABYTE) for n in range(10)))


def many_files():
    """More files than a bill can have."""
    return packed(*((f"{n}.csv", b"") for n in range(11)))


def long_list():
    """A list of fifty thousand files that says it is one of two."""
    content = packed(*((f"{n}.csv", b"") for n in range(50_000)))
    return patched(content, b"PK\x05\x06", 8, b"\2\0\2\0")


def of_the_long_kind():
    """An archive whose list is told of in a second place, where nobody checks its length."""
    content = packed(("明细.csv", details()))
    at = content.rindex(b"PK\x05\x06")
    return content[:at] + b"PK\x06\x07" + bytes(16) + content[at:]


def locked():
    """An archive with a password."""
    content = packed(("明细.csv", details()))
    return patched(patched(content, b"PK\x03\x04", 6, b"\1\0"), b"PK\x01\x02", 8, b"\1\0")


def linked():
    """An archive with a link to a file of the server."""
    link = zipfile.ZipInfo("明细.csv")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    return packed((link, b"/etc/passwd"))


def nameless():
    """An archive with a file whose name ends before it begins."""
    return packed(("details.csv", details())).replace(b"details.csv", b"\0etails.csv")


def broken_sum():
    """An archive of which one byte fell over."""
    content = packed(("明细.csv", details()), kind=zipfile.ZIP_STORED)
    return content.replace(b"2025-01-02 09", b"2025-01-02 08", 1)


def renamed_inside():
    """An archive whose list and whose parts tell different names."""
    return packed(("details.csv", details())).replace(b"details.csv", b"otherss.csv", 1)


def workbook():
    """A bill that somebody opened in a sheet program and saved."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, ["交易时间", "商户号"])
    return out.getvalue()


def personal():
    """What WeChat gives to a person."""
    head = "微信支付账单明细,,,\n微信昵称：[小明],,,\n" + ",,,\n" * 14
    return (head + "交易时间,交易类型,交易对方,商品,收/支,金额(元)\n").encode("utf-8-sig")


def personal_of_alipay():
    """What Alipay gives to a person."""
    head = "------------------支付宝（中国）网络技术有限公司  电子客户回单------------------\n"
    return (head + "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,\n").encode("gb18030")


def ledger_of_alipay():
    """The other report of Alipay."""
    return "#支付宝账务明细查询,,,\r\n#账号：[2088],,,\r\n账务流水号,业务流水号,商户订单号\r\n".encode("gb18030")


def bank():
    """What a bank gives."""
    rows = ["交易日期,摘要,借方,贷方,余额,对方户名"] + [
        "20250102,转账,0.00,9.00,9.00,支付宝（中国）网络技术有限公司"
    ] * 3
    return "\r\n".join(rows).encode("gb18030")


def cut_in_a_character():
    """A bill of which not all arrived: half of the last character that did."""
    content = wechat()
    return content[: content.rindex("申请退款总金额".encode()) + 1]


def cut_in_half_of_one():
    """The same of Alipay."""
    content = details()
    return content[: content.index("交易合计".encode("gb18030")) + 3]


def one_more():
    """A bill with a gift that somebody put in."""
    lines = wechat().splitlines(keepends=True)
    return b"".join([*lines[:3], lines[2].replace(b"420000000000000001", b"420000000000000009"), *lines[3:]])
