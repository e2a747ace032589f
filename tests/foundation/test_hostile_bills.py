"""Files that are no good bill: each is refused for what it is, with its facts, and in little memory."""

import tracemalloc
import zipfile

import pytest

from gongjian.foundation.sheets.bills import MOST_LINES, read_lines
from gongjian.rulebook.bills import read_bill
from gongjian.rulebook.errors import RuleBroken
from tests.foundation import hostile_bills as hostile
from tests.foundation.hostile_bills import MEGABYTE, OLE, packed, spoiled, spoiled_details

pytestmark = pytest.mark.once

LITTLE = 60 * MEGABYTE

REFUSED_FILES = {
    "nothing": (lambda: b"", "sheets.bill_empty", {}),
    "too big": (lambda: b"x" * (30 * MEGABYTE + 1), "sheets.bill_too_big", {"most": 30}),
    "wide text": (lambda: hostile.wechat().decode("utf-8-sig").encode("utf-16"), "sheets.bill_wide_text", {}),
    "wide text the other way": (lambda: b"\xfe\xff" + "微信".encode("utf-16-be"), "sheets.bill_wide_text", {}),
    "wide text that does not say so": (lambda: "微信,支付,账单".encode("utf-16-le"), "sheets.bill_wide_text", {}),
    "very wide text": (lambda: "微信".encode("utf-32"), "sheets.bill_wide_text", {}),
    "a nought inside": (lambda: spoiled("慈善", "慈\0善"), "sheets.bill_not_text", {}),
    "letters of no kind": (lambda: b"\xff\xff\xff", "sheets.bill_unreadable", {}),
    "one letter fell over": (lambda: spoiled("慈善", "慈?善").replace(b"?", b"\xff"), "sheets.bill_unreadable", {}),
    "a workbook": (hostile.workbook, "sheets.bill_is_workbook", {}),
    "an old workbook": (lambda: OLE + bytes(512), "sheets.bill_is_workbook", {}),
    "an open workbook": (
        lambda: packed(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), kind=zipfile.ZIP_STORED),
        "sheets.bill_is_workbook",
        {},
    ),
    "a document": (lambda: b"%PDF-1.7\n", "sheets.bill_other_kind", {"file_kind": "document"}),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "sheets.bill_other_kind", {"file_kind": "picture"}),
    "a photograph": (lambda: b"\xff\xd8\xff\xe0" + bytes(99), "sheets.bill_other_kind", {"file_kind": "picture"}),
    "a moving picture": (lambda: b"GIF89a" + bytes(99), "sheets.bill_other_kind", {"file_kind": "picture"}),
    "an archive of another kind": (lambda: b"Rar!\x1a\7", "sheets.bill_other_kind", {"file_kind": "archive"}),
    "one of a third kind": (lambda: b"7z\xbc\xaf\x27\x1c", "sheets.bill_other_kind", {"file_kind": "archive"}),
    "one of a fourth kind": (lambda: b"\x1f\x8b\x08\0", "sheets.bill_other_kind", {"file_kind": "archive"}),
    "the page where one signs in": (
        "\ufeff\n<!DOCTYPE html><title>登录</title>".encode,
        "sheets.bill_other_kind",
        {"file_kind": "page"},
    ),
    "what a server says": (
        lambda: b"<xml><return_code>FAIL</return_code></xml>",
        "sheets.bill_other_kind",
        {"file_kind": "page"},
    ),
    "nothing but ends of lines": (lambda: b"\n" * 10 * MEGABYTE, "sheets.bill_too_long", {"most": MOST_LINES}),
    "the same of another system": (lambda: b"\r\n" * 9 * MEGABYTE, "sheets.bill_too_long", {"most": MOST_LINES}),
    "a bomb": (hostile.bomb, "sheets.bill_unpacks_too_big", {"most": 60}),
    "a bomb that lies": (hostile.lying_bomb, "sheets.bill_broken_archive", {}),
    "less than it says": (hostile.boasting, "sheets.bill_broken_archive", {}),
    "a bomb of another kind": (hostile.lying_bomb_of_another_kind, "sheets.bill_unpacks_too_big", {"most": 60}),
    "small, of another kind": (
        lambda: packed(("明细.csv", hostile.details()), kind=zipfile.ZIP_BZIP2),
        "sheets.bill_broken_archive",
        {},
    ),
    "a bomb in ten parts": (hostile.overlapping_bomb, "sheets.bill_unpacks_too_big", {"most": 60}),
    "many files": (hostile.many_files, "sheets.bill_too_many_files", {"most": 10}),
    "a long list": (hostile.long_list, "sheets.bill_too_many_files", {"most": 10}),
    "a list in a second place": (hostile.of_the_long_kind, "sheets.bill_too_many_files", {"most": 10}),
    "an archive in an archive": (lambda: packed(("明细.csv", hostile.alipay())), "sheets.bill_nested", {}),
    "a workbook in an archive": (lambda: packed(("明细.xlsx", hostile.workbook())), "sheets.bill_nested", {}),
    "a document in an archive": (
        lambda: packed(("明细.csv", b"%PDF-1.7")),
        "sheets.bill_other_kind",
        {"file_kind": "document"},
    ),
    "a password": (hostile.locked, "sheets.bill_locked", {}),
    "a link": (hostile.linked, "sheets.bill_unsafe_archive", {}),
    "a name that climbs": (lambda: packed(("../明细.csv", b"x")), "sheets.bill_unsafe_archive", {}),
    "a name that climbs elsewhere": (lambda: packed(("a\\..\\..\\x.csv", b"x")), "sheets.bill_unsafe_archive", {}),
    "a name from the top": (lambda: packed(("/etc/passwd", b"x")), "sheets.bill_unsafe_archive", {}),
    "a name with a drive": (lambda: packed(("C:明细.csv", b"x")), "sheets.bill_unsafe_archive", {}),
    "a name of nothing": (hostile.nameless, "sheets.bill_unsafe_archive", {}),
    "one byte fell over": (hostile.broken_sum, "sheets.bill_broken_archive", {}),
    "two names for one": (hostile.renamed_inside, "sheets.bill_broken_archive", {}),
    "half an archive": (lambda: hostile.alipay()[:-200], "sheets.bill_broken_archive", {}),
    "an archive cut in its last line": (lambda: hostile.alipay()[:-2], "sheets.bill_broken_archive", {}),
    "an empty archive": (packed, "sheets.bill_not_one", {"files": 0}),
    "an archive with sums only": (lambda: packed(("业务明细(汇总).csv", b"x")), "sheets.bill_not_one", {"files": 0}),
    "two bills": (
        lambda: packed(("一月.csv", hostile.details()), ("二月.csv", hostile.details())),
        "sheets.bill_not_one",
        {"files": 2},
    ),
}

