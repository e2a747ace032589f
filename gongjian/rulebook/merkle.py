"""The Merkle tree over the entries of a book: its root, and the two proofs of RFC 9162, 2.1 (docs/rules/merkle.md).

A leaf is the hash of one entry's bytes. The root of n leaves binds all of them and their order; an inclusion proof
shows with a few hashes that one entry is in it, a consistency proof that an older root's entries are all still there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

EMPTY = sha256().digest()  # the root of no leaves at all


def leaf_hash(content: bytes) -> bytes:
    """The leaf of an entry's bytes: SHA-256 with 0x00 before them, so that no leaf is ever taken for a node."""
    return sha256(b"\x00" + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees: SHA-256 with 0x01 before them."""
    return sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two below `size`: how many leaves stand in the left half."""
    return 1 << (size - 1).bit_length() - 1


@dataclass(frozen=True)
class Peaks:
    """The whole subtrees of a growing tree, the largest first: all that is needed to add leaves and to tell the root.

    Log2(size) hashes, so a head made today goes on where yesterday's stopped instead of reading every entry again.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def plus(self, leaves: Sequence[bytes]) -> "Peaks":
        """The same tree with these leaves behind the others."""
        size, hashes = self.size, list(self.hashes)
        for leaf in leaves:
            hashes.append(leaf)
            # As in counting on: each one that ends the binary number joins two subtrees of the same size.
            for _join in range(((size + 1) & -(size + 1)).bit_length() - 1):
                right = hashes.pop()
                hashes[-1] = node(hashes[-1], right)
            size += 1
        return Peaks(size, tuple(hashes))

    @property
    def root(self) -> bytes:
        """The root of the tree as it is (RFC 9162, 2.1.1)."""
        return _joined(self.hashes)


def _joined(hashes: Sequence[bytes]) -> bytes:
    """Subtrees from left to right under one root: the smaller ones are joined first."""
    if not hashes:
        return EMPTY
    whole = hashes[-1]
    for left in reversed(hashes[:-1]):
        whole = node(left, whole)
    return whole


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaves, in their order."""
    return Peaks().plus(leaves).root


def inclusion_proof(leaves: Sequence[bytes], place: int) -> list[bytes]:
    """The hashes that lead from one leaf (0 is the first) to the root over all (RFC 9162, 2.1.3.1)."""
    if len(leaves) == 1:
        return []
    half = _split(len(leaves))
    if place < half:
        return [*inclusion_proof(leaves[:half], place), root_of(leaves[half:])]
    return [*inclusion_proof(leaves[half:], place - half), root_of(leaves[:half])]


def root_from(leaf: bytes, place: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root to which a proof leads; none if the proof is of another length (RFC 9162, 2.1.3.2).

    Whoever has a head compares it with the root in the head: equal means that the entry is in the book, at this place.
    """
    if not 0 <= place < size or len(proof) != _length(place, size):
        return None
    found, left, last = leaf, place, size - 1
    for other in proof:
        # A subtree at the right edge without a neighbour climbs until it has one on its left.
        while left == last and left % 2 == 0:
            left, last = left // 2, last // 2
        found = node(other, found) if left % 2 else node(found, other)
        left, last = left // 2, last // 2
    return found


def _length(place: int, size: int) -> int:
    """How many hashes a leaf's inclusion proof has."""
    if size == 1:
        return 0
    half = _split(size)
    return 1 + (_length(place, half) if place < half else _length(place - half, size - half))


def consistency_proof(leaves: Sequence[bytes], older: int) -> list[bytes]:
    """The hashes that show the first `older` leaves to be the beginning of all (RFC 9162, 2.1.4.1)."""
    return _beginning(leaves, older, whole=True) if older else []


def _beginning(leaves: Sequence[bytes], older: int, *, whole: bool) -> list[bytes]:
    if older == len(leaves):
        return [] if whole else [root_of(leaves)]
    half = _split(len(leaves))
    if older <= half:
        return [*_beginning(leaves[:half], older, whole=whole), root_of(leaves[half:])]
    return [*_beginning(leaves[half:], older - half, whole=False), root_of(leaves[:half])]


@dataclass(frozen=True)
class Root:
    """The root of a tree and how many leaves it stands over."""

    size: int
    hash: bytes


def is_continued(older: Root, newer: Root, proof: Sequence[bytes]) -> bool:
    """Whether a newer root stands over the older one's leaves and more, nothing of them changed (RFC 9162, 2.1.4.2)."""
    if older.size == newer.size:
        return older.hash == newer.hash and not proof
    if older.size == 0:
        return older.hash == EMPTY and not proof
    if not 0 < older.size < newer.size or not proof:
        return False
    hashes = list(proof) if older.size & (older.size - 1) else [older.hash, *proof]
    place, last = older.size - 1, newer.size - 1
    while place % 2:
        place, last = place // 2, last // 2
    old = new = hashes[0]
    for other in hashes[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            old, new = node(other, old), node(other, new)
            while place % 2 == 0 and place:
                place, last = place // 2, last // 2
        else:
            new = node(new, other)
        place, last = place // 2, last // 2
    return last == 0 and (old, new) == (older.hash, newer.hash)
