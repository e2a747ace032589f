"""Who may set up an alliance from a sheet: whoever manages its people."""

from django.db.models import Model

from gongjian.foundation.access import Actor, Rule, SystemActor, permit
from gongjian.modules.members.permissions import appoints, manages


def _is_the_clock(actor: Actor, _subject: Model) -> bool:
    return isinstance(actor, SystemActor) and actor.name == "roster-clock"


is_the_clock = Rule("is the clock", _is_the_clock, "")

permit("roster.read_roster", manages)
permit("roster.answer_doubts", manages)
permit("roster.apply_roster", manages)
permit("roster.undo_roster", manages)
permit("roster.drop_roster", manages | is_the_clock)
permit("roster.forget_roster", manages | is_the_clock)
permit("roster.export_roster", appoints)
