"""Ways of tampering with an exported book, and the lines of the file at which it must be noticed."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.harness.dice import Dice
from tests.modules.ledger.exported import Exported, forged, line_of


@dataclass(frozen=True)
class Mutation:
    """A file that was tampered with, where that shows, and the head that is needed for it."""

    name: str
    content: bytes
    lines: set[int]
    kept: list[str] = field(default_factory=list)


Mutate = Callable[[Exported, Dice], Mutation | None]


def _joined(lines: list[str]) -> bytes:
    return "".join(lines).encode()


def _replaced(book: Exported, line: int, told: str) -> bytes:
    return _joined([*book.lines[: line - 1], told, *book.lines[line:]])


def _where(book: Exported, line: int) -> set[int]:
    """What is wrong in the first line shows there, where it is first needed, or at the end."""
    return set(range(1, len(book.lines) + 1)) if line == 1 else {line}


def byte(book: Exported, dice: Dice) -> Mutation | None:
    line = 1 + dice.below(len(book.lines))
    raw = bytearray(book.lines[line - 1].encode())
    raw[dice.below(len(raw) - 1)] = dice.below(256)
    try:
        same = json.loads(raw) == book.told(line)
    except ValueError:
        same = False
    if same:  # another way of writing the same
        return None
    content = b"".join([_joined(book.lines[: line - 1]), bytes(raw), _joined(book.lines[line:])])
    return Mutation("byte", content, _where(book, line))


def digit(book: Exported, dice: Dice) -> Mutation | None:
    """One digit of what an entry says."""
    line = dice.one_of(book.of_kind("entry"))
    told = book.told(line)
    places = [place for place, one in enumerate(told["entry"]) if one.isdigit()]
    place = dice.one_of(places)
    other = str((int(told["entry"][place]) + 1 + dice.below(9)) % 10)
    told["entry"] = told["entry"][:place] + other + told["entry"][place + 1 :]
    return Mutation("digit", _replaced(book, line, line_of(told)), {line})


def fact(book: Exported, dice: Dice) -> Mutation | None:
    """A fact of one entry in the place of another's."""
    line, other = (dice.one_of(book.of_kind("entry")) for _ in range(2))
    told, facts = book.told(line), book.told(other)["entry"].split("\n")
    own = told["entry"].split("\n")
    which = dice.below(min(len(own), len(facts)))
    if own[which] == facts[which]:
        return None
    own[which] = facts[which]
    return Mutation("fact", _replaced(book, line, line_of({**told, "entry": "\n".join(own)})), {line})


def delete(book: Exported, dice: Dice) -> Mutation | None:
    line = 1 + dice.below(len(book.lines))
    entries, heads, end = book.of_kind("entry"), book.of_kind("head"), len(book.lines)
    content = _joined([*book.lines[: line - 1], *book.lines[line:]])
    # Without a head, or the last entry that has none yet, only the last line knows that something is missing.
    return Mutation("delete", content, {end - 1} if line in heads or line == entries[-1] else {line})


def swap(book: Exported, dice: Dice) -> Mutation | None:
    kind = dice.one_of(["entry", "entry", "head"])
    one, two = sorted(dice.one_of(book.of_kind(kind)) for _ in range(2))
    if one == two:
        return None
    lines = list(book.lines)
    lines[one - 1], lines[two - 1] = lines[two - 1], lines[one - 1]
    return Mutation("swap", _joined(lines), {one} if kind == "entry" else {one + 1})


def insert(book: Exported, dice: Dice) -> Mutation | None:
    """A line once more, anywhere."""
    line, place = 1 + dice.below(len(book.lines)), 1 + dice.below(len(book.lines))
    content = _joined([*book.lines[:place], book.lines[line - 1], *book.lines[place:]])
    # A head is right wherever it stands behind its entries, a line is right before itself: then what follows is wrong.
    late = line in book.of_kind("head") or line == place + 1
    return Mutation("insert", content, {place + 1, place + 2} if late else {place + 1})


