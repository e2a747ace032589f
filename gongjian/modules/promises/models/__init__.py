"""Promises: opened and closed by deeds only; who reminded of one; what is open when a post changes hands."""

from gongjian.modules.promises.models.feeds import CalendarFeed
from gongjian.modules.promises.models.handovers import Handover, HandoverItem, Signature
from gongjian.modules.promises.models.nudges import Nudge
from gongjian.modules.promises.models.promises import Promise
from gongjian.modules.promises.models.reports import Report
from gongjian.modules.promises.models.routines import Routine

__all__ = ["CalendarFeed", "Handover", "HandoverItem", "Nudge", "Promise", "Report", "Routine", "Signature"]
