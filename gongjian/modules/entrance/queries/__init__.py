"""Reading about who gets in: slips, recoveries and visits, and who sees them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, Exists, Q, QuerySet

from gongjian.foundation import clock
from gongjian.foundation.access import Actor
from gongjian.foundation.accounts import limits
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.accounts.people import person_with
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.sealing import keys
from gongjian.foundation.visiting import visit_of
from gongjian.modules.entrance.models import Recovery, Slip, Visit
from gongjian.modules.members.models import Alliance, Post, Power, Profile
from gongjian.modules.members.queries import counts_for_alliance, every_alliance, names_of, posts_of, workplace_of
from gongjian.modules.members.queries.people import profiles_visible_to
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.slips import LENGTH, tidy

GOOD_FOR = timedelta(days=7)
OFFICE = (Power.APPOINT, Power.LEAD, Power.SUPERVISE)
_PEOPLE = "accounts.person:"  # how the log names them (`Person.ref`)
_REACHES_BACK = timedelta(days=90)


def has_signed_in(person: Person) -> bool:
    """Whether the account is somebody's already: a first slip would take it away from him."""
    return person.last_login is not None or (person.password != "" and person.has_usable_password())


def somebody_has_been_in(alliance: UUID) -> bool:
    """Whether anybody of an alliance ever signed in, used a slip of it, or did a deed in it."""
    return (
        any(has_signed_in(person) for person in Person.objects.filter(profiles__alliance=alliance))
        or Slip.objects.filter(alliance=alliance, used_at__isnull=False).exists()
        or AuditEntry.objects.filter(alliance=alliance, actor__startswith=_PEOPLE).exists()
    )


def slip_with(typed: str, address: str) -> Slip:
    """The slip with this code that still lets in; every other code, of whatever kind, gets the same answer.

    Each guess counts against the address that it came from (`accounts.too_often`).
    """
    code = tidy(typed)
    limits.check("slip", account=code, address=address)
    if len(code) == LENGTH:
        marks = keys.marks(code, "entrance.slip")
        everywhere = every_alliance().values("pk")
        for slip in Slip.objects.filter(alliance__in=everywhere, code_mark__in=marks).select_related("person"):
            if slip.is_open and slip.person.is_active:
                limits.forget("slip", account=code, address=address)
                return slip
    limits.failed("slip", account=code, address=address)
    raise RuleBroken("entrance.no_such_slip")


def name_of(slip: Slip) -> str:
    """How the alliance that handed the slip out calls the person."""
    return names_of(slip.alliance_id, [slip.person_id]).get(slip.person_id, "")


def name_is_taken(username: str, person: UUID) -> bool:
    """Whether somebody else signs in by this name, or by this number."""
    same_letters = Person.objects.filter(username__iexact=username).exclude(pk=person).exists()
    found = person_with(username)
    return same_letters or (found is not None and found.pk != person)


def open_slip_of(alliance: UUID, person: UUID) -> Slip | None:
    """The slip that a person has not used yet, also one that is too old by now."""
    return Slip.objects.filter(alliance=alliance, person=person, used_at=None, withdrawn_at=None).first()


def slips_visible_to(actor: Person) -> QuerySet[Slip]:
    """The slips of the people whom somebody sees, in the alliance worked in; the latest first."""
    found = Slip.objects.filter(alliance__in=_worked_in(actor), person__in=_people_seen_by(actor))
    return found.select_related("recovery", "person").order_by("-handed_out_at", "-id")


def recoveries_visible_to(actor: Person) -> QuerySet[Recovery]:
    """What concerns an office holder in the alliance worked in, and a person's own everywhere; the latest first."""
    office = [alliance for alliance in workplace_of(actor) if office_posts(actor, alliance)]
    found = Recovery.objects.filter(Q(alliance__in=office) | Q(person=actor))
    return found.select_related("alliance").order_by("-proposed_at", "-id")


def recoveries_to_agree_on(alliance: UUID) -> QuerySet[Recovery]:
    """What one office holder proposed and a second one has not answered yet."""
    return Recovery.objects.filter(alliance=alliance, state=Recovery.State.PROPOSED).order_by("proposed_at", "id")


def recovery_open(alliance: UUID, person: UUID) -> bool:
    """Whether a recovery of this person waits for its second office holder."""
    return recoveries_to_agree_on(alliance).filter(person=person).exists()


def is_told(actor: Person, recovery: Recovery) -> bool:
    """Whether office holders let this very person in again lately, which he is to know."""
    since = clock.now() - _REACHES_BACK
    return recovery.person_id == actor.pk and recovery.agreed_at is not None and recovery.agreed_at >= since


def office_posts(actor: Actor, alliance: UUID) -> list[Post]:
    """The posts by which somebody is an office holder in an alliance today."""
    return [post for post in posts_of(actor, alliance) if any(counts_for_alliance(post, power) for power in OFFICE)]


def offices_here(actor: Person) -> list[Post]:
    """The posts by which somebody is an office holder in the alliance worked in."""
    return [post for alliance in workplace_of(actor) for post in office_posts(actor, alliance)]


