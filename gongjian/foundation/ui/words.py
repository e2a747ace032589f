"""Amounts and days as people read them."""

import re
from datetime import date, datetime
from decimal import Decimal

import cn2an
from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS_ABBR
from django.utils.translation import get_language

from gongjian.foundation.clock import SHANGHAI, local_day, today
from gongjian.rulebook.money import FEN_PER_YUAN, in_yuan

NBSP = "\N{NO-BREAK SPACE}"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_BETWEEN_DIGIT_AND_HAN = re.compile(rf"(?<=[0-9%])[ {NBSP}]?(?=[{_HAN}])|(?<=[{_HAN}])[ {NBSP}]?(?=[0-9])")


def in_english() -> bool:
    """Whether the page is read in English."""
    return (get_language() or "").startswith("en")


def yuan(amount: int | str) -> str:
    """Whole fen as yuan: 123450 → 1,234.50."""
    return in_yuan(int(amount))


def capitals(amount: int | str) -> str:
    """Whole fen in the capitals of receipts, shortest form, no 整 after 角: 32504 → 人民币叁佰贰拾伍元零肆分.

    Source: 支付结算办法, appendix 1. A receipt has no negative amount.
    """
    fen = int(amount)
    if fen < 0:
        message = f"no capitals for a negative amount: {fen}"
        raise ValueError(message)
    # cn2an takes a float at its word; the string of a Decimal keeps every fen.
    return f"人民币{cn2an.an2cn(str(Decimal(fen) / FEN_PER_YUAN), 'rmb')}"


def local(when: date) -> date:
    """The day in Shanghai of a day or a moment."""
    return local_day(when) if isinstance(when, datetime) else when


def day(when: date) -> str:
    """10 月 31 日, with the year in front when it is another one; 31 October."""
    when = local(when)
    elsewhen = when.year != today().year
    if in_english():
        words = [str(when.day), str(MONTHS[when.month]), *([str(when.year)] if elsewhen else [])]
    else:
        words = [*([str(when.year), "年"] if elsewhen else []), str(when.month), "月", str(when.day), "日"]
    return NBSP.join(words)


def short_day(when: date) -> str:
    """10/16; 16 Oct."""
    when = local(when)
    if in_english():
        return f"{when.day}{NBSP}{str(MONTHS_3[when.month]).capitalize()}"
    return f"{when.month}/{when.day}"


def weekday(when: date) -> str:
    """周五; Fri."""
    number = local(when).weekday()
    return str(WEEKDAYS_ABBR[number]) if in_english() else "周" + "一二三四五六日"[number]


def iso(when: date) -> str:
    """2020-10-16, as vouchers write it."""
    return local(when).isoformat()


def moment(when: datetime) -> str:
    """2020-10-16 14:26 in Shanghai, as records write it."""
    return when.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


def spaced(words: object) -> str:
    """One no-break space between a number and the Chinese beside it: 还有3天 → 还有 3 天."""
    return _BETWEEN_DIGIT_AND_HAN.sub(NBSP, str(words))
