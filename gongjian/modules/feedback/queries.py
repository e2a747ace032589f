"""Reading complaints and suggestions: who may see which, who owes the answer, and what a code opens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from gongjian.foundation import clock
from gongjian.foundation.access import Actor
from gongjian.foundation.accounts import limits
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.sealing import keys
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.members.models import Alliance, Organisation, Post, Power, in_force_on
from gongjian.modules.members.queries import (
    counts_for_alliance,
    every_alliance,
    leading_organisation,
    names_of,
    posts_of,
    public_alliance,
    workplace_of,
)
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.retention import check_time_is_over

# Without letters and digits that are taken for each other on paper; twelve of thirty are 58 bits.
_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH = 12
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Desk:
    """Where an answer can be owed: whoever has a power through a post in an organisation."""

    organisation: Organisation
    power: Power

    @property
    def ref(self) -> str:
        """How a form names it."""
        return f"{self.power}:{self.organisation.pk}"


@dataclass(frozen=True)
class Opened:
    """Somebody who only supervises opened the words."""

    name: str
    at: datetime


def owes(actor: Actor, feedback: Feedback) -> bool:
    """Whether the answer is this actor's to give today."""
    held = posts_of(actor, feedback.alliance_id)
    if feedback.power == Power.LEAD:  # whoever leads today, should that have changed meanwhile
        return any(counts_for_alliance(post, Power.LEAD) for post in held)
    return any(post.organisation_id == feedback.held_by_id and feedback.power in post.kind.powers for post in held)


def reads(actor: Actor, feedback: Feedback) -> bool:
    """Whether reading it is this actor's work: it is owed by him, or he leads and it is not kept from who leads."""
    return owes(actor, feedback) or _leads_and_may_know(actor, feedback)


def sees_contact(actor: Actor, feedback: Feedback) -> bool:
    """Who sent it, name and number, stay with whom they were given to, and do not travel when it is passed on."""
    return _leads_and_may_know(actor, feedback) or (owes(actor, feedback) and not feedback.was_passed_on)


def sender_of(feedback: Feedback) -> str:
    """The name by which the alliance knows who signed; empty where nobody did."""
    return names_of(feedback.alliance_id, [feedback.by_id]).get(feedback.by_id, "") if feedback.by_id else ""


def _leads_and_may_know(actor: Actor, feedback: Feedback) -> bool:
    leads = any(counts_for_alliance(post, Power.LEAD) for post in posts_of(actor, feedback.alliance_id))
    return leads and not feedback.to_supervisor


def feedback_visible_to(actor: Person) -> QuerySet[Feedback]:
    """What somebody may know of in the alliance worked in; its words are another question (`reads`)."""
    found = Q(pk__in=())
    for alliance in workplace_of(actor):
        for post in posts_of(actor, alliance):
            here = Q(alliance=alliance)
            found |= here & Q(held_by=post.organisation_id, power__in=post.kind.powers)
            if counts_for_alliance(post, Power.LEAD):
                found |= here & Q(to_supervisor=False)
            if counts_for_alliance(post, Power.SUPERVISE):
                found |= here & (Q(kind=Feedback.Kind.COMPLAINT) | Q(to_supervisor=True))
    return Feedback.objects.filter(found).select_related("held_by", "alliance").order_by("-sent_at", "-id")


def in_group(actor: Person, group: str, number: str) -> QuerySet[Feedback]:
    """Those of a group (open, late, finished; all for none), found by a part of the number."""
    found = feedback_visible_to(actor)
    if number:
        found = found.filter(number__icontains=number)
    if group == "finished":
        return found.exclude(state__in=Feedback.OPEN)
    if group in {"open", "late"}:
        found = found.filter(state__in=Feedback.OPEN).order_by("answer_by", "id")
    return found.filter(answer_by__lt=clock.today()) if group == "late" else found


def sent_by(actor: Person) -> QuerySet[Feedback]:
    """What somebody sent under the own name, to whatever alliance."""
    return Feedback.objects.filter(by=actor).select_related("held_by", "alliance").order_by("-sent_at", "-id")


def check_answered_long_ago(person: UUID, alliance: UUID) -> None:
    """Refuse to let somebody go whose signed words are still to be answered, or were so less than six months ago.

    The refusal has the words of any other open matter: whoever wants the erasure learns of no complaint by it.
    """
    signed = Feedback.objects.filter(alliance=alliance, by=person)
    if signed.filter(state__in=Feedback.OPEN).exists():
        raise RuleBroken("members.not_settled")
    if last := signed.aggregate(last=Max("answered_at"))["last"]:
        check_time_is_over("log", clock.local_day(last), clock.today())


