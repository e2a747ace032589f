"""Pages of promises."""

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
    "draw_up_handover",
    "handover",
    "handover_sheet",
    "handovers",
    "make_promise",
    "nudge",
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
