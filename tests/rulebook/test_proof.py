"""Seals and heads: docs/rules/proof.md, row by row."""

from datetime import date
from itertools import accumulate

import pytest

from gongjian.rulebook import merkle, proof
from gongjian.rulebook.proof import Head, Leaf, Verdict
from tests.rulebook.examples import block, examples, listed, verdict

NEW = Leaf(
    format=2,
    number=1,
    entry="0190a5c0000070008000000000000001",
    voucher="2026-0001",
    booked_on="2026-11-23",
    kind="goods_received",
    source="aid.delivery:0190a5c0000070008000000000000002",
    reverses="",
    memo_commitment="9f2c",
    gifts_root="",
    lines=(("1201", "fund-1", "3", "quilts", "20"), ("4101", "fund-1", "", "quilts", "-20")),
)
OLD = Leaf(
    format=1,
    number=1,
    entry="0190a5c0-0000-7000-8000-000000000001",
    voucher="2018-0001",
    booked_on="2018-01-20",
    kind="cash_counted",
    source="campaigns.cashbox:0190a5c0-0000-7000-8000-000000000002",
    reverses="",
    memo_commitment="9f2c",
    gifts_root="",
    lines=(("1001", "fund-1", "person-1", "438650"), ("4101", "fund-1", "", "-438650")),
)
FACTS = {"凭证号": "voucher", "来自哪条记录": "source", "捐赠清单": "gifts_root"}
VERDICTS = {
    "对得上": Verdict.CONTINUED,
    "账变短了": Verdict.ROLLED_BACK,
    "旧账变了": Verdict.REWRITTEN,
}


def leaves(cell):
    """The leaves of entries whose bytes are their names."""
    return [merkle.leaf_hash(name.encode()) for name in listed(cell)]


def last_seal(entries):
    """The seal of the last of these entries."""
    *_before, last = accumulate(entries, proof.seal, initial=proof.NO_SEAL)
    return last


def head(cell):
    """The head over these entries."""
    entries = leaves(cell)
    book, day = "0190a5c0000070008000000000000009", date(2026, 11, 23)
    return Head(book, day, len(entries), merkle.root_of(entries), last_seal(entries))


def days(cell):
    return [date.fromisoformat(day) for day in listed(cell)]


@pytest.mark.parametrize("row", examples("proof", "chain"), ids=str)
def test_each_seal_stands_on_the_one_before(row):
    assert proof.short_seal(last_seal(leaves(row["账"])).hex()) == row["最后一笔的账印"]


@pytest.mark.parametrize(("leaf", "bytes_", "seal"), [(NEW, "bytes", "seal"), (OLD, "old_bytes", "old_seal")])
def test_bytes_and_seal_of_an_entry_are_those_of_the_page(leaf, bytes_, seal):
    assert leaf.content.decode() == block("proof", bytes_)
    assert last_seal([merkle.leaf_hash(leaf.content)]).hex() == block("proof", seal).strip()


def test_new_entries_are_written_in_the_newest_format():
    assert proof.FORMATS[proof.FORMAT] == block("proof", "bytes").splitlines()[0]
    assert max(proof.FORMATS) == proof.FORMAT


@pytest.mark.parametrize("row", examples("proof", "unsealable"), ids=str)
def test_what_the_format_has_no_place_for_is_not_sealed(row):
    leaf = (OLD if row["格式"] == "1" else NEW)._replace(format=int(row["格式"]))
    said = row["改成"].replace("⏎", "\n")
    if row["改什么"] == "分录":
        leaf = leaf._replace(lines=(said.split("⇥"), *leaf.lines[1:]))
    else:
        leaf = leaf._replace(**{FACTS[row["改什么"]]: said.replace("⇥", "\t")})

    assert verdict(lambda: leaf.content) == row["结果"]


@pytest.mark.parametrize("row", examples("proof", "memos"), ids=str)
def test_a_memo_leaves_its_fingerprint(row):
    assert proof.memo_commitment(row["摘要"], bytes.fromhex(row["盐（十六进制）"])) == row["指纹"]


@pytest.mark.parametrize("row", examples("proof", "memo_fits"), ids=str)
def test_only_the_sealed_words_fit_or_none_at_all(row):
    sealed = proof.memo_commitment("买被子", bytes(1))

    assert proof.memo_fits(row["旁边写的"], bytes.fromhex(row["盐"]), sealed) is (row["对得上"] == "是")


def test_the_head_of_three_entries_is_that_of_the_page():
    assert head("甲、乙、丙").content.decode() == block("proof", "head")


@pytest.mark.parametrize("row", examples("proof", "short_seals"), ids=str)
def test_people_compare_eight_characters(row):
    assert proof.short_seal(row["根"]) == row["对的字"]


def test_of_a_head_people_compare_the_root():
    assert head("甲、乙、丙").short == "db8a-95b2"


def test_a_head_is_noted_on_one_line_and_read_again():
    noted = head("甲、乙、丙").line

    assert noted == block("proof", "head").strip().replace("\n", " ")
    assert Head.from_line(noted) == head("甲、乙、丙")


ROOT, SEAL = "db" * 32, "6d" * 32


@pytest.mark.parametrize(
    "line",
    [
        "",
        "gongjian-head-1",
        f"gongjian-head-2 book 2026-11-23 3 {ROOT} {SEAL}",
        f"gongjian-head-1 book 2026-11-23 3 {ROOT}",
        f"gongjian-head-1 book 2026-11-23 3 {ROOT} {SEAL} more",
        f"gongjian-head-1 book 2026-11-31 3 {ROOT} {SEAL}",
        f"gongjian-head-1 book 20261123 3 {ROOT} {SEAL}",
        f"gongjian-head-1 book 2026-11-23 three {ROOT} {SEAL}",
        f"gongjian-head-1 book 2026-11-23 03 {ROOT} {SEAL}",
        f"gongjian-head-1 book 2026-11-23 3 {ROOT.upper()} {SEAL}",
        f"gongjian-head-1 book 2026-11-23 3 {ROOT} {SEAL[:-1]}",
        f"gongjian-head-1 book 2026-11-23 3 {ROOT} xyz",
    ],
)
def test_a_line_that_was_not_written_as_one_is_no_head(line):
    with pytest.raises(ValueError):  # noqa: PT011  each part refuses in its own words
        Head.from_line(line)


@pytest.mark.parametrize("row", examples("proof", "compared"), ids=str)
def test_a_kept_head_tells_whether_the_past_was_altered(row):
    kept, now = head(row["留底时的账"]), leaves(row["今天的账"])
    then = now[: kept.size]

    said = proof.compared(kept, entries=len(now), root_then=merkle.root_of(then), seal_then=last_seal(then))

    assert said is VERDICTS[row["比出来"]]


@pytest.mark.parametrize("other", ["root", "seal"])
def test_root_and_seal_have_to_fit_both(other):
    kept = head("甲、乙、丙")
    then = {"root_then": kept.root, "seal_then": kept.seal} | {f"{other}_then": bytes(32)}

    assert proof.compared(kept, entries=3, **then) is Verdict.REWRITTEN


@pytest.mark.parametrize("row", examples("proof", "days"), ids=str)
def test_a_day_with_entries_and_without_a_head_is_named(row):
    missing = proof.days_without_head(
        days(row["记过账的日子"]), days(row["有总印的日子"]), date.fromisoformat(row["今天"])
    )

    assert missing == days(row["缺总印"])
