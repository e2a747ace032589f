"""How this module's promises are told on desks: by their number, never by what was written."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.wiring import PromiseWords, promise_words

promise_words(
    "feedback.acknowledge_feedback",
    PromiseWords(_("受理 %(number)s"), _("有人提了意见或投诉，先告诉他收到了"), _("去看看"), "feedback:feedback"),
)
promise_words(
    "feedback.answer_feedback",
    PromiseWords(_("答复 %(number)s"), _("有人提了意见或投诉，等着回音"), _("去答复"), "feedback:feedback"),
)
