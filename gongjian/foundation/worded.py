"""Questions that every page and every deed asks: put into SQL once a process, and asked afresh each time.

To put a large question into SQL takes Django many times longer than the database needs to answer it. From one asking to
the next only the values asked about may differ: not the hour, not the language, not a setting.
"""

import functools
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.db import connections
from django.db.models import DateField, Field, Model, QuerySet, UUIDField
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row", bound=Model)
Value = UUID | date

_FIELDS: "dict[type[Value], Field[Any, Any]]" = {UUID: UUIDField(), date: DateField()}


@dataclass(frozen=True)
class _Wording:
    """The SQL for one kind of database; each of its parameters is the number of a value, or fixed."""

    compiler: SQLCompiler
    sql: str
    params: tuple[tuple[int | None, Any], ...]

    def with_values(self, values: Sequence[Any]) -> tuple[Any, ...]:
        """The parameters of one asking."""
        return tuple(fixed if number is None else values[number] for number, fixed in self.params)


class _Worded(Query):
    """A query that is in SQL already; nothing can be added to it."""

    wording: _Wording
    values: Sequence[Any]

    def get_compiler(self, using: str | None = None, *_how: object, **_else: object) -> SQLCompiler:
        """The one that worded it, on the connection of this thread."""
        compiler, worded = copy(self.wording.compiler), (self.wording.sql, self.wording.with_values(self.values))
        vars(compiler).update({"connection": connections[using or "default"], "using": using, "as_sql": lambda: worded})
        return compiler


class Question(Generic[Row]):
    """`Question(build, UUID, date)(person, day)` are the rows of `build(person, day)`."""

    def __init__(self, build: Callable[..., QuerySet[Row]], *kinds: type[Value]) -> None:
        """Build the question from values of these kinds."""
        self._build, self._kinds = build, kinds
        self._wordings: dict[str, _Wording] = {}

    def __call__(self, *values: Value) -> list[Row]:
        """Ask; a list, because whatever were added to the question would not be asked."""
        using = self._blank.db
        vendor = connections[using].vendor
        if vendor not in self._wordings:
            self._wordings[vendor] = self._worded(using)
        query = cast("_Worded", self._blank.query.chain(_Worded))
        query.wording, query.values = self._wordings[vendor], self._told(using, values)
        return list(QuerySet(self._blank.model, query=query, using=using))

    @functools.cached_property
    def _blank(self) -> QuerySet[Row]:
        return self._build(*self._strange(0))

    def _strange(self, number: int) -> list[Value]:
        """Values that occur nowhere else."""
        return [
            UUID(int=place) if kind is UUID else date.min + timedelta(place)
            for place, kind in enumerate(self._kinds, start=number + 7)
        ]

    def _told(self, using: str, values: Sequence[Value]) -> list[Any]:
        """The values as this database takes them."""
        pairs = zip(self._kinds, values, strict=True)
        return [_FIELDS[kind].get_db_prep_value(value, connections[using]) for kind, value in pairs]

    def _worded(self, using: str) -> _Wording:
        """Words it for two rows of strange values, and sees that nothing differs but these."""
        compilers = [made.query.get_compiler(using) for made in (self._blank, self._build(*self._strange(100)))]
        (sql, params), (other_sql, other_params) = (compiler.as_sql() for compiler in compilers)
        values, others = (self._told(using, self._strange(number)) for number in (0, 100))
        numbers = [values.index(param) if param in values else None for param in params]
        wording = _Wording(compilers[0], sql, tuple(zip(numbers, params, strict=True)))
        if (other_sql, tuple(other_params)) != (sql, wording.with_values(others)):
            message = "More of a question differs than the values asked about."
            raise RuntimeError(message)
        return wording
