"""What this module adds to the menu."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.wiring import Group, Place, add_to_menu
from gongjian.modules.feedback import queries

add_to_menu(Group.DESK, Place("feedback:feedback_list", _("意见和投诉"), "message", queries.waiting_for))
