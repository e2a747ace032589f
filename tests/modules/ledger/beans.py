"""What the real beancount makes of our text."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from beancount.core.data import Transaction
from beancount.loader import load_string


@dataclass(frozen=True)
class Loaded:
    """Its complaints, and what it adds up: by account and commodity."""

    errors: list[Any]
    sums: dict[tuple[str, str], Decimal]
    assertions: int


def loaded(text: str) -> Loaded:
    """Read by beancount, with every assertion checked."""
    entries, errors, _options = load_string(text, dedent=False)
    sums: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        if isinstance(entry, Transaction):
            for posting in entry.postings:
                sums[posting.account, posting.units.currency] += posting.units.number
    assertions = sum(type(entry).__name__ == "Balance" for entry in entries)
    return Loaded(errors, {key: total for key, total in sums.items() if total}, assertions)
