"""What this module adds to the menu."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.wiring import Group, Place, add_to_menu

add_to_menu(Group.DESK, Place("promises:promises", _("承诺"), "heart-handshake"))
add_to_menu(Group.PEOPLE, Place("promises:handovers", _("交接"), "arrows-exchange"))
