"""The words for every refusal code, gathered from the modules."""

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django_stubs_ext import StrOrPromise

from gongjian.rulebook.errors import Fact, RuleBroken
from gongjian.rulebook.money import in_short, in_yuan

_sentences: dict[str, StrOrPromise] = {}
_spoken: dict[str, Callable[[Any], StrOrPromise]] = {
    # How a fact is said, by its name: amounts are told in yuan, never in fen.
    "denomination": in_short,
    "difference": in_yuan,
    "held": in_yuan,
    "missing": in_yuan,
    "state": lambda state: _states[state],
    "following": lambda state: _states[state],
}
_states: dict[str, StrOrPromise] = {}


def say(code: str, words: StrOrPromise) -> None:
    """Give a refusal its sentence: what happened, why, and what to do now. Facts stand in it as %(name)s."""
    if code in _sentences:
        message = f"{code} has two sentences."
        raise ValueError(message)
    _sentences[code] = words


def speak(fact: str, how: Callable[[Any], StrOrPromise]) -> None:
    """Say how a fact of this name is told in every sentence."""
    if fact in _spoken:
        message = f"{fact} is spoken twice."
        raise ValueError(message)
    _spoken[fact] = how


def speak_states(states: type[TextChoices]) -> None:
    """Say the states of a machine by their labels; no two machines may have different words for one code."""
    for state in states:
        if _states.setdefault(str(state.value), state.label) != state.label:
            message = f"The state {state.value} has two labels."
            raise ValueError(message)


def sentence(broken: RuleBroken) -> str:
    """The refusal in the reader's language."""
    words = _sentences[broken.code]
    return str(words) % {name: _said(name, fact) for name, fact in broken.facts.items()}


def _said(name: str, fact: Fact) -> str:
    spoken = _spoken[name](fact) if name in _spoken and fact is not None else fact
    return str(spoken)


def sentences() -> dict[str, StrOrPromise]:
    """Every code with its words, for the tests and the documents."""
    return dict(_sentences)


__all__ = ["say", "sentence", "sentences", "speak", "speak_states"]
