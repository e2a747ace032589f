"""The day by which something was promised never changes: late stays late; and what was said stays said."""

from gongjian.foundation.seals import append_only, refuse
from gongjian.modules.promises.models import Nudge, Promise

refuse(Promise, "UPDATE", "the day of a promise never changes", "NEW.due_on <> OLD.due_on", name="due_on")
append_only(Nudge)
