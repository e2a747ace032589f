"""The program that outsiders check an exported book with: it finds whatever was done to it, and names the place."""

import ast
import json
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from uuid import UUID

import pytest

from gongjian import verify_books
from gongjian.foundation.sealing import keys
from tests.conventions.source import ROOT
from tests.harness.dice import Dice
from tests.modules.ledger.exported import A_DAY, DAYS, Exported, exported, forged, line_of
from tests.modules.ledger.mutations import ALL, Mutation

PROGRAM = ROOT / "gongjian/verify_books.py"
HOW_MANY = 1000
_made: list[Exported] = []


@pytest.fixture
def book(cast, tmp_path: Path, settings) -> Exported:
    """One export for all tests of a run."""
    if not _made:
        settings.KEYS = tmp_path / "keys.json"
        keys.init()
        _made.append(exported(cast))
    return _made[0]


@pytest.fixture(autouse=True)
def _remembered_signatures(monkeypatch) -> None:
    """The same signature is computed once for a thousand files."""
    monkeypatch.setattr(verify_books, "is_signed", _is_signed)


_is_signed = lru_cache(maxsize=None)(verify_books.is_signed)


def found(content: bytes, kept: list[str]) -> tuple[str, str, int] | None:
    try:
        verify_books.verify(content.splitlines(keepends=True), kept)
    except verify_books.Wrong as wrong:
        return wrong.args
    return None


def test_an_untouched_book_is_right(book):
    told = verify_books.verify([line.encode() for line in book.lines], [book.kept])

    assert (len(told.leaves), len(told.heads) - 1, told.erased, told.kept) == (A_DAY * DAYS, DAYS - 1, 1, 1)


def test_the_book_has_what_could_be_tampered_with(book):
    entries = [book.told(line)["entry"] for line in book.of_kind("entry")]

    assert any("\nreversal\n" in entry for entry in entries)
    assert any("\ngoods_given\n" in entry for entry in entries)
    assert {entry.split("\n")[3][:5] for entry in entries} == {"2025-", "2026-"}


def mutations(book: Exported) -> list[Mutation]:
    """As many as asked for, each kind as often as any other; what changes nothing is drawn again."""
    dice, made = Dice("mutations"), list[Mutation]()
    while len(made) < HOW_MANY:
        mutation = ALL[len(made) % len(ALL)](book, dice)
        if mutation is not None:
            made.append(mutation)
    return made


def test_a_thousand_mutations_are_found_at_their_place(book):
    wrong = []
    for number, mutation in enumerate(mutations(book)):
        place = found(mutation.content, mutation.kept)
        if place is None or place[2] not in mutation.lines:
            wrong.append((number, mutation.name, mutation.lines, place))

    assert wrong == []


def test_another_way_of_writing_the_same_is_no_fault(book):
    lines = [(json.dumps(json.loads(line)) + " \r\n").encode() for line in book.lines]

    assert verify_books.verify(lines).ended


def _forged(book: Exported, change) -> tuple[str, str, int] | None:
    """An entry changed by somebody who computes all seals anew and leaves the heads out."""
    entries = [book.told(line) for line in book.of_kind("entry")]
    change(entries)
    return found("".join(forged(book.told(1), entries, [])).encode(), [])


def _entry(entries, *, kind: str) -> int:
    return next(number for number, told in enumerate(entries) if f"\n{kind}\n" in told["entry"])


def _more_on_one_side(entries) -> int:
    entries[4]["entry"] = entries[4]["entry"][:-1] + "0\n"
    return 4


def _more_than_there_is(entries) -> int:
    number = _entry(entries, kind="paid")
    *facts, one, two, end = entries[number]["entry"].split("\n")
    entries[number]["entry"] = "\n".join([*facts, f"{one}00000000", f"{two}00000000", end])
    return number


def _another_voucher(entries) -> int:
    entries[9]["entry"] = entries[9]["entry"].replace("\n2025-00", "\n2025-01", 1)
    return 9


