"""How a text is written into the index, and what was typed is asked of it: one way for both databases.

A text is folded (full-width, capitals, accents, spaces, dashes and other punctuation make no difference) and written as
its pairs of neighbouring characters. Each character is five letters, so no database takes a text apart in its own way,
and nothing that somebody types can be a command to it. Pairs that follow each other are the text again: what they find
is what a scan for that piece of text would find, two Chinese characters as well as the middle of a number.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from string import ascii_lowercase

from pypinyin import Style, pinyin

# PostgreSQL keeps no more than 255 places of one word: what stands further behind is not found.
LONGEST_TEXT = 250
LONGEST_TYPED = 60
_MOST_WORDS = 5

_LETTERS_A_CHARACTER = 5
_HAN = re.compile("[\u3007\u3400-\u9fff\U00020000-\U0003ffff]+")
_SOUND = re.compile("[a-z]{2,}")
# How far a sound is written from where it begins, and how many ways of reading a short name are.
_SYLLABLES, _LETTERS, _WAYS, _SHORT = 8, 24, 64, 4


@dataclass(frozen=True)
class Piece:
    """One of the words that somebody typed, folded; all of them must be in what is found."""

    text: str

    @property
    def may_be_sound(self) -> bool:
        """Whether it may be pinyin, or first letters of it."""
        return _SOUND.fullmatch(self.text) is not None

    @property
    def is_too_short(self) -> bool:
        """One Latin letter says nothing."""
        return len(self.text) == 1 and self.text in ascii_lowercase


def pieces(typed: str) -> list[Piece]:
    """What to look for; nothing where nothing was typed but spaces, dashes and the like."""
    folded = (fold(word) for word in typed[:LONGEST_TYPED].split())
    return [Piece(text) for text in islice(dict.fromkeys(filter(None, folded)), _MOST_WORDS)]


def fold(text: str) -> str:
    """The text without what makes no difference to somebody who looks for it."""
    return "".join(folded for folded, _place in _folded(text))


def marked(text: str, looked_for: Iterable[Piece]) -> list[tuple[str, bool]]:
    """The text in parts, each with whether it is what was looked for; what was found by its sound has no such part."""
    characters = list(_folded(text))
    folded, hit = "".join(each for each, _place in characters), [False] * len(text)
    for piece in looked_for:
        start = folded.find(piece.text)
        if start >= 0:
            first, last = characters[start][1], characters[start + len(piece.text) - 1][1]
            hit[first : last + 1] = [True] * (last + 1 - first)
    parts: list[tuple[str, bool]] = []
    for character, inside in zip(text, hit, strict=True):
        if parts and parts[-1][1] is inside:
            parts[-1] = (parts[-1][0] + character, inside)
        else:
            parts.append((character, inside))
    return parts


def _folded(text: str) -> Iterator[tuple[str, int]]:
    """Each character that makes a difference, with the place of the one that it comes from."""
    for place, character in enumerate(text):
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
        for each in plain:
            if unicodedata.category(each)[0] not in "ZPM" and unicodedata.category(each) not in {"Cc", "Cf", "Cs"}:
                yield each, place


def written(texts: Sequence[str]) -> str:
    """The words of the index for these texts: pairs, and after each text its last character alone.

    That single one parts a text from the next, so that nothing is found across the two.
    """
    words: list[str] = []
    for text in texts:
        folded = fold(text)
        room = LONGEST_TEXT - len(words)
        words += _written(folded[: max(room, 0)])
    return " ".join(words)


def _written(folded: str) -> list[str]:
    letters = [_letters(character) for character in folded]
    return [letters[place] + "".join(letters[place + 1 : place + 2]) for place in range(len(letters))]


def asked(piece: Piece) -> list[str]:
    """The words that must follow each other in the index; one character alone is the beginning of a word."""
    written_out = _written(piece.text)
    return written_out if len(written_out) == 1 else written_out[:-1]


def asked_whole(looked_for: Iterable[Piece]) -> tuple[str, str]:
    """What the words of a text begin with that is exactly this, or begins with it."""
    folded = "".join(piece.text for piece in looked_for)
    words = _written(folded)
    return " ".join(words), " ".join(words[:-1]) if len(words) > 1 else words[0]


def _letters(character: str) -> str:
    number, letters = ord(character), ""
    for _place in range(_LETTERS_A_CHARACTER):
        number, rest = divmod(number, len(ascii_lowercase))
        letters = ascii_lowercase[rest] + letters
    return letters


def sounds(texts: Iterable[str]) -> str:
    """How the Chinese of these texts sounds, from each character on: all letters, and first letters only."""
    found: set[str] = set()
    for text in texts:
        for run in _HAN.findall(unicodedata.normalize("NFKC", text[:LONGEST_TEXT])):
            readings = _readings(run)
            for start in range(len(run)):
                for syllables in _ways(readings[start : start + _SYLLABLES]):
                    found.add("".join(syllables)[:_LETTERS])
                    found.add("".join(syllable[:1] for syllable in syllables))
    return " ".join(sorted(found - {""}))


def asked_sound(piece: Piece) -> str:
    """What a word of the sounds must begin with."""
    return piece.text[:_LETTERS]


def _readings(run: str) -> list[list[str]]:
    """Of each character every reading, first the one that fits its neighbours; a rare character may have none."""
    alone = [pinyin(character, style=Style.NORMAL, heteronym=True, errors="ignore") for character in run]
    fitting = pinyin(run, style=Style.NORMAL, errors="ignore")
    readings = []
    for place, known in enumerate(alone):
        usual = fitting[place] if len(fitting) == len(run) else []
        each = [*usual, *(known[0] if known else [""])]
        readings.append(list(dict.fromkeys(way for one in each for way in (one, one.replace("v", "u")))))
    return readings


def _ways(readings: list[list[str]]) -> Iterator[list[str]]:
    """The ways to read a few characters: every one of a short name, in longer texts one unusual reading at a time."""
    if len(readings) <= _SHORT:
        yield from map(list, islice(product(*readings), _WAYS))
        return
    usual = [each[0] for each in readings]
    yield usual
    for place, each in enumerate(readings):
        for other in each[1:]:
            yield [*usual[:place], other, *usual[place + 1 :]]
