"""Whatever file comes, it is read as a bill or refused in words; nothing else ever happens."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from gongjian.foundation.sentences import sentence
from gongjian.foundation.sheets.bills import read_lines
from gongjian.rulebook.bills import Bill, read_bill
from gongjian.rulebook.errors import RuleBroken
from tests.foundation import hostile_bills as hostile

pytestmark = pytest.mark.once

NIGHT = 600

PIECES = [
    b",`",
    b",",
    b"\t",
    b'"',
    b"\r",
    b"\n",
    b"\0",
    b"#",
    b"0",
    b"-1",
    b"9" * 70,
    b"\xff",
    "，".encode(),
    b"E+27",
    b"PK",
]
GOOD = [hostile.wechat(), hostile.alipay(), hostile.details(), hostile.packed(("a.csv", hostile.wechat()))]


@some.composite
def mutated(draw):
    """A good file with a few pieces put in, taken out, doubled or exchanged."""
    content = draw(some.sampled_from(GOOD))
    for _change in range(draw(some.integers(1, 6))):
        at, until = sorted((draw(some.integers(0, len(content))), draw(some.integers(0, len(content)))))
        until = draw(some.sampled_from([at, min(at + 1, until), until]))
        piece = draw(some.sampled_from([b"", content[at:until] * 2, *PIECES]) | some.binary(max_size=8))
        content = content[:at] + piece + content[until:]
    return content


@some.composite
def other_cells(draw):
    """A good bill in which some cells hold something else, or each other's."""
    text = draw(some.sampled_from([hostile.wechat().decode("utf-8-sig"), hostile.details().decode("gb18030")]))
    lines = [line.split(",") for line in text.splitlines()]
    cells = some.sampled_from([cell for line in lines for cell in line]) | some.text(max_size=12)
    for _change in range(draw(some.integers(1, 5))):
        line = draw(some.sampled_from(lines))
        line[draw(some.integers(0, len(line) - 1))] = draw(cells)
    return "\n".join(",".join(line) for line in lines)


ANY_FILE = mutated() | other_cells().map(lambda text: text.encode("utf-8", "replace")) | some.binary(max_size=400)
AT_EASE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=400)


def outcome(ask):
    """What comes of a file: a bill, or a refusal in words."""
    try:
        return ask()
    except RuleBroken as broken:
        return sentence(broken)


def check_any_file(content):
    said = outcome(lambda: read_bill(read_lines(content).lines))

    assert isinstance(said, Bill) or said.endswith("。")


def check_any_lines(lines):
    said = outcome(lambda: read_bill(lines))

    assert isinstance(said, Bill) or said.endswith("。")


ANY_LINES = some.lists(some.text(max_size=40)) | other_cells().map(lambda text: text.split("\n"))


@AT_EASE
@given(content=ANY_FILE)
def test_whatever_comes_is_read_or_refused(content):
    check_any_file(content)


@AT_EASE
@given(lines=ANY_LINES)
def test_whatever_lines_come_are_read_or_refused(lines):
    check_any_lines(lines)


@pytest.mark.night
@pytest.mark.parametrize(("what", "check"), [(ANY_FILE, check_any_file), (ANY_LINES, check_any_lines)])
def test_so_it_is_after_ten_minutes_of_them(what, check):
    looks = settings(AT_EASE, max_examples=2_000, database=None)(given(what)(check))
    ends = time.monotonic() + NIGHT

    while time.monotonic() < ends:
        looks()
