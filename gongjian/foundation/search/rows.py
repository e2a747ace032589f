"""Writing the index: after every deed the records that it named, and all of it anew when asked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from gongjian.foundation.search.findable import Findable, every_kind
from gongjian.foundation.search.models import SearchRow
from gongjian.foundation.search.words import sounds, written
from gongjian.foundation.tenancy import AllianceOwned, alliance_of, hold

_WRITTEN = ("words", "sounds", "day")
_AT_ONCE = 500


def refresh(touched: Iterable[Model]) -> int:
    """Write anew the rows of these records and of what follows them; answers how many rows were not right."""
    by_model: dict[type[Model], list[Model]] = defaultdict(list)
    for record in touched:
        by_model[type(record)].append(record)
    wrong = 0
    for kind in every_kind().values():
        of_alliance: dict[UUID, set[UUID]] = defaultdict(set)
        for record in by_model.get(kind.model, ()):
            of_alliance[alliance_of(record)].add(record.pk)
        for model, following in kind.follows.items():
            for record in by_model.get(model, ()):
                for alliance, subject in following(record).values_list("alliance", "pk"):
                    of_alliance[alliance].add(subject)
        wrong += sum(_write(kind, alliance, subjects) for alliance, subjects in of_alliance.items())
    return wrong


def rebuild(alliance: UUID) -> int:
    """Write an alliance's whole index anew while nobody else writes; answers how many rows were not right."""
    with transaction.atomic():
        hold(alliance)
        rows = SearchRow.objects.filter(alliance=alliance)
        wrong = rows.exclude(kind__in=every_kind()).delete()[0]
        for kind in every_kind().values():
            of_kind = rows.filter(kind=kind.kind)
            records = kind.model._default_manager.filter(alliance=alliance)
            wrong += of_kind.exclude(subject__in=records.values("pk")).delete()[0]
            subjects = list(records.order_by("pk").values_list("pk", flat=True))
            for start in range(0, len(subjects), _AT_ONCE):
                wrong += _write(kind, alliance, subjects[start : start + _AT_ONCE])
    return wrong


def is_empty() -> bool:
    """Whether nothing was ever written into the index."""
    return not SearchRow.objects.exists()


def _write(kind: Findable[Any], alliance: UUID, subjects: Collection[UUID]) -> int:
    rows = SearchRow.objects.filter(alliance=alliance, kind=kind.kind, subject__in=subjects)
    before = {row.subject: row for row in rows}
    after = {row.subject: row for row in _rows(kind, kind.rows().filter(pk__in=subjects))}
    new = [row for subject, row in after.items() if subject not in before]
    gone = [row.pk for subject, row in before.items() if subject not in after]
    changed = [_changed(row, after[subject]) for subject, row in before.items() if subject in after]
    changed_rows = [row for row in changed if row]
    if new:
        SearchRow.objects.bulk_create(new)
    if changed_rows:
        SearchRow.objects.bulk_update(changed_rows, _WRITTEN)
    if gone:
        SearchRow.objects.filter(pk__in=gone).delete()
    return len(new) + len(changed_rows) + len(gone)


def _rows(kind: Findable[Any], records: Iterable[AllianceOwned]) -> Iterable[SearchRow]:
    """The rows that there should be; a record whose title was erased has none."""
    for record in records:
        called = kind.called(record)
        texts: Sequence[str] = (called.title, *called.more)
        if called.title.strip() and (words := written(texts)):
            yield SearchRow(
                alliance_id=record.alliance_id,
                kind=kind.kind,
                subject=record.pk,
                words=words,
                sounds=sounds(texts),
                day=called.day,
            )


def _changed(row: SearchRow, wanted: SearchRow) -> SearchRow | None:
    if all(getattr(row, name) == getattr(wanted, name) for name in _WRITTEN):
        return None
    for name in _WRITTEN:
        setattr(row, name, getattr(wanted, name))
    return row
