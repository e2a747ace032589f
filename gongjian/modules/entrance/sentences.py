"""The words for this module's refusals."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say, speak_states
from gongjian.modules.entrance.models import Recovery

speak_states(Recovery.State)

say(
    "entrance.no_such_slip",
    _("这个号码不能用：可能抄错了，可能用过了，也可能过了 7 天。请对着纸条再看一遍，还不行就请秘书重新发一张。"),
)
say(
    "entrance.signed_in_before", _("这个人已经有登录名，不用发第一次的纸条。进不来的话，请办“找回登录”，要两个人同意。")
)
say("entrance.never_signed_in", _("这个人还没有登录过，不用找回。请直接发一张登录纸条。"))
say("entrance.slip_is_over", _("这张纸条已经用过或者作废了，不用再作废。"))
say("entrance.name_is_taken", _("这个登录名已经有人用了，请换一个。"))
say("entrance.no_reason", _("请写清楚是怎么回事，这句话会一直留着。"))
say("entrance.recovery_is_open", _("已经有人替他提出了，正等第二个人同意。请到“登录与来访”里看。"))
say("entrance.too_many_hours", _("一次来访最长 %(longest)s 小时，最短 1 小时。请改小时数。"))
say("entrance.visit_is_open", _("你有一次来访还在等答复或者还没结束，一次只能去一处。请先结束那一次。"))
say("entrance.visit_is_answered", _("这次来访已经答复过，或者已经结束。请刷新这一页看看。"))
say("entrance.visit_is_over", _("这次来访已经结束了，不用再结束。"))
say("entrance.not_a_login", _("登录名或者密码还不行：%(fields)s。登录名不能空着，密码至少 8 位，不能是常见的。"))