def waiting_for(actor: Person, alliance: UUID) -> list[Recovery | Visit]:
    """What only this person, or somebody with such an office, can answer: recoveries of others, and visits."""
    office = office_posts(actor, alliance)
    # Every page of an office holder asks this for the menu: one question where nothing waits, as mostly.
    waits = _what_waits(alliance) if office else None
    found: list[Recovery | Visit] = []
    if waits and waits["recoveries"]:
        others = recoveries_to_agree_on(alliance).exclude(person=actor).exclude(proposed_by=actor)
        found += [row for row in others if holds_another_office(actor, row)]
    if waits and waits["visits"] and any(counts_for_alliance(post, Power.LEAD) for post in office):
        found += list(visits_waiting_in(alliance).exclude(operator=actor))
    return found


def _what_waits(alliance: UUID) -> dict[str, bool]:
    recoveries, visits = recoveries_to_agree_on(alliance), visits_waiting_in(alliance)
    here = Alliance.objects.filter(pk=alliance).annotate(recoveries=Exists(recoveries), visits=Exists(visits))
    return dict(zip(("recoveries", "visits"), here.values_list("recoveries", "visits").get(), strict=True))


def holds_another_office(actor: Person, recovery: Recovery) -> bool:
    """Whether there are two posts behind it: who stands in for the proposer, or for whom he stood in, is no second."""
    mine = {post.pk for post in office_posts(actor, recovery.alliance_id)}
    theirs = {post.pk for post in office_posts(Person(pk=recovery.proposed_by_id), recovery.alliance_id)}
    return bool(mine) and (not theirs or len(mine | theirs) > 1)


def visits_visible_to(actor: Person) -> QuerySet[Visit]:
    """The visits to the alliance worked in, and an operator's own everywhere; the latest first."""
    found = Visit.objects.filter(Q(alliance__in=workplace_of(actor)) | Q(operator=actor))
    found = found.select_related("alliance", "operator").annotate(opened=Count("pages"))
    return found.order_by("-asked_at", "-id")


def visits_waiting_in(alliance: UUID) -> QuerySet[Visit]:
    """What an operator asked and the secretary has not answered yet."""
    return Visit.objects.filter(alliance=alliance, allowed_at=None, ended_at=None).order_by("asked_at", "id")


def has_open_visit(operator: Person) -> bool:
    """Whether an operator waits for an answer, or is on a visit; one at a time, wherever."""
    return any(visit.is_asked or visit.is_running for visit in Visit.objects.filter(operator=operator, ended_at=None))


def running_visit(operator: Person) -> Visit | None:
    """The visit that an operator is on just now."""
    still = Visit.objects.filter(operator=operator, ended_at=None, ends_at__gt=clock.now())
    return still.order_by("-ends_at", "-id").first()


def alliances_to_visit() -> QuerySet[Alliance]:
    """All that an operator may ask."""
    return every_alliance()


@dataclass(frozen=True)
class SlipRow:
    """A slip with the names that its alliance has for the people on it."""

    slip: Slip
    name: str
    handed_out_by: str


@dataclass(frozen=True)
class RecoveryRow:
    """A recovery with the names that its alliance has for the people in it."""

    recovery: Recovery
    name: str
    proposed_by: str
    agreed_by: str


def rows_with_names(slips: Iterable[Slip], recoveries: Iterable[Recovery]) -> tuple[list[SlipRow], list[RecoveryRow]]:
    """Slips and recoveries with names, in one question for each alliance, however many there are."""
    shown, agreed = list(slips), list(recoveries)
    people = [(slip.alliance_id, (slip.person_id, slip.handed_out_by_id)) for slip in shown]
    known = _names(
        [*people, *((row.alliance_id, (row.person_id, row.proposed_by_id, row.agreed_by_id)) for row in agreed)]
    )

    def called(alliance: UUID, who: UUID | None) -> str:
        return known.get((alliance, who), "")

    return (
        [
            SlipRow(slip, called(slip.alliance_id, slip.person_id), called(slip.alliance_id, slip.handed_out_by_id))
            for slip in shown
        ],
        [
            RecoveryRow(
                row,
                called(row.alliance_id, row.person_id),
                called(row.alliance_id, row.proposed_by_id),
                called(row.alliance_id, row.agreed_by_id),
            )
            for row in agreed
        ],
    )


def recovery_rows(recoveries: Iterable[Recovery]) -> list[RecoveryRow]:
    """Recoveries with names."""
    return rows_with_names([], recoveries)[1]


def _names(people: Sequence[tuple[UUID, tuple[UUID | None, ...]]]) -> dict[tuple[UUID, UUID | None], str]:
    """By alliance and person: nobody reads how another alliance calls somebody."""
    wanted: dict[UUID, set[UUID]] = {}
    for alliance, those in people:
        wanted.setdefault(alliance, set()).update(who for who in those if who)
    return {
        (alliance, who): name
        for alliance, those in wanted.items()
        for who, name in names_of(alliance, list(those)).items()
    }


def _worked_in(actor: Person) -> list[UUID]:
    """Not for somebody on a visit: what opens accounts is no content."""
    return [] if visit_of(actor) else workplace_of(actor)


def _people_seen_by(actor: Person) -> QuerySet[Profile, UUID]:
    return profiles_visible_to(actor).values_list("person", flat=True)