def truncate(book: Exported, dice: Dice) -> Mutation | None:
    content = book.bytes[: dice.below(len(book.bytes) - 1)]
    whole = sum(1 for one, line in zip(content.split(b"\n"), book.lines, strict=False) if one == line.encode()[:-1])
    return Mutation("truncate", content, {whole + 1})


def roll_back(book: Exported, dice: Dice) -> Mutation | None:
    """An older copy, or one cut off and made right in itself."""
    if dice.below(4) == 0:
        return Mutation("roll back", _joined(book.older), {len(book.older) + 1}, [book.kept])
    entries, heads = book.of_kind("entry"), book.of_kind("head")
    size = 1 + dice.below(int(book.kept.split()[3]) - 1)
    left = [told for told in map(book.told, heads) if int(told["head"].split("\n")[3]) <= size]
    content = forged(book.told(1), [book.told(line) for line in entries[:size]], left)
    return Mutation("roll back", _joined(content), {len(content) + 1}, [book.kept])


def memos(book: Exported, dice: Dice) -> Mutation | None:
    """Two memos, each beside the other's entry."""
    one, two = sorted(dice.one_of(book.of_kind("entry")) for _ in range(2))
    first, second = book.told(one), book.told(two)
    if one == two:
        return None
    lines = list(book.lines)
    lines[one - 1] = line_of({**first, "memo": second["memo"], "salt": second["salt"]})
    lines[two - 1] = line_of({**second, "memo": first["memo"], "salt": first["salt"]})
    return Mutation("memos", _joined(lines), {two if not second["salt"] else one})


def moved(book: Exported, dice: Dice) -> Mutation | None:
    """Some of the amount of one line stands in another."""
    line = dice.one_of(book.of_kind("entry"))
    told = book.told(line)
    facts = told["entry"].split("\n")
    one, two, by = len(facts) - 2, len(facts) - 3, 1 + dice.below(1000)
    for which, change in ((one, by), (two, -by)):
        *place, amount = facts[which].split("\t")
        facts[which] = "\t".join([*place, str(int(amount) + change)])
    return Mutation("moved", _replaced(book, line, line_of({**told, "entry": "\n".join(facts)})), {line})


def head(book: Exported, dice: Dice) -> Mutation | None:
    """One character of a head, its signature or its key."""
    line = dice.one_of(book.of_kind("head"))
    told, which = book.told(line), dice.one_of(["head", "signature", "key"])
    place = dice.below(len(told[which]))
    other = dice.one_of("0123456789abcdef")
    if told[which][place] == other:
        return None
    told[which] = told[which][:place] + other + told[which][place + 1 :]
    return Mutation("head", _replaced(book, line, line_of(told)), {line})


def rewritten(book: Exported, dice: Dice) -> Mutation | None:
    """An amount altered on both sides and all seals computed anew: only the heads are signed."""
    entries, heads = [book.told(line) for line in book.of_kind("entry")], book.of_kind("head")
    first = next(line for line in heads if int(book.told(line)["head"].split("\n")[3]) >= 1)
    number = dice.below(int(book.kept.split()[3]))
    facts = entries[number]["entry"].split("\n")
    facts[6] = f"{facts[6]}0"
    entries[number]["entry"] = "\n".join(facts)
    shown = [line for line in heads if int(book.told(line)["head"].split("\n")[3]) > number]
    if dice.below(2):
        content = forged(book.told(1), entries, [])
        return Mutation("rewritten", _joined(content), {len(content) + 1}, [book.kept])
    assert first <= shown[0]
    return Mutation("rewritten", _joined(forged(book.told(1), entries, [*map(book.told, heads)])), {shown[0]})


ALL: list[Mutate] = [
    byte, digit, fact, delete, swap, insert, truncate, roll_back, memos, moved, head, rewritten,
]  # fmt: skip
