"""What an alliance has already, and what a sheet would change in it: plain values for matching."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal


@dataclass(frozen=True)
class KnownOrganisation:
    """An organisation that takes part, by its reference."""

    ref: str
    name: str


@dataclass(frozen=True)
class KnownPerson:
    """Somebody whom the alliance knows; `contact` holds a token for each number that is kept: equal where they are."""

    ref: str
    name: str
    contact: Mapping[str, str] = field(default_factory=dict)
    organisations: frozenset[str] = frozenset()
    posts: frozenset[tuple[str, str]] = frozenset()  # organisation and code of the kind


@dataclass(frozen=True)
class Known:
    """All that a sheet is held against."""

    sides: tuple[str, ...] = ()
    organisations: tuple[KnownOrganisation, ...] = ()
    people: tuple[KnownPerson, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)  # the name of each kind of post, with its code
    leader: str = ""
    oneself: str = ""  # who is at it: nobody gives himself a post
    today: str = ""


@dataclass(frozen=True)
class Option:
    """An answer that may be given; `label` names a thing, and is empty where the value says what it is."""

    value: str
    label: str = ""


@dataclass(frozen=True)
class Doubt:
    """A question. Its key follows from what stands in the sheet: the same question has the same answer again."""

    key: str
    code: str
    facts: Mapping[str, str]
    options: tuple[Option, ...]
    line: int
    takes_text: bool = False
    answer: str = ""


StepKind = Literal["side", "member", "person", "contact", "post"]


@dataclass(frozen=True)
class Step:
    """One thing that applying does; things that are new are named by what they stand for: `new-person:2`."""

    kind: StepKind
    about: str
    facts: Mapping[str, str]
    line: int


@dataclass(frozen=True)
class Note:
    """Something told beside a row that changes nothing."""

    code: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Plan:
    """What a sheet comes to: the questions, the steps, what is told beside each row."""

    doubts: tuple[Doubt, ...]
    steps: tuple[Step, ...]
    notes: Mapping[int, tuple[Note, ...]]

    @property
    def open(self) -> tuple[Doubt, ...]:
        """The questions that nobody has answered yet."""
        return tuple(doubt for doubt in self.doubts if not doubt.answer)

    @property
    def seal(self) -> str:
        """A short mark of all that would be done: what was shown is what is done."""
        told = repr([(step.kind, step.about, sorted(step.facts.items())) for step in self.steps])
        return sha256(told.encode()).hexdigest()[:16]


def key_of(code: str, *told: str) -> str:
    """The key of a question."""
    return f"{code}-{sha256(repr(told).encode()).hexdigest()[:12]}"