REFUSED_BILLS = {
    "blanks": (lambda: b" \r\n,,,\r\n", "bills.empty", {}),
    "a letter": ("各位邻居，大家好。".encode, "bills.not_a_bill", {}),
    "a bank's": (hostile.bank, "bills.another_program", {}),
    "a person's": (hostile.personal, "bills.personal_account", {"line": 17, "app": "wechat"}),
    "a person's at the other": (hostile.personal_of_alipay, "bills.personal_account", {"line": 2, "app": "alipay"}),
    "another report": (
        hostile.ledger_of_alipay,
        "bills.other_report",
        {"line": 3, "report": "账务明细", "instead": "业务明细"},
    ),
    "cut in a character": (hostile.cut_in_a_character, "bills.cut", {"line": 6}),
    "cut in half of one": (hostile.cut_in_half_of_one, "bills.cut", {"line": 11}),
    "cut after a row": (lambda: b"".join(hostile.wechat().splitlines(keepends=True)[:4]), "bills.cut", {"line": 4}),
    "two in one": (lambda: hostile.wechat() + hostile.wechat(), "bills.after_end", {"line": 8}),
    "two of the other in one": (lambda: hostile.details() * 2, "bills.after_end", {"line": 17}),
    "a line without end": (
        lambda: hostile.wechat() + b"x" * 10 * MEGABYTE,
        "bills.line_too_long",
        {"line": 8, "most": 8_000},
    ),
    "nothing but commas in a row": (
        lambda: spoiled_details("慈善,0\t", "," * 7_000),
        "bills.cells",
        {"line": 6, "cells": 7_025, "columns": 25},
    ),
    "saved by a sheet program": (
        lambda: spoiled("420000000000000001", "4.2E+17"),
        "bills.spoiled_number",
        {"line": 3, "column": "微信订单号", "typed": "4.2E+17"},
    ),
    "an amount without end": (
        lambda: spoiled("`100.01", "`" + "9" * 2_000),
        "bills.not_an_amount",
        {"line": 3, "column": "应结订单金额", "typed": "9" * 40 + "…"},
    ),
    "digits of another script": (
        lambda: spoiled("`100.01", "`\u0661\u0660\u0660.\u0660\u0661"),
        "bills.not_an_amount",
        {"line": 3, "column": "应结订单金额", "typed": "\u0661\u0660\u0660.\u0660\u0661"},
    ),
    "a number that is none": (
        lambda: spoiled("`100.01", "`NaN"),
        "bills.not_an_amount",
        {"line": 3, "column": "应结订单金额", "typed": "NaN"},
    ),
    "one gift more": (
        hostile.one_more,
        "bills.total_differs",
        {"line": 8, "total": "总交易单数", "said": "4", "counted": "5"},
    ),
    "money of another country": (lambda: spoiled("`CNY", "`HKD"), "bills.currency", {"line": 2, "typed": "HKD"}),
    "a day that never was": (
        lambda: spoiled("2025-01-02", "2025-02-29"),
        "bills.not_a_time",
        {"line": 2, "column": "交易时间", "typed": "2025-02-29 09:00:00"},
    ),
    "a day from elsewhere": (
        lambda: spoiled_details("2025-01-02 09:00:00", "2025-01-09 09:00:00"),
        "bills.outside_period",
        {"line": 6, "typed": "2025-01-09 09:00:00", "begins": "2025-01-02", "ends": "2025-01-02"},
    ),
    "another's gift": (
        lambda: spoiled("`1900000001,`0,`,`420000000000000002", "`1900000002,`0,`,`420000000000000002"),
        "bills.more_accounts",
        {"line": 4, "account": "1900000002", "first": "1900000001"},
    ),
    "a number that turns round": (
        lambda: spoiled("420000000000000001", "42\u202e001"),
        "bills.not_a_number",
        {"line": 3, "column": "微信订单号", "typed": "42001"},
    ),
}


