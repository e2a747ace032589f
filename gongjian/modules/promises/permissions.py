"""Who may do the deeds of this module: nobody by itself, a promise is opened and closed by what people do."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import Actor, Rule, permit
from gongjian.foundation.idempotency.deed import within_a_deed


def _part_of_a_deed(_actor: Actor, _subject: Model) -> bool:
    return within_a_deed()


part_of_a_deed = Rule("part of a deed", _part_of_a_deed, _("承诺随着办的事自己出现、自己了结，不能单独改。"))

permit("promises.open_promise", part_of_a_deed)
permit("promises.keep_promise", part_of_a_deed)
permit("promises.waive_promise", part_of_a_deed)
