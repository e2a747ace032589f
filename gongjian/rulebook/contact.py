"""Telephone numbers, e-mail addresses, ID numbers and credit codes as people type them (docs/rules/contact.md)."""

import re
import unicodedata

from gongjian.rulebook.errors import RuleBroken

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"0\d{2,3}[1-9]\d{6,7}", re.ASCII)
_LOCAL = re.compile(r"[1-9]\d{6,7}", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_ID_DIGITS = 18
# GB 11643-1999, ISO 7064 MOD 11-2.
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
# GB 32100-2015, without the letters that look like a figure or each other.
_CODE_MARKS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_LENGTH = 18
_CODE_BASE = 3


def phone_number(typed: str) -> str:
    """The digits of a Chinese telephone number, however it was typed; raises `contact.phone`.

    Full-width digits, blanks, dashes and +86 in front do not matter. Example: +86 138 0013-8000 is 13800138000.
    """
    digits = re.sub(r"[\s\-—－()]", "", unicodedata.normalize("NFKC", typed))
    digits = re.sub(r"^(\+86|0086)", "", digits)
    if any(known.fullmatch(digits) for known in (_MOBILE, _LANDLINE, _LOCAL)):
        return digits
    raise RuleBroken("contact.phone", typed=typed)


def check_email(typed: str) -> str:
    """The address without what does not belong to it; raises `contact.email`."""
    address = unicodedata.normalize("NFKC", typed).strip()
    if _EMAIL.fullmatch(address):
        return address
    raise RuleBroken("contact.email", typed=typed)


def check_id_number(typed: str) -> str:
    """The eighteen characters of a resident's ID number; raises `contact.id_number_length` or `contact.id_number`.

    The refusal never repeats the number. Source: GB 11643-1999.
    """
    number = re.sub(r"\s", "", unicodedata.normalize("NFKC", typed)).upper()
    if len(number) != _ID_DIGITS:
        raise RuleBroken("contact.id_number_length", digits=len(number))
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise RuleBroken("contact.id_number")
    weighed = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))  # 17 weights
    if _CHECKS[weighed % len(_CHECKS)] != number[-1]:
        raise RuleBroken("contact.id_number")
    return number


def check_credit_code(typed: str) -> str:
    """The eighteen characters of an organisation's unified social credit code; raises `contact.credit_code`.

    The last one fits the seventeen before it. Source: GB 32100-2015.
    """
    code = re.sub(r"[\s\-—－]", "", unicodedata.normalize("NFKC", typed)).upper()
    if len(code) != _CODE_LENGTH or not set(code) <= set(_CODE_MARKS):
        raise RuleBroken("contact.credit_code", typed=typed)
    modulus = len(_CODE_MARKS)
    weighed = sum(_CODE_MARKS.index(mark) * _CODE_BASE**place for place, mark in enumerate(code[:-1]))
    if _CODE_MARKS[-weighed % modulus] != code[-1]:
        raise RuleBroken("contact.credit_code", typed=typed)
    return code
