"""What this module keeps about a person, for the own page."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.wiring import Kept, keeps
from gongjian.modules.roster.models import Roster

keeps(
    Kept(
        "rosters",
        _("我传的名册"),
        Roster,
        ("uploaded_by",),
        {"uploaded_at": _("什么时候传的"), "get_state_display": _("办到哪一步")},
        blanks=False,  # what a sheet says is about others, and is emptied by its own clock
    )
)
