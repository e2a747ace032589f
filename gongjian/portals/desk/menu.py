"""What the desk adds to the menu."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import Group, Place, add_to_menu, tasks_for


def _due(actor: Person, alliance: UUID) -> tuple[int, bool]:
    today = clock.today()
    due = [task for task in tasks_for(actor, alliance) if task.due_on <= today]
    return len(due), any(task.due_on < today for task in due)


add_to_menu(Group.DESK, Place("desk:desk", _("工作台"), "layout-list", _due))
