"""The end of a bill: its own totals, held against what was counted."""

from collections.abc import Mapping, Sequence

from gongjian.rulebook.bills.cells import FEE_DECIMALS, PER_FEN, exactly, told
from gongjian.rulebook.bills.heads import is_blank
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.money import in_yuan

MOST_ROWS = 200_000


def check_rows(rows: int) -> None:
    """A bill of more rows is asked for in parts."""
    if rows > MOST_ROWS:
        raise RuleBroken("bills.too_many_rows", rows=rows, most=MOST_ROWS)


def cut(lines: Sequence[str]) -> RuleBroken:
    """The refusal of a file that ends before its totals."""
    last = next(at for at in range(len(lines), 0, -1) if not is_blank(lines[at - 1]))
    return RuleBroken("bills.cut", line=last)


def figure(line: int, total: str, typed: str) -> int:
    """A total as the file says it, in hundred-thousandths of a yuan, or of one."""
    amount = exactly(typed.strip(), FEE_DECIMALS)
    if amount is None:
        raise RuleBroken("bills.not_an_amount", line=line, column=total, typed=told(typed))
    return amount


def check_totals(line: int, said: Mapping[str, int], counted: Mapping[str, int]) -> None:
    """The first total that differs is told, with both figures."""
    for total, figure_said in said.items():
        if figure_said != counted[total]:
            raise RuleBroken(
                "bills.total_differs",
                line=line,
                total=total,
                said=_spoken(total, figure_said),
                counted=_spoken(total, counted[total]),
            )


def _spoken(total: str, exact: int) -> str:
    """A figure as people say it; only fees need more than two decimals."""
    if "数" in total:
        return f"{exact / 10**FEE_DECIMALS:.5f}".rstrip("0").rstrip(".")
    fen, rest = divmod(abs(exact), PER_FEN)
    sign = "-" if exact < 0 else ""
    return f"{sign}{in_yuan(fen)}{f'{rest:03d}'.rstrip('0')}"
