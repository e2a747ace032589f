"""Writes about paper slips, and about recoveries, at the end of which there is one."""

from dataclasses import dataclass, field
from secrets import choice
from uuid import UUID

from allauth.mfa.models import Authenticator

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts import sessions, tokens
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.events import publish
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.sealing import keys
from gongjian.foundation.tenancy import locked
from gongjian.modules.entrance.events import SlipUsed
from gongjian.modules.entrance.models import Recovery, Slip
from gongjian.modules.entrance.queries import GOOD_FOR, has_signed_in, name_is_taken, open_slip_of, recovery_open
from gongjian.modules.members.actions import hold_back
from gongjian.modules.members.models import Profile
from gongjian.modules.members.queries import profiles_elsewhere
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.slips import ALPHABET, LENGTH


@dataclass(frozen=True)
class Login:
    """What somebody signs in with from now on. The password comes hashed: the form keeps the plain one."""

    username: str = field(repr=False)
    password: str = field(repr=False)


@deed("entrance.hand_out_slip")
def hand_out_slip(*, actor: Actor, profile: Profile) -> Slip:
    """Make a slip for somebody who has never signed in; the one before it is void. The code is told this once.

    The very first of an alliance comes from whoever founded it, as long as nobody has ever been in.
    """
    profile = locked(profile)
    require(actor, "entrance.hand_out_slip", profile)
    if has_signed_in(profile.person):
        raise RuleBroken("entrance.signed_in_before")

    slip = _issue(actor, profile.alliance_id, profile.person_id, None)

    record(actor, "entrance.hand_out_slip", slip, person=str(slip.person_id))
    return slip


@deed("entrance.withdraw_slip")
def withdraw_slip(*, actor: Person, slip: Slip) -> Slip:
    """Make a slip worthless before it was used: it was lost, or went to the wrong person."""
    slip = locked(slip)
    require(actor, "entrance.withdraw_slip", slip)
    if slip.used_at or slip.withdrawn_at:
        raise RuleBroken("entrance.slip_is_over")

    slip.withdrawn_at = clock.now()
    slip.save()

    record(actor, "entrance.withdraw_slip", slip, person=str(slip.person_id))
    return slip


@deed("entrance.use_slip")
def use_slip(*, actor: Actor, slip: Slip, login: Login) -> Slip:
    """Let in whoever holds the slip, with a name and a password of his own; what opened the account before is void.

    Only the alliance that handed it out vouches for who that is: in others the person's posts rest until confirmed.
    """
    slip = locked(slip)
    require(actor, "entrance.use_slip", slip)
    person = locked(slip.person)
    if not slip.is_open or not person.is_active or (slip.recovery_id is None and has_signed_in(person)):
        raise RuleBroken("entrance.no_such_slip")
    if slip.recovery_id is None and name_is_taken(login.username, person.pk):
        raise RuleBroken("entrance.name_is_taken")

    if slip.recovery_id is None:
        person.username = login.username
    person.password = login.password
    person.save()
    tokens.revoke_all(person)
    sessions.end_all(person)
    # A lost telephone keeps nobody out: passkeys and one-time codes are set up anew.
    Authenticator.objects.filter(user=person).delete()
    slip.used_at = clock.now()
    slip.save()
    for profile in profiles_elsewhere(person.pk, slip.alliance_id):
        hold_back(actor=actor, profile=profile)

    record(actor, "entrance.use_slip", slip, person=str(person.pk), purpose=slip.purpose)
    publish(SlipUsed(slip))
    return slip


@deed("entrance.propose_recovery")
def propose_recovery(*, actor: Person, profile: Profile, identified: Recovery.Identified, note: str) -> Recovery:
    """Propose to let somebody in again, and say how he was recognised; nothing opens before a second one agrees."""
    profile = locked(profile)
    require(actor, "entrance.propose_recovery", profile)
    if not has_signed_in(profile.person):
        raise RuleBroken("entrance.never_signed_in")
    if not note.strip():
        raise RuleBroken("entrance.no_reason")
    if recovery_open(profile.alliance_id, profile.person_id):
        raise RuleBroken("entrance.recovery_is_open")

    recovery = Recovery.objects.create(
        alliance_id=profile.alliance_id,
        person_id=profile.person_id,
        identified=identified,
        note=note,
        proposed_by=actor,
        proposed_at=clock.now(),
    )

    record(actor, "entrance.propose_recovery", recovery, person=str(recovery.person_id), identified=identified)
    return recovery


@deed("entrance.agree_recovery")
def agree_recovery(*, actor: Person, recovery: Recovery) -> Slip:
    """Agree as the second office holder; the slip is handed out at once, and its code is told this once."""
    recovery = locked(recovery)
    require(actor, "entrance.agree_recovery", recovery)
    Recovery.MOVES.check("agree_recovery", recovery.state, Recovery.State.SECONDED)

    recovery.state = Recovery.State.SECONDED
    recovery.agreed_by = actor
    recovery.agreed_at = clock.now()
    recovery.save()
    slip = _issue(actor, recovery.alliance_id, recovery.person_id, recovery)

    record(actor, "entrance.agree_recovery", recovery, person=str(recovery.person_id))
    return slip


@deed("entrance.drop_recovery")
def drop_recovery(*, actor: Person, recovery: Recovery) -> Recovery:
    """Let it be: it was not the person, or he got in by himself. The person may say so, too."""
    recovery = locked(recovery)
    require(actor, "entrance.drop_recovery", recovery)
    Recovery.MOVES.check("drop_recovery", recovery.state, Recovery.State.DROPPED)

    recovery.state = Recovery.State.DROPPED
    recovery.dropped_by = actor
    recovery.save()

    record(actor, "entrance.drop_recovery", recovery, person=str(recovery.person_id))
    return recovery


def _issue(actor: Actor, alliance: UUID, person: UUID, recovery: Recovery | None) -> Slip:
    if before := open_slip_of(alliance, person):
        before.withdrawn_at = clock.now()
        before.save()
    code, now = "".join(choice(ALPHABET) for _place in range(LENGTH)), clock.now()
    slip = Slip.objects.create(
        alliance_id=alliance,
        person_id=person,
        purpose=Slip.Purpose.RECOVERY if recovery else Slip.Purpose.FIRST,
        code_mark=keys.mark(code, "entrance.slip"),
        recovery=recovery,
        handed_out_by=actor if isinstance(actor, Person) else None,
        handed_out_at=now,
        expires_at=now + GOOD_FOR,
    )
    slip.code = code
    return slip
