"""Every write about promises."""

from gongjian.modules.promises.actions.nudges import nudge
from gongjian.modules.promises.actions.promises import Owed, keep_promise, open_promise, waive_promise

__all__ = ["Owed", "keep_promise", "nudge", "open_promise", "waive_promise"]
