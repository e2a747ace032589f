"""The code on a paper slip: characters that nobody mistakes, however they are typed."""

import unicodedata

# Without 0, 1, I and O: 32 characters are five bits each, twelve of them sixty.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 12
GROUP = 4


def tidy(typed: str, alphabet: str = ALPHABET) -> str:
    """The code as it is kept: full-width or small letters, spaces and dashes make no difference."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(mark for mark in plain if mark in alphabet)


def in_groups(code: str) -> str:
    """The code as it is printed, in groups of four."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))
