"""Pages of promises."""

from gongjian.modules.promises.views.feeds import calendar_feed, close_feed, open_feed
from gongjian.modules.promises.views.handovers import (
    draw_up_handover,
    handover,
    handover_sheet,
    handovers,
    record_paper_signatures,
    sign_handover,
)
from gongjian.modules.promises.views.promises import nudge, promise, promises, promises_csv
from gongjian.modules.promises.views.reports import make_promise, report_done, waive_promise
from gongjian.modules.promises.views.routines import routines, set_routine, stop_routine

__all__ = [
    "calendar_feed",
    "close_feed",
    "draw_up_handover",
    "handover",
    "handover_sheet",
    "handovers",
    "make_promise",
    "nudge",
    "open_feed",
    "promise",
    "promises",
    "promises_csv",
    "record_paper_signatures",
    "report_done",
    "routines",
    "set_routine",
    "sign_handover",
    "stop_routine",
    "waive_promise",
]
