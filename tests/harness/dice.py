"""Draws that come out the same each time: by what they are called, not by chance."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

One = TypeVar("One")


class Dice:
    """A row of numbers that follows from its name."""

    def __init__(self, name: str) -> None:
        self._name, self._drawn = name, 0

    def below(self, most: int) -> int:
        """A number from 0 up to, not including, `most`."""
        self._drawn += 1
        drawn = sha256(f"{self._name} {self._drawn}".encode()).digest()
        return int.from_bytes(drawn[:8], "big") % most

    def one_of(self, things: Sequence[One]) -> One:
        """One of some things."""
        return things[self.below(len(things))]
