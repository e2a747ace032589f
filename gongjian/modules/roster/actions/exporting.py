"""Giving out the whole roster with its numbers: a look at everybody in it, with a reason that each can read."""

from gongjian.foundation.access import require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.sealing.models import Look
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.actions import see_contact
from gongjian.modules.members.models import Alliance
from gongjian.modules.roster.queries.sheets_out import out_rows
from gongjian.rulebook.errors import RuleBroken


@deed("roster.export_roster")
def export_roster(*, actor: Person, alliance: Alliance, reason: str) -> Look:
    """Write down a look at each person whose numbers go into the sheet; whoever makes the sheet does it after this."""
    alliance = locked(alliance)
    require(actor, "roster.export_roster", alliance)
    profiles = {row.profile.pk: row.profile for row in out_rows(alliance.pk) if row.profile}
    if not profiles:
        raise RuleBroken("roster.nobody_to_export")

    looks = [see_contact(actor=actor, profile=profile, reason=reason) for profile in profiles.values()]

    record(actor, "roster.export_roster", looks[-1], people=len(looks))
    return looks[-1]
