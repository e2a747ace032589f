"""Promises: opened and closed by deeds only; and who reminded of one."""

from gongjian.modules.promises.models.nudges import Nudge
from gongjian.modules.promises.models.promises import Promise

__all__ = ["Nudge", "Promise"]
