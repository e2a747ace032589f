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

__all__ = [
    "draw_up_handover",
    "handover",
    "handover_sheet",
    "handovers",
    "nudge",
    "promise",
    "promises",
    "promises_csv",
    "record_paper_signatures",
    "sign_handover",
]
