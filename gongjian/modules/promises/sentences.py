"""The words for this module's refusals and for the states of promises."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say, speak_states
from gongjian.modules.promises.models import Promise

speak_states(Promise.State)

say("reminders.nudged_today", _("今天已经有人提醒过了，一天一次就够。还没办的话，明天再提醒。"))
say("reminders.too_early", _("离期限还有 %(days_left)s 天。期限前 %(days)s 天起才能提醒，到时候再来。"))
say("promises.closed_already", _("这件事已经了结（%(state)s），不用提醒了。"))
say("promises.post_goes_on", _("这个职务还没有定最后一天，现在不用交接。请先写上它哪天结束。"))
say("promises.same_person", _("交的人和接的人是同一个人，没有什么要交接。请选另一位。"))
say("promises.not_a_successor", _("这位在这家单位没有能接这些事的职务。请先任职，或者另选一位。"))
say("promises.handover_exists", _("这两个人的交接清单已经列过了。请打开那一张来签。"))
say("promises.not_your_handover", _("清单要由交的人、接的人或者管人员的人来列。请请他们来列。"))
say("promises.signed_already", _("已经签过了，一个人只签一次，不用再签。"))
say("promises.signed_when", _("签字的日子要在 %(first)s 到 %(today)s 之间。请照纸上写的日期填。"))
