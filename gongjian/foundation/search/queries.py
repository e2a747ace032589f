"""Looking for things: what the index has, cut down to what this person sees. Counts are counts of that only."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, F, IntegerField, OrderBy, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber
from django_stubs_ext import StrOrPromise

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.search.engine import matching
from gongjian.foundation.search.findable import Findable, Hit, every_kind
from gongjian.foundation.search.models import SearchRow
from gongjian.foundation.search.words import Piece, asked_whole, marked, pieces
from gongjian.foundation.tenancy import alliance_of
from gongjian.foundation.wiring import whereabouts

# As many kinds are opened as a page may ask the database for, however many kinds there will be.
_OPENED, _AT_FIRST, _PER_PAGE = 3, 5, 20


@dataclass(frozen=True)
class Found:
    """One thing that was found, with the parts of its title and whether each is what was looked for."""

    id: UUID
    kind: str
    hit: Hit
    title: list[tuple[str, bool]]


@dataclass(frozen=True)
class Group:
    """What was found of one kind: how much there is, and the first of it (nothing of kinds that are not opened)."""

    kind: str
    label: StrOrPromise
    icon: str
    total: int
    found: list[Found]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.found)


@dataclass(frozen=True)
class Answer:
    """What came of looking: groups, and, where one kind was asked for, a page of it."""

    groups: Sequence[Group] = ()
    page: Page[Any] | None = None
    nothing_typed: bool = False
    too_short: bool = False

    @property
    def total(self) -> int:
        """How much was found of all kinds."""
        return sum(group.total for group in self.groups)


def look_for(actor: Person, typed: str) -> Answer:
    """How many there are of each kind, and the first few of the kinds that fit best."""
    looked_for = pieces(typed)
    if refusal := _cannot_look(looked_for):
        return refusal
    matching = _visible_rows(actor, looked_for, every_kind()).annotate(
        place=Window(RowNumber(), partition_by="kind", order_by=_in_order()),
        total=Window(Count("pk"), partition_by="kind"),
    )
    rows: list[Any] = list(matching.filter(place__lte=_AT_FIRST).order_by("kind", "place"))
    totals, best = {row.kind: row.total for row in rows}, {row.kind: row.rank for row in reversed(rows)}
    in_order = sorted((name for name in every_kind() if name in totals), key=lambda name: best[name])
    found = _found([row for row in rows if row.kind in in_order[:_OPENED]], looked_for)
    return Answer([_group(every_kind()[name], totals[name], found) for name in in_order])


def look_for_kind(actor: Person, typed: str, kind: str, page: str | None) -> Answer:
    """A page of what matches of one kind."""
    looked_for, known = pieces(typed), every_kind()
    if refusal := _cannot_look(looked_for):
        return refusal
    rows = _visible_rows(actor, looked_for, {kind: known[kind]}).order_by(*_in_order())
    shown = Paginator(rows, _PER_PAGE).get_page(page)
    group = _group(known[kind], shown.paginator.count, _found(list(shown.object_list), looked_for))
    return Answer([group] if group.total else [], shown)


def _cannot_look(looked_for: list[Piece]) -> Answer | None:
    if not looked_for:
        return Answer(nothing_typed=True)
    if all(piece.is_too_short for piece in looked_for):
        return Answer(too_short=True)
    return None


def _visible_rows(actor: Person, looked_for: list[Piece], kinds: dict[str, Findable[Any]]) -> QuerySet[SearchRow]:
    """The matching rows of records that this person sees in the alliance worked in."""
    place = whereabouts(actor)
    seen = Q(pk__in=())
    for name, kind in kinds.items() if place else ():
        seen |= Q(kind=name, subject__in=kind.visible(actor).order_by().values("pk"))
    first = _rank(looked_for)
    here = Q(alliance=alliance_of(place.alliance)) if place else Q()
    return SearchRow.objects.filter(matching(looked_for), seen, here).annotate(rank=first)


def _rank(looked_for: list[Piece]) -> Case:
    """What is called exactly this, then what begins with it, then the rest; nothing is counted, nobody is popular."""
    whole, beginning = asked_whole(looked_for)
    exactly = Q(words=whole) | Q(words__startswith=f"{whole} ")
    steps = (When(exactly, then=Value(0)), When(words__startswith=beginning, then=Value(1)))
    return Case(*steps, default=Value(2), output_field=IntegerField())


def _in_order() -> list[OrderBy]:
    """Within the same rank the newest day first, then by the words: the order of the characters."""
    return [F("rank").asc(), F("day").desc(nulls_last=True), F("words").asc(), F("pk").asc()]


def _group(kind: Findable[Any], total: int, found: list[Found]) -> Group:
    return Group(kind.kind, kind.label, kind.icon, total, [each for each in found if each.kind == kind.kind])


def _found(rows: Sequence[SearchRow], looked_for: list[Piece]) -> list[Found]:
    """The records of these rows as they are now, one question a kind."""
    hits: dict[UUID, Hit] = {}
    for name, kind in every_kind().items():
        if subjects := [row.subject for row in rows if row.kind == name]:
            hits |= kind.shown(list(kind.rows().filter(pk__in=subjects)))
    return [
        Found(row.subject, row.kind, hits[row.subject], marked(hits[row.subject].title, looked_for))
        for row in rows
        if row.subject in hits
    ]
