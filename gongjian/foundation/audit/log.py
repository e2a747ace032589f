"""Writing the audit log, and checking that nobody wrote over it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from django.db.models import Model

from gongjian.foundation import clock
from gongjian.foundation.access import Actor
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.ids import new_id
from gongjian.rulebook.errors import Fact


@dataclass(frozen=True)
class Noted:
    """A deed noted for the log, written when the outermost deed is done."""

    actor: str
    deed: str
    subject: str
    facts: Mapping[str, Fact]
    id: UUID = field(default_factory=new_id)


def noted(actor: Actor, deed: str, subject: Model, facts: Mapping[str, Fact]) -> Noted:
    """A row to be: the subject by its reference, the facts as given."""
    return Noted(actor.ref, deed, str(getattr(subject, "ref", subject.pk)), facts)


def write(alliance: UUID, outer: Noted, inner: Sequence[Noted]) -> None:
    """Add the notes of one outermost deed to the alliance's log: the outer one, and under it those of its course.

    The caller holds the alliance, so the chain has one end.
    """
    last = AuditEntry.objects.filter(alliance=alliance).order_by("-number").first()
    number, seal = (last.number, last.seal) if last else (0, "")
    at, rows = clock.now(), []
    for note in [outer, *inner]:
        number += 1
        row = AuditEntry(
            id=note.id,
            alliance_id=alliance,
            number=number,
            at=at,
            actor=note.actor,
            deed=note.deed,
            subject=note.subject,
            facts=dict(note.facts),
            under=None if note is outer else outer.id,
        )
        row.seal = seal = _seal(seal, row)
        rows.append(row)
    AuditEntry.objects.bulk_create(rows)


def first_broken(alliance: UUID) -> int | None:
    """The number of the first row of the log that does not fit the chain; None when all of it does."""
    seal, expected = "", 1
    for row in AuditEntry.objects.filter(alliance=alliance).order_by("number").iterator():
        seal = _seal(seal, row)
        if row.number != expected or row.seal != seal:
            return expected
        expected += 1
    return None


def _seal(previous: str, row: AuditEntry) -> str:
    under = str(row.under or "")
    told = [row.number, row.at.isoformat(), str(row.id), row.actor, row.deed, row.subject, row.facts, under]
    canonical = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return sha256(f"{previous}\n{canonical}".encode()).hexdigest()
