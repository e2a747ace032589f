"""How this module's promises are told on desks, by their number; and what each person finds on his own page."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.wiring import Kept, PromiseWords, keeps, promise_words
from gongjian.modules.feedback.models import Feedback

promise_words(
    "feedback.acknowledge_feedback",
    PromiseWords(_("受理 %(number)s"), _("有人提了意见或投诉，先告诉他收到了"), _("去看看"), "feedback:feedback"),
)
promise_words(
    "feedback.answer_feedback",
    PromiseWords(_("答复 %(number)s"), _("有人提了意见或投诉，等着回音"), _("去答复"), "feedback:feedback"),
)

keeps(
    Kept(
        "feedback",
        _("我署名提过的"),
        Feedback,
        ("by",),
        {
            "number": _("编号"),
            "get_kind_display": _("要什么"),
            "sent_at": _("什么时候"),
            "words": _("内容"),
            "name": _("称呼"),
            "contact": _("联系方式"),
            "page": _("说的是哪一页"),
            "get_state_display": _("办到哪一步"),
            "answer": _("答复"),
        },
    )
)
