"""The gifts that one entry stands for: what binds them to it, and what a donor's receipt proves (docs/rules/gifts.md).

Each gift has a commitment that tells nothing without its salt. The root over all of them is sealed in the entry; with
the salt and a few hashes its donor shows that his gift is among them, and nobody learns anything about the others.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hmac import digest as hmac
from typing import NamedTuple

from gongjian.rulebook import merkle
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.slips import ALPHABET, LENGTH, in_groups, tidy

FORMAT = "gongjian-gift-1"
SALT = 32  # bytes: a shorter key of HMAC is the same as one with zero bytes behind it
PREFIX = "SJ"
_CONTENT = re.compile(rf"{FORMAT}\n[0-9a-f]{{32}}\n[1-9]\d*\n\d{{4}}-\d\d-\d\d\n[\w.-]+\n", re.ASCII)

_DRAWN = 8  # characters of a number that chance draws: forty bits
# A number's year alone may have a 0 or a 1: there, and nowhere else, letters that look like them are taken for them.
_DIGITS = str.maketrans("OI", "01")
_NUMBER = re.compile(rf"(?:{PREFIX})?([0-9OI]{{4}})([{ALPHABET}]{{{_DRAWN}}})([{ALPHABET}])")


class Gift(NamedTuple):
    """What a commitment binds: no name and no word, only an id, fen, a day and a code such as "wechat" or "slip"."""

    gift: str
    amount: int
    given_on: str
    channel: str
    salt: bytes

    @property
    def content(self) -> bytes:
        """The canonical bytes, one fact a line; raises `gifts.unsealable` for facts that are not of that form."""
        text = "\n".join([FORMAT, self.gift, str(self.amount), self.given_on, self.channel, ""])
        if not _CONTENT.fullmatch(text) or len(self.salt) != SALT:
            raise RuleBroken("gifts.unsealable")
        return text.encode()


@dataclass(frozen=True)
class GiftProof:
    """What leads from one gift to the root: its place (0 is the first), how many there are, and the hashes between."""

    index: int
    size: int
    path: tuple[bytes, ...]


def commitment(gift: Gift) -> bytes:
    """What binds a gift without telling of it: HMAC-SHA-256 over its bytes, under a salt told to its donor alone."""
    return hmac(gift.salt, gift.content, "sha256")


def _leaf(gift: Gift) -> bytes:
    return merkle.leaf_hash(commitment(gift))


def gifts_root(gifts: Sequence[Gift]) -> str:
    """The root over the gifts of an entry in their order, as `proof.Leaf` seals it; nothing for an entry of none."""
    return merkle.root_of([_leaf(gift) for gift in gifts]).hex() if gifts else ""


def gift_proof(gifts: Sequence[Gift], place: int) -> GiftProof:
    """What the donor of one of these gifts is given; it tells nothing that could be read about the others."""
    path = merkle.inclusion_proof([_leaf(gift) for gift in gifts], place)
    return GiftProof(place, len(gifts), tuple(path))


def fits(gift: Gift, proof: GiftProof, root: str) -> bool:
    """Whether this gift, to the fen and the day, is among those of the entry that seals the root."""
    found = merkle.root_from(_leaf(gift), proof.index, proof.size, proof.path)
    return found is not None and found.hex() == root


def receipt_number(year: int, random: bytes) -> str:
    """A number from which nothing is learnt but the year, neither how many there are nor which came before.

    Takes eight bytes of chance: "SJ-2026-K7MW-3QXT-9". The last character checks the others.
    """
    return _numbered(str(year), _drawn(random, _DRAWN))


def read_number(typed: str) -> str:
    """A number as it is printed, however it was typed: small, full width, with or without dashes, a 0 of the year as O.

    Raises `gifts.unreadable` where the last character does not fit the others, or there are more or fewer of them.
    """
    found = _NUMBER.fullmatch(tidy(typed, ALPHABET + "01OI"))
    if found:
        number = _numbered(found[1].translate(_DIGITS), found[2])
        if number.endswith(found[3]):
            return number
    raise RuleBroken("gifts.unreadable")


def code_of(random: bytes) -> str:
    """The secret beside the number: twelve characters, sixty bits, read with `slips.tidy`.

    Takes twelve bytes of chance, never those of the number: they would make the same characters.
    """
    return in_groups(_drawn(random, LENGTH))


def _drawn(random: bytes, length: int) -> str:
    """As many characters, each as likely as any other, from one byte each; raises ValueError for too few bytes."""
    if len(random) < length:
        raise ValueError(len(random))
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in random[:length])


def _numbered(year: str, drawn: str) -> str:
    return f"{PREFIX}-{year}-{in_groups(drawn + _check(year, drawn))}"


def _check(year: str, drawn: str) -> str:
    """The character that makes a number add up: none of the others can be altered and no two exchanged without it.

    The characters are the coefficients of a polynomial over the field of 32 elements (x⁵ + x² + 1), taken at x.
    """
    total = 0
    # A digit counts as the same in the year and behind it, so that the two can be told when exchanged: 2 is nought.
    for value in [*((int(digit) - 2) % len(ALPHABET) for digit in year), *map(ALPHABET.index, drawn)]:
        total = (total ^ value) << 1
        total ^= 0b100101 if total >= len(ALPHABET) else 0
    return ALPHABET[total]
