"""Who may do the deeds of this module; a promise is opened and closed by what people do, never by itself."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import Actor, Rule, permit
from gongjian.foundation.idempotency.deed import only_within_a_deed
from gongjian.modules.members.permissions import takes_part
from gongjian.modules.promises.models import Promise
from gongjian.modules.promises.queries import owes


def _owes_it(actor: Actor, subject: Model) -> bool:
    return isinstance(subject, Promise) and owes(actor, subject)


part_of_a_deed = only_within_a_deed(_("承诺随着办的事自己出现、自己了结，不能单独改。"))
does_not_owe_it = Rule(
    "does not owe it", lambda *asked: not _owes_it(*asked), _("这件事是你自己该办的，不用提醒自己。")
)

permit("promises.open_promise", part_of_a_deed)
permit("promises.keep_promise", part_of_a_deed)
permit("promises.waive_promise", part_of_a_deed)
permit("promises.nudge", takes_part & does_not_owe_it)
