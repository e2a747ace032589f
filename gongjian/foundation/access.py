"""Permissions, named by deed: declare, ask, require, explain."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gongjian.foundation.accounts.models import Person


@dataclass(frozen=True)
class SystemActor:
    """A job or a reaction that acts by itself, by name: `system:disclosure-clock`."""

    name: str

    @property
    def ref(self) -> str:
        """How the audit log points to it."""
        return f"system:{self.name}"


@dataclass(frozen=True)
class Anonymous:
    """Somebody of whom nothing is known and nothing is kept: not who, not from where."""

    @property
    def ref(self) -> str:
        """How the audit log points to nobody."""
        return "anonymous"


Actor = Person | SystemActor | Anonymous


class NotPermitted(Exception):  # noqa: N818  a refusal, named as one
    """The actor may not do this deed to this subject; `reasons` says why, in the reader's language."""

    def __init__(self, deed: str, reasons: list[StrOrPromise]) -> None:
        """Name the deed that was asked for and each part of the rule that said no."""
        super().__init__(deed)
        self.deed = deed
        self.reasons = reasons


@dataclass(frozen=True)
class Rule:
    """A question about an actor and a subject, with the sentence that is told when the answer is no."""

    name: str
    ask: Callable[[Actor, Model], bool]
    otherwise: StrOrPromise

    def __and__(self, other: "Rule") -> "Rule":
        """Both must say yes."""
        return All(
            f"({self.name} and {other.name})", lambda *asked: self.ask(*asked) and other.ask(*asked), "", (self, other)
        )

    def __or__(self, other: "Rule") -> "Rule":
        """One must say yes."""
        return Either(
            f"({self.name} or {other.name})", lambda *asked: self.ask(*asked) or other.ask(*asked), "", (self, other)
        )

    def refusals(self, actor: Actor, subject: Model) -> list[StrOrPromise]:
        """The sentences of the parts that said no; empty means yes."""
        return [] if self.ask(actor, subject) else [self.otherwise]


@dataclass(frozen=True)
class All(Rule):
    """Rules that must all say yes."""

    parts: tuple[Rule, ...] = ()

    def refusals(self, actor: Actor, subject: Model) -> list[StrOrPromise]:
        """What each part that says no has to say."""
        return [said for part in self.parts for said in part.refusals(actor, subject)]


@dataclass(frozen=True)
class Either(Rule):
    """Rules of which one must say yes."""

    parts: tuple[Rule, ...] = ()

    def refusals(self, actor: Actor, subject: Model) -> list[StrOrPromise]:
        """What all parts have to say, when all say no."""
        if any(part.ask(actor, subject) for part in self.parts):
            return []
        said = [words for part in self.parts for words in part.refusals(actor, subject)]
        # A part that concerns programs only has no words for people; a refusal is never without any row all the same.
        return [words for words in said if words] or said


def is_system(name: str, otherwise: StrOrPromise = "") -> Rule:
    """Is the program itself, under this name; without a sentence where people have another way of their own."""
    actor = SystemActor(name)
    return Rule(f"is {actor.ref}", lambda asked, _subject: asked == actor, otherwise)


_permissions: dict[str, Rule] = {}


def permit(deed: str, rule: Rule) -> None:
    """Declare who may do a deed; once, in the module's permissions.py."""
    if deed in _permissions:
        message = f"{deed} is permitted twice."
        raise ValueError(message)
    _permissions[deed] = rule


def permissions() -> dict[str, Rule]:
    """Every declared deed with its rule, for the documents and the tests."""
    return dict(_permissions)


def explain(actor: Actor, deed: str, subject: Model) -> list[StrOrPromise]:
    """Which parts of the rule say no, in sentences; an empty list means that the actor may.

    Nobody is above the rules: no mark on an account is asked here.
    """
    if isinstance(actor, Person) and not actor.is_active:
        return [_("这个账号已经停用。")]
    return _permissions[deed].refusals(actor, subject)


def may(actor: Actor, deed: str, subject: Model) -> bool:
    """Whether the actor may do the deed to the subject."""
    return not explain(actor, deed, subject)


def require(actor: Actor, deed: str, subject: Model) -> None:
    """Raise `NotPermitted` with the reasons unless the actor may."""
    if reasons := explain(actor, deed, subject):
        raise NotPermitted(deed, reasons)
