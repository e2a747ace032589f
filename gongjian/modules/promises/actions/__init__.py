"""Every write about promises."""

from gongjian.modules.promises.actions.feeds import close_feed, open_feed
from gongjian.modules.promises.actions.handovers import draw_up_handover, record_paper_signatures, sign_handover
from gongjian.modules.promises.actions.late import tell_of_late
from gongjian.modules.promises.actions.nudges import nudge
from gongjian.modules.promises.actions.promises import Owed, keep_promise, open_promise, waive_promise
from gongjian.modules.promises.actions.reports import Done, Pledge, make_promise, report_done
from gongjian.modules.promises.actions.routines import Duty, open_due_promises, set_routine, stop_routine

__all__ = [
    "Done",
    "Duty",
    "Owed",
    "Pledge",
    "close_feed",
    "draw_up_handover",
    "keep_promise",
    "make_promise",
    "nudge",
    "open_due_promises",
    "open_feed",
    "open_promise",
    "record_paper_signatures",
    "report_done",
    "set_routine",
    "sign_handover",
    "stop_routine",
    "tell_of_late",
    "waive_promise",
]
