"""What this module adds to the menu."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Group, Place, add_to_menu, tasks_for


def _to_answer(actor: Person, alliance: UUID) -> tuple[int, bool]:
    """Counted from the tasks, which the desk's own number has asked for already: the menu costs no query more."""
    due: dict[str, date] = {}
    for task in tasks_for(actor, alliance):  # the most urgent first
        if task.deed.startswith("feedback."):
            due.setdefault(task.about, task.due_on)
    return len(due), any(day < clock.today() for day in due.values())


add_to_menu(Group.DESK, Place("feedback:feedback_list", _("意见和投诉"), "message", _to_answer))
