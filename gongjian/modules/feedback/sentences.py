"""The words for this module's refusals and states."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say, speak_states
from gongjian.modules.feedback.models import Feedback

speak_states(Feedback.State)

say("feedback.no_words", _("还没有写内容。请写几句话，再点一次。"))
say("feedback.nobody_to_answer", _("联盟里今天没有人能收，所以没有送出去。请打监督电话，或者当面告诉居委会。"))
say("feedback.nobody_there", _("%(organisation)s今天没有人能接，所以没有转交。请选列出来的单位。"))
say("feedback.answer_is_wanted", _("提的人等着回音，不能不答复。请写答复，办不到也写明为什么。"))
say(
    "feedback.too_late_to_pass_on",
    _("%(due_on)s 就要答复，现在转交别人来不及，晚了也不该算别人的。请问清楚以后自己答复。"),
)
say(
    "feedback.too_many",
    _("这一小时已经收到 %(most)s 件，先收到这里。请过一小时再送，写好的字先留着；急事请打监督电话。"),
)
say(
    "feedback.too_often",
    _("从你这里填错查询码的次数太多了，怕是有人在乱猜。请过 %(minutes)s 分钟再查，或者换一个网络；急事请打监督电话。"),
)
