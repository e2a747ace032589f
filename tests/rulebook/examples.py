"""Reads the worked examples of docs/rules: the tables that people read are the data that the tests run on."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from gongjian.rulebook.cash import CashCount, Submitted, cash_count
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.ledger import Line, Place

RULES = Path(__file__).resolve().parents[2] / "docs" / "rules"
NONE = "无"
FINE = "可以"
SIDES = {"借": 1, "贷": -1, "": 1}

_LINE = re.compile(r"(?:(借|贷) )?(\S+) (\S+) (?:(\S+)×(\d+)|([\d,.]+))(?:（(.+)）)?")


class Row(dict[str, str]):
    """One example: its cells by the heads of the columns."""

    def __str__(self) -> str:
        """The example in one line, for pytest's list of tests."""
        return " → ".join(cell for cell in self.values() if cell)


def page(name: str) -> str:
    """A page of docs/rules."""
    return (RULES / f"{name}.md").read_text(encoding="utf-8")


def examples(name: str, anchor: str) -> list[Row]:
    """The rows of the table that stands under an anchor, without the table's rule; a page without it fails loudly."""
    table = re.search(rf'<a id="{anchor}"></a>\n\n((?:\|.*\|\n)+)', page(name))
    assert table, f"docs/rules/{name}.md has no table {anchor}"
    head, _rule, *rows = ([cell.strip() for cell in line.strip("|\n").split("|")] for line in table[1].splitlines())
    assert all(len(cells) == len(head) for cells in rows), f"a row of {anchor} has more or fewer cells than its head"
    return [Row(zip(head, cells, strict=True)) for cells in rows]


def block(name: str, anchor: str) -> str:
    """The text in the fence that stands under an anchor; ⇥ stands for a tab."""
    fence = re.search(rf'<a id="{anchor}"></a>\n\n```text\n(.*?)```', page(name), re.DOTALL)
    assert fence, f"docs/rules/{name}.md has no text {anchor}"
    return fence[1].replace("⇥", "\t")


def listed(cell: str, mark: str = "、") -> list[str]:
    """The parts of a cell; 无 and 空箱 are none."""
    return [] if cell in {NONE, "空箱", ""} else [part.strip() for part in cell.split(mark)]


def fen(yuan: str) -> int:
    """Yuan as written, in fen: 4,386.50 → 438650."""
    return int(Decimal(yuan.replace(",", "")) * 100)


def pieces(cell: str) -> dict[int, int]:
    """Notes and coins as typed: 20×34、0.5×3 → 34 of 2000 fen, 3 of 50."""
    return {fen(yuan): int(number) for yuan, number in (part.split("×") for part in listed(cell))}


def counted(cell: str) -> CashCount:
    """A count: 20×34、0.5×3."""
    return cash_count(pieces(cell))


def organisations() -> dict[str, str]:
    """Who is of which organisation."""
    return {row["人"]: row["单位"] for row in examples("cash", "people")}


def submitted(cell: str) -> list[Submitted]:
    """Counts in the order they came in: 甲 20×34；乙 20×33."""
    people = organisations()
    handed_in = [part.split(" ", 1) for part in listed(cell, "；")]
    return [Submitted(person, people[person], counted(count)) for person, count in handed_in]


def accounts() -> dict[str, str]:
    """The code of each account by the short name that the page gives it."""
    return {row["本页简称"]: row["代码"] for row in examples("ledger", "accounts")}


def lines(cell: str) -> list[Line]:
    """Lines of an entry: 借 现金 慈善日 100.00（钱小清）；贷 捐赠 慈善日 100.00; goods are 存货 慈善日 被子×20."""
    found = [_LINE.fullmatch(part) for part in listed(cell, "；")]
    assert all(found), f"cannot read {cell}"
    codes = accounts()
    return [
        Line(codes[account], fund, SIDES[side or ""] * (int(number) if item else fen(yuan)), holder or "", item or "")
        for side, account, fund, item, number, yuan, holder in (each.groups() for each in found if each)
    ]


def place(cell: str) -> tuple[Place, int]:
    """Where something lies, and how much of it: 现金 慈善日 100.00（钱小清）."""
    (line,) = lines(cell)
    return line.place, line.amount


def refusal(broken: RuleBroken) -> str:
    """A refusal as the tables write it: its code in backticks."""
    return f"`{broken.code}`"


def verdict(ask: Callable[[], object]) -> str:
    """What a rule says as the tables write it: 可以, or the refusal."""
    try:
        ask()
    except RuleBroken as broken:
        return refusal(broken)
    return FINE
