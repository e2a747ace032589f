"""What never changes: powers of a kind, names, who confirmed whom, what is erased; and how a mark is renewed."""

from gongjian.foundation.sealing.reencrypt import marks_from
from gongjian.foundation.seals import append_only, refuse
from gongjian.modules.members.models import ErasureRequest, HeldBack, OrganisationName, Post, PostKind, Profile

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

refuse(Profile, "UPDATE", "what is erased stays erased", "OLD.erased_at IS NOT NULL", name="erased")
refuse(
    Profile,
    "UPDATE",
    "an erasure needs a second person",
    "NEW.erased_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM members_erasurerequest e"
    " WHERE e.profile_id = NEW.id AND e.state = 'erased' AND e.answered_by_id <> e.asked_by_id)",
    name="second_person",
)
refuse(Profile, "INSERT", "a profile is not born erased", "NEW.erased_at IS NOT NULL", name="born_erased")
refuse(
    Post,
    "INSERT",
    "who is erased is given no post",
    "EXISTS (SELECT 1 FROM members_profile p WHERE p.person_id = NEW.person_id"
    " AND p.alliance_id = NEW.alliance_id AND p.erased_at IS NOT NULL)",
    name="of_an_erased",
)
# Nobody answers about himself; an answer is never changed, only its words are taken out.
_ABOUT_ONESELF = (
    "EXISTS (SELECT 1 FROM members_profile p WHERE p.id = NEW.profile_id AND p.person_id = NEW.answered_by_id)"
)
for _when in ("INSERT", "UPDATE"):
    refuse(ErasureRequest, _when, "nobody answers about himself", _ABOUT_ONESELF, name=f"oneself_{_when.lower()}")
refuse(
    ErasureRequest,
    "UPDATE",
    "who wants an erasure, and for whom, never changes",
    "NEW.asked_by_id <> OLD.asked_by_id OR NEW.profile_id <> OLD.profile_id",
    name="asked",
)
refuse(
    ErasureRequest,
    "UPDATE",
    "an answer is never changed",
    "OLD.state <> 'wanted' AND (NEW.reason <> '' OR NEW.answer <> '' OR NEW.state <> OLD.state"
    " OR NEW.answered_by_id <> OLD.answered_by_id OR NEW.answered_at <> OLD.answered_at)",
    name="answered",
)
refuse(ErasureRequest, "DELETE", "who wanted an erasure stays on record")
