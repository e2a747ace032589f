"""Who may do the deeds of this module: nobody by itself, a promise is opened and closed by what people do."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.access import permit
from gongjian.foundation.idempotency.deed import only_within_a_deed

part_of_a_deed = only_within_a_deed(_("承诺随着办的事自己出现、自己了结，不能单独改。"))

permit("promises.open_promise", part_of_a_deed)
permit("promises.keep_promise", part_of_a_deed)
permit("promises.waive_promise", part_of_a_deed)
