"""Heads of the books: what is to be signed, who has one, and whether the books still fit every one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, F, Max, QuerySet
from django.db.models.functions import TruncDate

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing import witness
from gongjian.foundation.sealing.keys import Signed, is_signed
from gongjian.modules.ledger.models import Alarm, Confirmation, Head, JournalEntry
from gongjian.modules.ledger.queries.checking import Recomputed, recomputing
from gongjian.modules.ledger.queries.entries import last_entry
from gongjian.modules.members.models import Organisation
from gongjian.modules.members.queries import alliances_of, names_of, spoken_for
from gongjian.rulebook import proof
from gongjian.rulebook.merkle import Peaks
from gongjian.rulebook.proof import Verdict


def days_to_sign(alliance: UUID) -> list[date]:
    """The days, up to yesterday, on which something was entered after the last head; the oldest first.

    Before the first head nothing was handed out: it stands for all that is older, and its day is the newest.
    """
    last = last_head(alliance)
    entries = JournalEntry.objects.filter(alliance=alliance, number__gt=last.size if last else 0)
    days = (
        entries.annotate(day=TruncDate("recorded_at", tzinfo=clock.SHANGHAI)).values_list("day", flat=True).distinct()
    )
    # A clock that was put back makes no second head of a day: what was entered then is in the next one.
    found = sorted(day for day in days if (last is None or day > last.day) and day < clock.today())
    return found if last else found[-1:]


def last_head(alliance: UUID) -> Head | None:
    """The newest head of a book."""
    return Head.objects.filter(alliance=alliance).order_by("-day").first()


def last_number_on(alliance: UUID, day: date) -> int:
    """The number of the last entry that was written by the end of a day."""
    until = clock.end_of(day)
    entries = JournalEntry.objects.filter(alliance=alliance, recorded_at__lt=until)
    return int(entries.aggregate(last=Max("number"))["last"] or 0)


def as_told(head: Head) -> proof.Head:
    """A head as the rulebook knows it."""
    return proof.Head(head.alliance_id.hex, head.day, head.size, bytes.fromhex(head.root), bytes.fromhex(head.seal))


def from_head(head: Head | None) -> Recomputed:
    """Where recomputing goes on behind a head that is trusted."""
    if head is None:
        return Recomputed()
    hashes = tuple(bytes.fromhex(one) for one in head.peaks.split())
    return Recomputed(head.size, bytes.fromhex(head.seal), Peaks(head.size, hashes))


def witnessed(alliance: UUID) -> list[proof.Head]:
    """The heads of a book that were noted outside the database."""
    return [head for line in witness.lines() if (head := _noted(line)) and head.book == alliance.hex]


def _noted(line: str) -> proof.Head | None:
    """The head on a line; none on one that a power cut left half written."""
    try:
        return proof.Head.from_line(line)
    except ValueError:
        return None


def not_noted(alliance: UUID) -> list[str]:
    """The heads that are not yet noted outside the database, each on its line, the oldest first."""
    noted = set(witness.lines())
    own = Head.objects.filter(alliance=alliance).order_by("day")
    return [line for line in (as_told(head).line for head in own) if line not in noted]


@dataclass(frozen=True)
class Fault:
    """Something that does not fit: up to where the head stands, and how many entries the book has now."""

    kind: str
    day: date
    size: int
    entries: int
    root: str = ""
    # Whether the head lies in the database, beside the book that it does not fit.
    is_own: bool = False

    @property
    def what(self) -> str:
        """What does not fit, in words."""
        return str(Alarm.Kind(self.kind).label)


def faults(alliance: UUID, kept: Sequence[proof.Head]) -> list[Fault]:
    """Hold the book against every head, those in the database and `kept` ones from outside it, in one reading of it."""
    own = Head.objects.filter(alliance=alliance).values_list("size", flat=True)
    stops = {*own, *(head.size for head in kept)}
    return faults_of(alliance, kept, list(recomputing(alliance, Recomputed(), stops=stops)))


def faults_of(alliance: UUID, kept: Sequence[proof.Head], book: Sequence[Recomputed]) -> list[Fault]:
    """The same of a book that was recomputed from its first entry on, with a stop at every head."""
    own = list(Head.objects.filter(alliance=alliance).order_by("day"))
    entries = last.number if (last := last_entry(alliance)) else 0
    found = [_fault(Alarm.Kind.REWRITTEN, as_told(head), entries, is_own=True) for head in own if not is_whole(head)]
    of_ours = {as_told(head) for head in own}
    then, end = {one.number: one for one in book}, book[-1]
    heads = sorted({*kept, *of_ours}, key=lambda head: (head.size, head.day, head.root))
    for head in heads:
        at = then.get(head.size, end)
        verdict = proof.compared(head, entries=entries, root_then=at.peaks.root, seal_then=at.seal)
        if verdict is not Verdict.CONTINUED:
            found.append(_fault(verdict, head, entries, is_own=head in of_ours))
        elif head not in of_ours:
            found.append(_fault(Alarm.Kind.MISSING, head, entries))
    missing = {fault.day for fault in found}
    found += [Fault(Alarm.Kind.MISSING, day, 0, entries) for day in days_missing(alliance) if day not in missing]
    # What is broken before the newest head is told by that head.
    if end.first_broken and (not heads or end.first_broken > heads[-1].size):
        found.append(Fault(Alarm.Kind.BROKEN, _day_of(alliance, end.first_broken), end.first_broken, entries))
    return found


def _day_of(alliance: UUID, number: int) -> date:
    entry = JournalEntry.objects.filter(alliance=alliance, number__gte=number).order_by("number").first()
    return clock.local_day(entry.recorded_at) if entry else clock.today()


def _fault(kind: str, head: proof.Head, entries: int, *, is_own: bool = False) -> Fault:
    return Fault(str(kind), head.day, head.size, entries, head.root.hex(), is_own)


def is_whole(head: Head) -> bool:
    """Whether it is signed as it stands, and the subtrees beside it belong to its root."""
    signed = Signed(head.signature, head.signed_by)
    return is_signed(as_told(head).content, signed) and from_head(head).peaks.root.hex() == head.root


def days_missing(alliance: UUID) -> list[date]:
    """The days on which something was entered and for which there is no head, though one before and one after it."""
    signed = list(Head.objects.filter(alliance=alliance).order_by("day").values_list("day", "size"))
    if not signed:
        return []
    entries = JournalEntry.objects.filter(alliance=alliance, number__gt=signed[0][1], number__lte=signed[-1][1])
    days = entries.annotate(day=TruncDate("recorded_at", tzinfo=clock.SHANGHAI)).values_list("day", flat=True)
    missing = proof.days_without_head(list(days.distinct()), [day for day, _size in signed], clock.today())
    # A clock that was put back: what was entered then is in the head that was next.
    return [day for day in missing if day > signed[0][0]]


def heads_visible_to(actor: Person) -> QuerySet[Head]:
    """The heads of the alliances in which somebody takes part, the newest first."""
    return Head.objects.filter(alliance__in=alliances_of(actor)).order_by("-day")


def alarms_visible_to(actor: Person) -> QuerySet[Alarm]:
    """The alarms of the alliances in which somebody takes part, the newest first."""
    return Alarm.objects.filter(alliance__in=alliances_of(actor)).order_by("-raised_at")


def to_confirm_for(actor: Person, head: Head) -> Organisation | None:
    """The first organisation for which somebody speaks and that has not confirmed a head; None when all have."""
    confirmed = set(head.confirmations.values_list("organisation", flat=True))
    return next((one for one in spoken_for(actor, head.alliance_id) if one.pk not in confirmed), None)


def is_raised(alliance: UUID, fault: Fault) -> bool:
    """Whether there is an alarm about exactly this already."""
    return Alarm.objects.filter(alliance=alliance, kind=fault.kind, day=fault.day, size=fault.size).exists()


def to_raise(alliance: UUID, found: Sequence[Fault]) -> list[Fault]:
    """Of each kind of fault the one that tells most, unless an alarm of this kind stands: others follow from it.

    Of rewritten books the oldest head that does not fit, of books that are shorter the newest.
    """
    alarms = list(Alarm.objects.filter(alliance=alliance))
    standing = {alarm.kind for alarm in alarms if alarm.explained_at is None}
    new = [fault for fault in found if fault.kind not in standing and not any(_is_about(one, fault) for one in alarms)]
    shorter = [fault for fault in new if fault.kind == Alarm.Kind.ROLLED_BACK]
    oldest_last = [*shorter, *reversed([fault for fault in new if fault not in shorter])]
    return list({fault.kind: fault for fault in oldest_last}.values())


def may_go_on(alliance: UUID, found: Sequence[Fault]) -> bool:
    """Whether a further head may be built: nothing is wrong but what somebody explained, and a head that is missing.

    Entries that do not fit the head beside them are never explained away: only the right ones, put back, help.
    """
    explained = list(Alarm.objects.filter(alliance=alliance, explained_at__isnull=False))
    return all(
        fault.kind == Alarm.Kind.MISSING or (not fault.is_own and any(_is_about(alarm, fault) for alarm in explained))
        for fault in found
    )


def _is_about(alarm: Alarm, fault: Fault) -> bool:
    """Whether an alarm tells of a fault: of this very one, or of an old copy put back that the head was newer than."""
    if (alarm.kind, alarm.day, alarm.size) == (fault.kind, fault.day, fault.size):
        return True
    gone = alarm.kind == Alarm.Kind.ROLLED_BACK and alarm.entries < fault.size <= alarm.size
    return gone and fault.day <= alarm.day and not fault.is_own


def head_rows(alliance: UUID) -> QuerySet[Head]:
    """The heads of a book, the newest first, each with how many organisations confirmed it (`kept_by`)."""
    return Head.objects.filter(alliance=alliance).annotate(kept_by=Count("confirmations")).order_by("-day")


@dataclass(frozen=True)
class AlarmRow:
    """An alarm with the name of whoever explained it."""

    alarm: Alarm
    explained_by: str


def alarm_rows(alliance: UUID) -> list[AlarmRow]:
    """The alarms of a book: first what nobody has explained, then the newest."""
    alarms = Alarm.objects.filter(alliance=alliance).order_by(F("explained_at").desc(nulls_first=True), "-raised_at")
    names = names_of(alliance, [alarm.explained_by_id for alarm in alarms if alarm.explained_by_id])
    return [AlarmRow(alarm, names.get(alarm.explained_by_id, "") if alarm.explained_by_id else "") for alarm in alarms]


def explained_by(alarm: Alarm) -> str:
    """The name of whoever explained an alarm; empty while it stands."""
    return names_of(alarm.alliance_id, [alarm.explained_by_id])[alarm.explained_by_id] if alarm.explained_by_id else ""


def confirmations_of(head: Head) -> QuerySet[Confirmation]:
    """Who has confirmed a head."""
    return head.confirmations.select_related("organisation").order_by("confirmed_at")
