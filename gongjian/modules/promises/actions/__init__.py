"""Every write about promises."""

from gongjian.modules.promises.actions.handovers import draw_up_handover, record_paper_signatures, sign_handover
from gongjian.modules.promises.actions.nudges import nudge
from gongjian.modules.promises.actions.promises import Owed, keep_promise, open_promise, waive_promise

__all__ = [
    "Owed",
    "draw_up_handover",
    "keep_promise",
    "nudge",
    "open_promise",
    "record_paper_signatures",
    "sign_handover",
    "waive_promise",
]
