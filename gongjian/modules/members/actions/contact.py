"""How a person is reached: kept sealed, shown masked, looked at with a reason."""

from collections.abc import Callable
from dataclasses import dataclass, field

from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.sealing import keys, looks
from gongjian.foundation.sealing.models import Look
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import Profile
from gongjian.modules.members.queries.erasure import check_still_known
from gongjian.rulebook.contact import check_email, check_id_number, phone_number
from gongjian.rulebook.errors import RuleBroken

_CHECKS: dict[str, Callable[[str], str]] = {
    "phone": phone_number,
    "other_phone": phone_number,
    "email": check_email,
    "id_number": check_id_number,
}


@dataclass(frozen=True)
class Contact:
    """A person's numbers as they were typed: None leaves what is kept, an empty text deletes it. Never printed."""

    phone: str | None = field(default=None, repr=False)
    other_phone: str | None = field(default=None, repr=False)
    email: str | None = field(default=None, repr=False)
    id_number: str | None = field(default=None, repr=False)


@deed("members.set_contact")
def set_contact(*, actor: Actor, profile: Profile, contact: Contact) -> Profile:
    """Keep how a person is reached, sealed; the log says which fields changed, never what is in them."""
    profile = locked(profile)
    require(actor, "members.set_contact", profile)
    check_still_known(profile)
    typed = {name: text for name in _CHECKS if (text := getattr(contact, name)) is not None}
    told = {name: _CHECKS[name](text) if text else "" for name, text in typed.items()}

    changed = [name for name, value in told.items() if getattr(profile, name).opened() != value]
    for name in changed:
        setattr(profile, name, told[name])
    if "phone" in changed:
        purpose = Profile.phone_purpose(profile.alliance_id)
        profile.phone_mark = keys.mark(told["phone"], purpose) if told["phone"] else ""
    profile.save()

    record(actor, "members.set_contact", profile, changed=", ".join(changed))
    return profile


@deed("members.see_contact")
def see_contact(*, actor: Person, profile: Profile, reason: str) -> Look:
    """Look at a person's full numbers, for a reason that the person can read; whoever shows them opens the profile."""
    profile = locked(profile)
    require(actor, "members.see_contact", profile)
    if not reason.strip():
        raise RuleBroken("members.no_reason")

    look = looks.look(actor=actor, about=profile.person_id, subject=profile, reason=reason)

    record(actor, "members.see_contact", look, about=str(profile.person_id))
    return look
