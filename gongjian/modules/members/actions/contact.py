"""How a person is reached: kept sealed, shown masked, looked at with a reason."""

from dataclasses import dataclass, field

from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.sealing import keys, looks
from gongjian.foundation.sealing.models import Look
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import Profile
from gongjian.rulebook.contact import check_email, check_id_number, phone_number
from gongjian.rulebook.errors import RuleBroken


@dataclass(frozen=True)
class Contact:
    """A person's numbers as they were typed; empty for what is not known. Never printed: they are personal."""

    phone: str = field(default="", repr=False)
    other_phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    id_number: str = field(default="", repr=False)


@deed("members.set_contact")
def set_contact(*, actor: Actor, profile: Profile, contact: Contact) -> Profile:
    """Keep how a person is reached, sealed; the log says which fields changed, never what is in them."""
    profile = locked(profile)
    require(actor, "members.set_contact", profile)
    told = {
        "phone": phone_number(contact.phone) if contact.phone else "",
        "other_phone": phone_number(contact.other_phone) if contact.other_phone else "",
        "email": check_email(contact.email) if contact.email else "",
        "id_number": check_id_number(contact.id_number) if contact.id_number else "",
    }

    changed = [name for name, value in told.items() if getattr(profile, name).opened() != value]
    for name in changed:
        setattr(profile, name, told[name])
    phone_purpose = f"members.profile.phone:{profile.alliance_id}"
    profile.phone_mark = keys.mark(told["phone"], phone_purpose) if told["phone"] else ""
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
