"""The powers of a kind of post never change, nor who confirmed whom; how the mark of a number is renewed."""

from gongjian.foundation.sealing.reencrypt import marks_from
from gongjian.foundation.seals import append_only, refuse
from gongjian.modules.members.models import HeldBack, OrganisationName, PostKind, Profile

refuse(PostKind, "UPDATE", "the powers of a kind of post never change", "NEW.powers <> OLD.powers", name="powers")
marks_from(Profile, "phone", "phone_mark", lambda profile: Profile.phone_purpose(profile.alliance_id))
append_only(OrganisationName)
refuse(HeldBack, "DELETE", "that somebody was held back stays known")
refuse(
    HeldBack,
    "UPDATE",
    "who confirmed a person, and whom, never changes",
    "OLD.confirmed_at IS NOT NULL OR NEW.person_id <> OLD.person_id OR NEW.since <> OLD.since",
    name="confirmed",
)
