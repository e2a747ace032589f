"""What a kind of post may do never changes; and how the mark of a telephone number is renewed with the keys."""

from gongjian.foundation.sealing.reencrypt import marks_from
from gongjian.foundation.seals import append_only, refuse
from gongjian.modules.members.models import OrganisationName, PostKind, Profile

refuse(PostKind, "UPDATE", "the powers of a kind of post never change", "NEW.powers <> OLD.powers", name="powers")
marks_from(Profile, "phone", "phone_mark", lambda profile: Profile.phone_purpose(profile.alliance_id))
append_only(OrganisationName)
