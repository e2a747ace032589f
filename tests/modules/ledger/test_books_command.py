"""`gongjian books`: the books are taken along, and checked where they lie."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from openpyxl import load_workbook

from gongjian import verify_books
from gongjian.cli import _parser
from gongjian.config import operations
from gongjian.foundation import seals
from gongjian.foundation.sealing import keys, witness
from gongjian.modules.ledger.models import Balance, Custodian, Head, JournalEntry, JournalLine, Memo, MonthlySum
from tests.harness.dice import Dice
from tests.harness.remembered import remembered
from tests.modules.ledger.beans import loaded
from tests.modules.ledger.bookkeeping import signed_on
from tests.modules.ledger.exported import A_DAY, BEGIN, DAYS, ERASED, exported

ENTRIES = A_DAY * DAYS
SIGNED = A_DAY * (DAYS - 1)


@pytest.fixture
def books(cast, tmp_path, settings):
    """The forty entries and four heads of `exported`, in a database without its seals."""
    settings.KEYS = tmp_path / "keys.json"
    keys.init()
    for line in remembered("ledger.exported", lambda: [exported(cast), witness.lines()][1]):
        if line not in witness.lines():
            witness.note(line)
    seals.remove()
    return cast


def said(*, everything: bool = True) -> str:
    """What is said of the street's book."""
    told = operations.verify_books(everything=everything)
    return next(line for line in told if line.startswith("青云路"))


def test_right_books_are_told_in_one_line_each(books):
    lines = operations.verify_books(everything=True)

    assert lines == [
        "宝通路邻里共建 账本：✓ 全部对得上（共 0 笔，0 枚总印）",
        "青云路眼镜街六方共建 账本：✓ 全部对得上（共 40 笔，4 枚总印）",
    ]


def test_without_all_only_what_follows_the_last_head_is_recomputed(books):
    JournalEntry.objects.filter(number=5).update(source="elsewhere")

    assert said(everything=False) == "青云路眼镜街六方共建 账本：✓ 全部对得上（第 33 笔起，到第 40 笔，4 枚总印）"
    assert said() == "青云路眼镜街六方共建 账本：✗ 从第 5 笔起对不上"


def test_where_nothing_follows_the_last_head_it_says_so(books):
    signed_on(BEGIN + timedelta(days=DAYS))

    assert (
        said(everything=False) == "青云路眼镜街六方共建 账本：✓ 全部对得上（总印盖到第 40 笔，后面没有新账，5 枚总印）"
    )
    assert said() == "青云路眼镜街六方共建 账本：✓ 全部对得上（共 40 笔，5 枚总印）"


def test_what_follows_the_last_head_is_recomputed_without_all(books):
    JournalEntry.objects.filter(number=35).update(source="elsewhere")

    assert said(everything=False) == "青云路眼镜街六方共建 账本：✗ 从第 35 笔起对不上"


def test_a_head_in_doubt_makes_it_recompute_everything(books):
    JournalEntry.objects.filter(number=5).update(source="elsewhere")
    Head.objects.filter(size=8).update(signature="00" * 64)

    assert said(everything=False) == "青云路眼镜街六方共建 账本：✗ 从第 5 笔起对不上"


Forgery = Callable[[int], object]


def entry(number: int):
    return JournalEntry.objects.filter(number=number)


def line(number: int):
    return JournalLine.objects.filter(entry__number=number, position=1)


def memo(number: int):
    return Memo.objects.filter(entry__number=number)


