"""Erasing a person: one asks, another one says yes or no."""

from gongjian.foundation import clock
from gongjian.foundation.access import require
from gongjian.foundation.accounts.closing import close_account
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.erasing import empty_records
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.policies import to_blank
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.events import ErasureConsidered, PersonErased
from gongjian.modules.members.models import ErasureRequest, Profile
from gongjian.modules.members.queries.erasure import check_still_known, known_elsewhere, last_days, open_erasure_of
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.retention import answer_by, check_posts_are_over


@deed("members.ask_erasure")
def ask_erasure(*, actor: Person, profile: Profile, reason: str) -> ErasureRequest:
    """Ask that what the alliance knows about a person be erased; about oneself no reason is needed."""
    profile = locked(profile)
    require(actor, "members.ask_erasure", profile)
    check_still_known(profile)
    if profile.person_id != actor.pk and not reason.strip():
        raise RuleBroken("members.erasure_without_reason")
    if open_erasure_of(profile):
        raise RuleBroken("members.erasure_asked_already")
    _check_posts(profile)

    erasure = ErasureRequest.objects.create(
        alliance_id=profile.alliance_id,
        profile=profile,
        asked_by=actor,
        asked_at=clock.now(),
        answer_by=answer_by(clock.today()),
        reason=reason,
    )

    record(actor, "members.ask_erasure", erasure, profile=str(profile.pk))
    publish(ErasureConsidered(profile))
    return erasure


@deed("members.erase_person")
def erase_person(*, actor: Person, erasure: ErasureRequest) -> ErasureRequest:
    """Erase, as the second who wants it: names, numbers and words go, ids stay. It cannot be undone."""
    erasure = locked(erasure)
    require(actor, "members.erase_person", erasure)
    ErasureRequest.MOVES.check("erase_person", erasure.state, ErasureRequest.State.ERASED)
    profile = locked(erasure.profile)
    _check_posts(profile)
    publish(ErasureConsidered(profile))

    erasure.state, erasure.answered_by, erasure.answered_at = ErasureRequest.State.ERASED, actor, clock.now()
    erasure.save()
    empty_records(profile.person, profile.alliance_id)
    for name in to_blank(Profile):
        setattr(profile, name, "")
    profile.name, profile.erased_at = f"已删除的人 · {profile.pk.hex[-4:].upper()}", clock.now()
    profile.save()
    person = locked(profile.person)  # two alliances that erase at once: the later one closes the account
    if not known_elsewhere(person.pk):
        close_account(person)

    record(actor, "members.erase_person", erasure, profile=str(profile.pk))
    publish(PersonErased(profile))
    return locked(erasure)


@deed("members.refuse_erasure")
def refuse_erasure(*, actor: Person, erasure: ErasureRequest, answer: str) -> ErasureRequest:
    """Do not erase, and say why: the person reads it."""
    erasure = locked(erasure)
    require(actor, "members.refuse_erasure", erasure)
    ErasureRequest.MOVES.check("refuse_erasure", erasure.state, ErasureRequest.State.DECLINED)
    if not answer.strip():
        raise RuleBroken("members.refusal_without_reason")

    erasure.state, erasure.answered_by, erasure.answered_at = ErasureRequest.State.DECLINED, actor, clock.now()
    erasure.answer = answer
    erasure.save()

    record(actor, "members.refuse_erasure", erasure, profile=str(erasure.profile_id))
    return erasure


def _check_posts(profile: Profile) -> None:
    last = last_days(profile.alliance_id, [profile.person_id]).get(profile.person_id)
    check_posts_are_over(last, clock.today())