def refusal(ask):
    with pytest.raises(RuleBroken) as broken:
        ask()
    return broken.value.code, broken.value.facts


@pytest.mark.parametrize("name", REFUSED_FILES)
def test_a_file_that_is_no_text_of_a_bill_is_refused(name):
    build, code, facts = REFUSED_FILES[name]
    content = build()

    assert refusal(lambda: read_lines(content)) == (code, facts)


@pytest.mark.parametrize("name", REFUSED_BILLS)
def test_a_text_that_is_no_good_bill_is_refused(name):
    build, code, facts = REFUSED_BILLS[name]
    content = build()

    assert refusal(lambda: read_bill(read_lines(content).lines)) == (code, facts)


@pytest.mark.parametrize(
    "name", ["a bomb", "a bomb that lies", "a bomb of another kind", "a bomb in ten parts", "a long list"]
)
def test_a_bomb_takes_little_memory(name):
    content = REFUSED_FILES[name][0]()
    tracemalloc.start()
    refusal(lambda: read_lines(content))
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert most < LITTLE


@pytest.mark.parametrize("build", [hostile.wechat, hostile.alipay, hostile.details])
def test_the_good_ones_that_these_were_made_of_are_read(build):
    bill = read_bill(read_lines(build()).lines)

    assert (bill.total, bill.fee, len(bill.payments)) == (280_03, 168, 4)


def test_the_same_file_is_known_again_and_another_is_not():
    one, same, other = (read_lines(content) for content in (hostile.wechat(), hostile.wechat(), hostile.details()))

    assert one == same
    assert len({one.fingerprint, same.fingerprint, other.fingerprint}) == 2
    assert "慈善" not in repr(one)


def test_only_ends_of_lines_end_a_line():
    assert read_lines("一\u2028二\x0b三\r四\r\n五\n".encode()).lines == ("一\u2028二\x0b三", "四", "五")


def test_names_in_either_way_of_writing_are_understood():
    said = packed(
        ("业务明细.csv", "一".encode()),
        ("业务明细(汇总).csv", "二".encode()),
        ("里面/", b""),
        ("__MACOSX/._业务明细.csv", b"x"),
    )

    assert read_lines(said).lines == ("一",)