def raw(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _swapped(number: int) -> None:
    """Two neighbours change places."""
    entry(number).update(number=1000)
    entry(number + 1).update(number=number)
    entry(1000).update(number=number + 1)


def _inserted(number: int) -> None:
    """One more, with a number that was free only after everything behind it was pushed on."""
    for later in range(ENTRIES, number - 1, -1):
        entry(later).update(number=later + 1)
    copy, lines = entry(number + 1).get(), list(JournalLine.objects.filter(entry__number=number + 1))
    copy.pk, copy.number, copy.voucher, copy.reverses = copy.alliance_id, number, "2026-9999", None
    for one in lines:
        one.pk, one.entry_id = None, copy.pk
    copy.kind = "paid"
    copy.save(force_insert=True)


AT_AN_ENTRY: list[Forgery] = [
    lambda number: line(number).update(amount=JournalLine.objects.filter(entry__number=number)[0].amount + 1),
    lambda number: JournalLine.objects.filter(entry__number=number, amount__gt=0).update(amount=77),
    lambda number: line(number).update(account="1101"),
    lambda number: line(number).delete(),
    lambda number: entry(number).update(booked_on="2026-01-03"),
    lambda number: entry(number).update(voucher="2026-9998"),
    lambda number: entry(number).update(source="elsewhere"),
    lambda number: entry(number).update(gifts_root="ab" * 32),
    lambda number: entry(number).update(memo_commitment="ab" * 32),
    lambda number: entry(number).update(seal="ab" * 32),
    lambda number: entry(number).update(format=1),
    lambda number: memo(number).update(words="别的话"),
    lambda number: memo(number).delete(),
    lambda number: raw("UPDATE ledger_journalentry SET number = 1000 WHERE number = %s", number),
    _swapped,
    _inserted,
]


@pytest.mark.parametrize("everything", [True, False], ids=["all", "from the last head"])
@pytest.mark.parametrize("forgery", AT_AN_ENTRY, ids=range(len(AT_AN_ENTRY)))
def test_a_forgery_in_the_database_is_named_by_its_entry(books, forgery, everything):
    first = 1 if everything else SIGNED + 1
    number = first + Dice(f"forgery {AT_AN_ENTRY.index(forgery)}").below(ENTRIES - first)
    if number == ERASED:
        number += 1

    forgery(number)

    assert said(everything=everything) == f"青云路眼镜街六方共建 账本：✗ 从第 {number} 笔起对不上"


def test_another_number_of_a_custodian_is_found(books):
    Custodian.objects.filter(number=1).update(number=9)

    assert "✗ 从第" in said()


@pytest.mark.parametrize(
    "forgery",
    [
        lambda: Balance.objects.filter(account="4101")[:1].get().delete(),
        lambda: Balance.objects.filter(account="1002").update(amount=1),
        lambda: MonthlySum.objects.filter(account="1002").update(debit=1),
    ],
    ids=["gone", "balance", "month"],
)
@pytest.mark.parametrize("everything", [True, False], ids=["all", "from the last head"])
def test_a_kept_sum_that_is_wrong_is_found(books, forgery, everything):
    forgery()

    assert "合计数和账不一样" in said(everything=everything)


@pytest.mark.parametrize("change", [{"size": 7}, {"root": "ab" * 32}, {"seal": "ab" * 32}, {"day": "2025-11-01"}])
@pytest.mark.parametrize("everything", [True, False], ids=["all", "from the last head"])
def test_an_altered_head_is_named_by_its_day(books, change, everything):
    head = Head.objects.order_by("day")[1]
    Head.objects.filter(pk=head.pk).update(**change)

    assert f"✗ {change.get('day', head.day)} 的总印对不上" in said(everything=everything)


@pytest.mark.parametrize("everything", [True, False], ids=["all", "from the last head"])
def test_an_older_copy_put_back_is_told_by_the_witness(books, everything):
    """The copy is right in itself: entries, sums and heads."""
    newest = Head.objects.order_by("day").last()
    for model in (Head,):
        model.objects.filter(size__gt=16).delete()
    later = JournalEntry.objects.filter(number__gt=16)
    Memo.objects.filter(entry__in=later).delete()
    raw("DELETE FROM ledger_journalline WHERE entry_id IN (SELECT id FROM ledger_journalentry WHERE number > 16)")
    raw("DELETE FROM ledger_journalentry WHERE number > 16")

    assert str(newest.size) in witness.lines()[-1]
    assert "账变短了" in said(everything=everything)


@pytest.mark.parametrize("form", ["jsonl", "csv", "beancount", "excel"])
def test_the_books_are_written_into_a_file(books, tmp_path, form):
    file = tmp_path / "books"
    options = _parser().parse_args(["books", "export", "--alliance", "street", "--format", form, str(file)])

    told = operations.export_books(options.alliance, options.format, file)

    assert told == f"青云路眼镜街六方共建 的账写好了：{file}"
    if form == "jsonl":
        assert verify_books.verify(file.read_bytes().splitlines(keepends=True)).ended
    elif form == "beancount":
        assert loaded(file.read_text(encoding="utf-8")).errors == []
    elif form == "excel":
        assert load_workbook(BytesIO(file.read_bytes())).sheetnames == ["各项资金", "每一笔", "科目余额"]
    else:
        assert "'=敬老" in file.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("form", ["jsonl", "excel"])
@pytest.mark.parametrize(("name", "why"), [("", "Is a directory"), ("nowhere/books", "No such file or directory")])
def test_a_file_that_cannot_be_written_is_told_in_one_sentence(books, tmp_path, capsys, form, name, why):
    file = tmp_path / name
    options = _parser().parse_args(["books", "export", "--alliance", "street", "--format", form, str(file)])

    status = options.run(options)

    told = f"✗ 账没有写成：{file} 写不进去（{why}）。请换一个写得进去的文件夹，再运行一次。\n"
    assert (status, capsys.readouterr().out) == (1, told)


def test_where_there_are_several_alliances_one_has_to_be_named(books, tmp_path):
    assert operations.export_books("", "jsonl", tmp_path / "x") == "✗ 请用 --alliance 写明是哪个联盟：next-door、street"