def _another_amount_reversed(entries) -> int:
    number = _entry(entries, kind="reversal")
    *facts, one, two, end = entries[number]["entry"].split("\n")
    halves = [
        [*line.split("\t")[:-1], str(int(line.split("\t")[-1]) // abs(int(line.split("\t")[-1])))]
        for line in (one, two)
    ]
    entries[number]["entry"] = "\n".join([*facts, *map("\t".join, halves), end])
    return number


def _an_unknown_fund(entries) -> int:
    facts = entries[3]["entry"].split("\n")
    fund = facts[-2].split("\t")[1]
    entries[3]["entry"] = entries[3]["entry"].replace(fund, "f" * 32)
    return 3


def _reversed_twice(entries) -> int:
    number = _entry(entries, kind="reversal")
    facts = entries[number]["entry"].split("\n")
    facts[1], facts[2], facts[3] = str(len(entries) + 1), "e" * 32, f"2026-{_vouchers(entries) + 1:04d}"
    facts[4] = "2026-01-05"
    entries.append({**entries[number], "entry": "\n".join(facts)})
    return len(entries) - 1


def _appended(entries, *lines) -> int:
    """One more entry behind the last, of the fund of the first."""
    fund, number = entries[0]["entry"].split("\n")[-2].split("\t")[1], len(entries) + 1
    facts = ["gongjian-entry-2", str(number), f"{number:032x}", f"2026-{_vouchers(entries) + 1:04d}", "2026-01-05"]
    told = [f"{account}\t{fund}\t\t\t{amount}" for account, amount in lines]
    entry = "\n".join([*facts, "paid", "x", "", "", "", *told, ""])
    entries.append({"entry": entry, "seal": "", "memo": "", "salt": ""})
    return len(entries) - 1


def _all_that_is_owed_handed_on(entries) -> int:
    _appended(entries, ("1002", 500), ("2201", -500))
    return _appended(entries, ("2201", 500), ("1002", -500))


def _more_handed_on_than_owed(entries) -> int:
    """Into income, so that nothing else is missing anywhere."""
    _appended(entries, ("1002", 500), ("2201", -500))
    return _appended(entries, ("2201", 501), ("4101", -501))


def _vouchers(entries) -> int:
    return sum("\n2026-" in told["entry"] and told["entry"].split("\n")[3].startswith("2026") for told in entries)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_more_on_one_side, "借贷不相等"),
        (_more_than_there_is, "拿出去、交出去的比有的多"),
        (_more_handed_on_than_owed, "拿出去、交出去的比有的多"),
        (_another_voucher, "凭证号断了"),
        (_another_amount_reversed, "不是正好冲掉那一笔"),
        (_an_unknown_fund, "科目、资金或物资不对"),
        (_reversed_twice, "冲的那笔不在前面，或者冲过了"),
    ],
)
def test_what_seals_do_not_show_is_found_as_well(book, change, said):
    numbers: list[int] = []

    place = _forged(book, lambda entries: numbers.append(change(entries)))

    assert place is not None
    assert (place[0].split("｜")[0], place[2]) == (said, numbers[0] + 2)


def test_all_that_is_owed_may_be_handed_on(book):
    assert _forged(book, _all_that_is_owed_handed_on) is None