def first_desk(alliance: Alliance, *, to_supervisor: bool) -> Desk | None:
    """Who owes the answer to what has just come: who leads, or a supervisor, of another organisation if possible."""
    leading = leading_organisation(alliance.pk)
    if not to_supervisor:
        return Desk(leading, Power.LEAD) if leading else None
    desks = [desk for desk in desks_of(alliance.pk) if desk.power == Power.SUPERVISE]
    return next((desk for desk in desks if desk.organisation != leading), next(iter(desks), None))


def desks_of(alliance: UUID) -> list[Desk]:
    """Where something can be passed on to: organisations for which somebody speaks or supervises today."""
    posts = Post.objects.filter(in_force_on(clock.today()), alliance=alliance).select_related("organisation", "kind")
    found = {
        (power, post.organisation_id): Desk(post.organisation, power)
        for post in posts.order_by("organisation__name", "begins_on", "id")
        for power in (Power.SPEAK, Power.SUPERVISE)
        if power in post.kind.powers
    }
    return list(found.values())


def other_desks(feedback: Feedback) -> list[Desk]:
    """The desks on which it does not lie already."""
    here = (feedback.power, feedback.held_by_id)
    return [desk for desk in desks_of(feedback.alliance_id) if (desk.power, desk.organisation.pk) != here]


def numbered(alliance: UUID, year: int) -> int:
    """How many have a number of this year."""
    return Feedback.objects.filter(alliance=alliance, number__startswith=f"YJ-{year}-").count()


def sent_within_the_hour(alliance: UUID, actor: Person | None) -> int:
    """How many came within the hour from this person, or from everybody who did not sign."""
    since = clock.now() - _HOUR
    return Feedback.objects.filter(alliance=alliance, sent_at__gt=since, by=actor).count()


def code_for(key: str, alliance: UUID) -> str:
    """The code that belongs to a one-time key: sent again after a lost answer, the same form shows the same code."""
    number = int(keys.mark(key or token_hex(16), f"feedback.code:{alliance}").partition(":")[2], 16)
    letters = ""
    for _place in range(_CODE_LENGTH):
        number, place = divmod(number, len(_LETTERS))
        letters += _LETTERS[place]
    return "-".join(letters[start : start + 4] for start in range(0, _CODE_LENGTH, 4))


def code_mark(code: str) -> str:
    """What is kept of a code."""
    return keys.mark(_plain(code), "feedback.feedback.code_mark")


def with_code(code: str, address: str) -> Feedback | None:
    """What this code opens; anything else is answered alike, and as slowly.

    Each guess counts against the address that it came from (`feedback.too_often`), and no right one does.
    """
    try:
        limits.check("feedback", account="", address=address)
    except RuleBroken as broken:
        raise RuleBroken("feedback.too_often", minutes=broken.facts["minutes"]) from broken
    found = _opened_by(code)
    if found:
        limits.forget("feedback", account="", address=address)
    return found


def _opened_by(code: str) -> Feedback | None:
    marks = keys.marks(_plain(code), "feedback.feedback.code_mark")
    found = Feedback.objects.filter(alliance__in=every_alliance().order_by().values("pk"), code_mark__in=marks)
    return found.select_related("held_by", "alliance").first()


def looks_at(feedback: Feedback) -> list[Opened]:
    """Who opened the words without owing the answer, the latest first."""
    rows = AuditEntry.objects.filter(
        alliance=feedback.alliance_id, subject=feedback.ref, deed="feedback.see_feedback"
    ).order_by("-number")
    people = [(UUID(row.actor.rsplit(":", 1)[1]), row.at) for row in rows]
    names = names_of(feedback.alliance_id, [person for person, _at in people])
    return [Opened(names.get(person, ""), at) for person, at in people]


def alliance_told(actor: Person | None, page: str) -> Alliance | None:
    """The alliance that a page speaks for: a work page the one worked in, any other that of the public site."""
    if actor and page.removeprefix("/en").startswith(("/work/", "/desk/")):
        for alliance in workplace_of(actor):
            return every_alliance().get(pk=alliance)
    shown = public_alliance()
    return every_alliance().get(pk=shown.id) if shown else None


def _plain(code: str) -> str:
    return "".join(mark for mark in code.upper() if mark.isalnum())
