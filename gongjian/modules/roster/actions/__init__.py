"""Every write about rosters."""

from gongjian.modules.roster.actions.applying import apply_roster
from gongjian.modules.roster.actions.exporting import export_roster
from gongjian.modules.roster.actions.reading import answer_doubts, drop_roster, forget_roster, read_roster
from gongjian.modules.roster.actions.undoing import undo_roster

__all__ = [
    "answer_doubts",
    "apply_roster",
    "drop_roster",
    "export_roster",
    "forget_roster",
    "read_roster",
    "undo_roster",
]
