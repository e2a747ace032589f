"""The words for this module's refusals and for the states of promises."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say, speak_states
from gongjian.modules.promises.models import Promise

speak_states(Promise.State)

say("reminders.nudged_today", _("今天已经有人提醒过了，一天一次就够。还没办的话，明天再提醒。"))
say("reminders.too_early", _("离期限还有 %(days_left)s 天。期限前 %(days)s 天起才能提醒，到时候再来。"))
say("promises.closed_already", _("这件事已经了结（%(state)s），不用提醒了。"))
