"""Who may set up an alliance from a sheet: whoever manages its people."""

from gongjian.foundation.access import is_system, permit
from gongjian.modules.members.permissions import appoints, manages

is_the_clock = is_system("roster-clock")

permit("roster.read_roster", manages)
permit("roster.answer_doubts", manages)
permit("roster.apply_roster", manages)
permit("roster.undo_roster", manages)
permit("roster.drop_roster", manages | is_the_clock)
permit("roster.forget_roster", manages | is_the_clock)
permit("roster.export_roster", appoints)
