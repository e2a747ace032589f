"""Moving everything that is sealed, and the marks that belong to it, under the newest key.

Value by value, each in its own short transaction, and only where the column still holds what was read: whoever writes
at the same time wins. Broken off, it is simply run again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.apps import apps
from django.db import transaction
from django.db.models import Model, QuerySet, TextField
from django.db.models.functions import Cast

from gongjian.foundation.sealing import keys
from gongjian.foundation.sealing.fields import Sealed, SealedTextField

AnyModel = TypeVar("AnyModel", bound=Model)


class SomeStayedShut(keys.CannotOpen):
    """All the rest was moved; these could not be opened."""

    def __init__(self, moved: int, shut: list[str]) -> None:
        """`shut` names each value by model, row and field."""
        super().__init__(", ".join(shut))
        self.moved, self.shut = moved, shut


@dataclass(frozen=True)
class _Marked:
    """A column that holds the mark of a sealed one."""

    mark: str
    purpose: Callable[[Any], str]


_marked: dict[tuple[type[Model], str], _Marked] = {}


def marks_from(model: type[AnyModel], sealed: str, mark: str, purpose: Callable[[AnyModel], str]) -> None:
    """Register that the field `mark` holds the mark of the field `sealed`, made for what `purpose` says of the row."""
    _marked[model, sealed] = _Marked(mark, purpose)


@dataclass(frozen=True)
class Elsewhere:
    """What is sealed in no field of ours, but inside the rows of a library."""

    anything: Callable[[], bool]
    move: Callable[[], int]


_elsewhere: list[Elsewhere] = []


def also_sealed(elsewhere: Elsewhere) -> None:
    """Register how to ask for it, and how to move it under the newest key; `move` says how many it moved."""
    _elsewhere.append(elsewhere)


def anything_sealed() -> bool:
    """Whether some column holds what only the keys can open."""
    in_fields = any(field.model._base_manager.exclude(**{field.name: ""}).exists() for field in _sealed_fields())
    return in_fields or any(each.anything() for each in _elsewhere)


def reencrypt() -> int:
    """Move what is under an older key; says how many values and marks it moved, 0 when there is nothing left to do.

    Raises `SomeStayedShut` in the end when there were values that could not be opened.
    """
    moved, shut = 0, []
    for field in _sealed_fields():
        model = field.model
        for pk in list(model._base_manager.exclude(**{field.name: ""}).order_by("pk").values_list("pk", flat=True)):
            try:
                moved += _value_moved(field, pk) + _mark_moved(field, pk)
            except keys.CannotOpen:
                shut.append(f"{model._meta.label_lower}:{pk} {field.name}")
    for each in _elsewhere:
        try:
            moved += each.move()
        except SomeStayedShut as some:
            moved, shut = moved + some.moved, [*shut, *some.shut]
    if shut:
        raise SomeStayedShut(moved, shut)
    return moved


def _sealed_fields() -> Iterator[SealedTextField]:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SealedTextField):
                yield field


def _value_moved(field: SealedTextField, pk: object) -> int:
    """1 when this value was under an older key and is now under the newest."""
    row = field.model._base_manager.filter(pk=pk).first()
    held = cast("Sealed", getattr(row, field.attname, None))
    if not held or keys.key_number(held.sealed) == keys.ring().newest.number:
        return 0
    renewed = field.to_python(held.opened())
    with transaction.atomic():
        return _unchanged(field, pk, held).update(**{field.name: renewed})


def _mark_moved(field: SealedTextField, pk: object) -> int:
    """1 when this value's mark was under an older key and is now under the newest."""
    marked = _marked.get((field.model, field.name))
    row = field.model._base_manager.filter(pk=pk).first()
    if marked is None or row is None or not getattr(row, field.attname):
        return 0
    held, old = cast("Sealed", getattr(row, field.attname)), getattr(row, marked.mark)
    new = keys.mark(held.opened(), marked.purpose(row))
    if new == old:
        return 0
    with transaction.atomic():
        return _unchanged(field, pk, held).filter(**{marked.mark: old}).update(**{marked.mark: new})


def _unchanged(field: SealedTextField, pk: object, held: Sealed) -> QuerySet[Model]:
    """The row, if its column still holds exactly what was read."""
    rows = field.model._base_manager.annotate(_as_it_stands=Cast(field.name, TextField()))
    return rows.filter(pk=pk, _as_it_stands=held.sealed)
