"""What many tests begin with: made by the real actions once, and put back as rows for every further test."""

from collections.abc import Callable
from copy import deepcopy
from typing import TypeVar

from tests.harness.snapshot import Table, photograph, put_back

Made = TypeVar("Made")

# A seal looks at other tables: an entry closes its lines, a list of a hand-over needs its posts, a signature its list.
# A closed month takes no entry.
_LAST = ("promises_handover", "promises_signature", "ledger_journalentry", "ledger_period")
# What the database writes by itself when an entry is put back.
_FOLLOWS = ("ledger_balance", "ledger_monthlysum")

_remembered: dict[str, tuple[object, list[Table]]] = {}


def remembered(name: str, make: Callable[[], Made]) -> Made:
    """What `make` makes and answers, with all the rows that it added to what was there."""
    if name not in _remembered:
        before = {table.name: table.rows for table in photograph()}
        made = make()
        _remembered[name] = (made, sorted(_added(before), key=_place))
        return deepcopy(made)
    made, tables = _remembered[name]
    put_back(tables)
    return deepcopy(made)


def _place(table: Table) -> int:
    return _LAST.index(table.name) + 1 if table.name in _LAST else 0


def _added(before: dict[str, list[tuple[object, ...]]]) -> list[Table]:
    added = [
        Table(table.name, table.columns, [row for row in table.rows if row not in before.get(table.name, ())])
        for table in photograph()
        if table.name not in _FOLLOWS
    ]
    return [table for table in added if table.rows]
