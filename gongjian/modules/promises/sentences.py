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
say("promises.no_words", _("还没有写清楚是什么事。请用一两句话写上。"))
say("promises.no_reason", _("请写为什么不用办了。这句话会一直留着，大家看得到。"))
say("promises.routine_in_the_past", _("例行承诺最早从今天（%(today)s）开始，也不能比开始那天更早结束。请改日期。"))
say("promises.not_a_member", _("这家单位今天不在联盟里，不能替它定例行的事。请另选一家。"))
say("promises.stopped_in_the_past", _("过去的日子不能改，最早停在今天（%(today)s）。请填今天或者以后。"))
say("promises.stops_already", _("这件例行的事 %(ends_on)s 就停，不能再往后延。要接着办，请重新定一件。"))
say("promises.due_in_the_past", _("期限最早是今天（%(today)s）。请填今天或者以后的日子。"))
say("promises.not_your_power", _("你今天的职务不能替这家单位答应这件事。请选自己单位，或者请那边的人来答应。"))
say("promises.done_in_the_future", _("今天是 %(today)s，还没到的日子不能报。请填真正办成的那天。"))
say("promises.unsafe_link", _("网址要用安全的那种，开头是“%(start)s”。请改一改，或者空着。"))
say("recurrence.every", _("没有这样的间隔。请从每周、每月、每季、每年里选。"))
say("recurrence.day", _("“哪天”要在 %(first)s 到 %(last)s 之间。请改一改。"))
say("recurrence.month", _("“哪个月”要在 %(first)s 到 %(last)s 之间，每周、每月的填 0。请改一改。"))
say("recurrence.lead_days", _("最多提前 %(most)s 天摆上工作台，最少当天。请改一改。"))
say("promises.feed_is_closed", _("这个订阅已经关了，地址早就打不开了。要用，请再开一个新的。"))
say("promises.still_owes", _("这家单位还有 %(number)s 件答应的事没办。请先办完、转交，或者由书记免去，再记退出。"))
