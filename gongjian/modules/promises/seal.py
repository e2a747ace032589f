"""The day by which something was promised never changes: late stays late."""

from gongjian.foundation.seals import refuse
from gongjian.modules.promises.models import Promise

refuse(Promise, "UPDATE", "the day of a promise never changes", "NEW.due_on <> OLD.due_on", name="due_on")
