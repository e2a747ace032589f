"""The `@deed` decorator: one transaction, one effect, one audit row, for every write of the program."""

import functools
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, fields, is_dataclass
from inspect import signature
from typing import ParamSpec, TypeVar, cast
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.utils.crypto import salted_hmac
from django_stubs_ext import StrOrPromise

from gongjian.foundation import clock, disk
from gongjian.foundation.access import Actor, Rule
from gongjian.foundation.audit import log
from gongjian.foundation.idempotency.models import UsedKey
from gongjian.foundation.tenancy import alliance_of, hold, is_founded_here
from gongjian.rulebook.errors import Fact, RuleBroken

Params = ParamSpec("Params")
Result = TypeVar("Result", bound=models.Model)


@dataclass(frozen=True)
class _Request:
    key: UUID | None
    asked_for: bool


@dataclass
class _Running:
    """The outermost deed under way, with what is to be written into the log when it is done."""

    alliance: UUID
    notes: list[log.Noted] = field(default_factory=list)
    subjects: list[models.Model] = field(default_factory=list)
    depth: int = 0


_request: ContextVar[_Request] = ContextVar("request", default=_Request(None, asked_for=False))
_running: ContextVar[_Running | None] = ContextVar("running", default=None)

AfterDeed = Callable[[list[models.Model]], object]
_after: list[AfterDeed] = []


@contextmanager
def under_key(key: UUID | None, *, asked_for: bool = False) -> Iterator[None]:
    """Let the deeds done inside count as one request with this key; `asked_for` when a key may not be missing."""
    before = _request.set(_Request(key, asked_for))
    try:
        yield
    finally:
        _request.reset(before)


def only_within_a_deed(otherwise: StrOrPromise) -> Rule:
    """The rule for deeds that are only ever part of another one, never asked for by themselves."""
    return Rule("part of another deed", lambda _actor, _subject: _depth() > 1, otherwise)


def after_each_deed(follow: AfterDeed) -> AfterDeed:
    """Let something follow every outermost deed, in its transaction: it is given the records that were recorded."""
    _after.append(follow)
    return follow


def _depth() -> int:
    running = _running.get()
    return running.depth if running else 0


def deed_under_way_in() -> UUID | None:
    """The alliance whose deed is being done just now, for what may only be written in the course of one."""
    running = _running.get()
    return running.alliance if running else None


def record(actor: Actor, name: str, subject: models.Model, **facts: Fact) -> None:
    """Note the deed for the audit log. Facts are ids, codes and numbers: no name, no count that is still secret."""
    running = _running.get()
    if running is None:
        message = f"{name} is recorded outside a deed."
        raise RuntimeError(message)
    running.notes.append(log.noted(actor, name, subject, facts))
    running.subjects.append(subject)


def deed(name: str) -> Callable[[Callable[Params, Result]], Callable[Params, Result]]:
    """Make an action a deed: it opens the transaction, claims the one-time key, runs the beats, stores the result.

    The first record that the action's signature names after the actor says whose alliance it is.

    The same key again gets the stored answer without a second effect; with another body it raises
    `idempotency.other_body`. A request that must carry a key and does not raises `idempotency.key_missing`. A deed
    called by a deed shares the outer one's transaction and key, and its audit row stands under the outer row.
    """

    def decorate(action: Callable[Params, Result]) -> Callable[Params, Result]:
        in_order = list(signature(action).parameters)

        @functools.wraps(action)
        def run(*args: Params.args, **kwargs: Params.kwargs) -> Result:
            act = functools.partial(action, *args, **kwargs)
            if running := _running.get():
                return _deeper(running, act)
            with disk.told(), transaction.atomic():
                return _outermost(name, act, {word: kwargs[word] for word in in_order if word in kwargs})

        return run

    return decorate


def _deeper(running: _Running, act: Callable[[], Result]) -> Result:
    running.depth += 1
    try:
        return act()
    finally:
        running.depth -= 1


def _outermost(name: str, act: Callable[[], Result], given: Mapping[str, object]) -> Result:
    subject = next(value for word, value in given.items() if word != "actor" and isinstance(value, models.Model))
    running = _Running(alliance_of(subject))
    if not is_founded_here(subject):  # nobody else can know of one that is not there yet
        hold(running.alliance)
    asked, fingerprint = _request.get(), _fingerprint(name, given)
    if asked.asked_for and asked.key is None:
        raise RuleBroken("idempotency.key_missing")
    if asked.key and (used := UsedKey.objects.filter(alliance=running.alliance, key=asked.key).first()):
        return cast("Result", _stored_answer(used, fingerprint))

    token = _running.set(running)
    try:
        result = _deeper(running, act)
    finally:
        _running.reset(token)

    outer = [note for note in running.notes if note.deed == name]
    if len(outer) != 1:
        message = f"{name} recorded itself {len(outer)} times, not once."
        raise RuntimeError(message)
    log.write(running.alliance, outer[0], [note for note in running.notes if note is not outer[0]])
    for follow in _after:
        follow(running.subjects)
    if asked.key:
        UsedKey.objects.create(
            alliance_id=running.alliance,
            key=asked.key,
            fingerprint=fingerprint,
            result=f"{result._meta.label_lower}:{result.pk}",
            used_at=clock.now(),
        )
    return result


def _stored_answer(used: UsedKey, fingerprint: str) -> models.Model:
    if used.fingerprint != fingerprint:
        raise RuleBroken("idempotency.other_body")
    label, pk = used.result.rsplit(":", 1)
    return cast("models.Model", apps.get_model(label)._default_manager.get(pk=pk))


def _fingerprint(name: str, given: Mapping[str, object]) -> str:
    canonical = json.dumps([name, given], sort_keys=True, default=_plain)
    # Keyed: what was typed (a telephone number) cannot be guessed back from the fingerprint.
    return salted_hmac("gongjian.idempotency", canonical, algorithm="sha256").hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, models.Model):
        return f"{value._meta.label_lower}:{value.pk}"
    if is_dataclass(value) and not isinstance(value, type):
        # What lies within comes back here by itself; asdict() would copy it all first.
        return {each.name: getattr(value, each.name) for each in fields(value)}
    return str(value)
