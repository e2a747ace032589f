"""What a kind of post may do never changes; and how the mark of a telephone number is renewed with the keys."""

from gongjian.foundation.sealing.reencrypt import marks_from
from gongjian.foundation.seals import refuse
from gongjian.modules.members.models import PostKind, Profile

refuse(PostKind, "UPDATE", "the powers of a kind of post never change", "NEW.powers <> OLD.powers", name="powers")
marks_from(Profile, "phone", "phone_mark", lambda profile: f"members.profile.phone:{profile.alliance_id}")
