"""What this module adds to the menu."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.wiring import Group, Place, add_to_menu

add_to_menu(Group.PEOPLE, Place("roster:read_roster", _("名册"), "file-spreadsheet"))
