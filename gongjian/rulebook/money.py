"""Amounts in whole fen: 1 yuan is 100 fen, and there is no smaller unit and no fraction anywhere."""

import re
import unicodedata
from collections.abc import Sequence

from gongjian.rulebook.errors import RuleBroken

FEN_PER_YUAN = 100

# Separators only where they belong: "12,34" is no amount, because nobody knows which of two was meant.
_TYPED = re.compile(r"(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?", re.ASCII)


def in_yuan(amount: int) -> str:
    """Fen as yuan with thousands separators and two decimals: 2986000 → "29,860.00", -5 → "-0.05"."""
    yuan, fen = divmod(abs(amount), FEN_PER_YUAN)
    sign = "-" if amount < 0 else ""
    return f"{sign}{yuan:,}.{fen:02d}"


def in_short(amount: int) -> str:
    """Fen as yuan without needless zeros, as it is printed on a note: 10000 → "100", 50 → "0.5"."""
    return in_yuan(amount).rstrip("0").rstrip(".")


def fen_of(typed: str) -> int:
    """An amount above nothing in yuan as people type it, in fen: "1,234.5", "￥1234.50", "1234.50 元" → 123450.

    At most two decimals and below a thousand million. Raises `money.not_an_amount` for anything that could be read in
    two ways or not at all ("12,34", "2.9万", "-5"), and `money.no_amount` for nothing.
    """
    plain = unicodedata.normalize("NFKC", typed).strip().removeprefix("¥").removesuffix("元").strip()
    found = _TYPED.fullmatch(plain)
    if found is None:
        raise RuleBroken("money.not_an_amount")
    yuan, fen = found.groups()
    amount = int(yuan.replace(",", "")) * FEN_PER_YUAN + int((fen or "").ljust(2, "0"))
    if amount == 0:
        raise RuleBroken("money.no_amount")
    return amount


def split(amount: int, shares: Sequence[int]) -> list[int]:
    """Part `amount` fen in proportion to whole-number `shares` without losing one (largest remainder).

    Equal remainders are served in the order given, so the same question always has the same answer.
    100 fen in three equal shares → 34, 33, 33. Raises `money.no_shares` where nothing could take the money.
    """
    whole = sum(shares)
    if whole <= 0 or any(share < 0 for share in shares):
        raise RuleBroken("money.no_shares")
    parts = [amount * share // whole for share in shares]
    remainders = [amount * share % whole for share in shares]
    fullest_first = sorted(range(len(shares)), key=lambda place: (-remainders[place], place))
    for place in fullest_first[: amount - sum(parts)]:
        parts[place] += 1
    return parts