def test_entries_of_the_first_format_go_on_in_the_second(book):
    """They had ids with hyphens, custodians by id, and no goods; a reversal of today names the same one by number."""
    first = book.told(1)
    fund, person = str(UUID(next(iter(first["funds"])))), str(UUID(int=7))
    lines = [f"1001\t{fund}\t{person}\t500", f"4101\t{fund}\t\t-500"]
    old = ["gongjian-entry-1", "1", "a" * 32, "2026-0001", "2026-01-01", "cash_counted", "x", "", "", *lines, ""]
    short = fund.replace("-", "")
    opposite = [f"1001\t{short}\t3\t\t-500", f"4101\t{short}\t\t\t500", ""]
    new = ["gongjian-entry-2", "2", "b" * 32, "2026-0002", "2026-01-02", "reversal", "x", "a" * 32, "", "", *opposite]
    entries = [{"entry": "\n".join(facts), "seal": "", "memo": "", "salt": ""} for facts in (old, new)]

    right = "".join(forged({**first, "custodians": {person: "3"}}, entries, [])).encode()
    other = "".join(forged({**first, "custodians": {person: "4"}}, entries, [])).encode()

    assert found(right, []) is None
    assert found(other, [])[1:] == ("第 2 笔｜entry 2", 3)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"{}\n",
        b"[]\n",
        b"null\n",
        b"<html></html>",
        b"\xff\xfe{\x00}\x00",
        "﻿{}".encode(),
        "账".encode("gb18030"),
        b"[" * 100_000,
        b'{"gongjian-books": 2}\n',
        b'{"gongjian-books": 1}\n{"entry":1,"seal":2,"memo":3,"salt":4}\n',
        b'{"gongjian-books": 1}\n{"head":"a","signature":"b","key":"c"}\n',
        b'{"gongjian-books": 1, "gongjian-books": 1}\n',
    ],
    ids=range(14),
)
def test_a_file_that_is_no_book_gets_one_sentence(content):
    place = found(content, [])

    assert place is not None
    assert place[2] == (2 if content.startswith(b'{"gongjian-books": 1}') else 1)


@pytest.mark.parametrize("kept", ["x", "a b c d e f", "gongjian-head-1 a b c d e", "gongjian-head-1"])
def test_a_head_that_is_none_gets_one_sentence(book, kept):
    assert found(book.bytes, [kept]) is not None


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The program by itself, in a Python that knows nothing of us."""
    command = [sys.executable, "-I", "-S", "-X", "utf8", PROGRAM, *arguments]
    return subprocess.run(command, capture_output=True, check=False, text=True)


@pytest.mark.slow
def test_the_program_runs_by_itself_and_says_what_it_checked(book, tmp_path):
    (tmp_path / "books.jsonl").write_bytes(book.bytes)
    (tmp_path / "heads.txt").write_text(f"{book.kept}\n\n", encoding="utf-8")

    done = run(tmp_path / "books.jsonl", "--heads", tmp_path / "heads.txt")
    english = run(tmp_path / "books.jsonl", "--head", book.kept, "--english")

    assert (done.returncode, done.stderr, done.stdout.splitlines()[0]) == (0, "", "✓ 青云路眼镜街六方共建：全部对得上")
    assert "40 笔，2025-12-29 至 2026-01-02" in done.stdout
    assert (english.returncode, english.stdout.splitlines()[0]) == (0, "✓ 青云路眼镜街六方共建: all of it fits")
    assert "40 entries, 2025-12-29 to 2026-01-02" in english.stdout


@pytest.mark.slow
def test_the_program_names_the_first_wrong_place_and_ends_with_1(book, tmp_path):
    told = book.told(13)
    lines = [*book.lines[:12], line_of({**told, "memo": "别的话"}), *book.lines[13:]]
    (tmp_path / "books.jsonl").write_text("".join(lines), encoding="utf-8")

    done, nothing = run(tmp_path / "books.jsonl"), run(tmp_path / "none.jsonl")

    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == ["✗ 第 13 行不对", "第 12 笔", "摘要不是盖印时的那句话"]
    assert (nothing.returncode, nothing.stderr, nothing.stdout) == (1, "", "✗ 打不开文件\n")


def test_it_is_one_file_of_two_hundred_lines_for_old_pythons():
    text = PROGRAM.read_text(encoding="utf-8")
    tree = ast.parse(text, feature_version=(3, 8))
    imported = {node.module if isinstance(node, ast.ImportFrom) else node.names[0].name for node in ast.walk(tree)
                if isinstance(node, ast.Import | ast.ImportFrom)}  # fmt: skip

    assert len(text.splitlines()) <= 200
    assert {name.partition(".")[0] for name in imported} <= sys.stdlib_module_names
