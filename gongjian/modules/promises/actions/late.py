"""Telling whoever has let a day pass."""

from django.conf import settings
from django.shortcuts import resolve_url

from gongjian.foundation.access import Actor, require
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.notices.outbox import tell
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import Alliance
from gongjian.modules.promises.queries import late as queries


@deed("promises.tell_of_late")
def tell_of_late(*, actor: Actor, alliance: Alliance) -> Alliance:
    """Tell each who has let a day pass how many promises are late, when one newly is, and once a week after that."""
    alliance = locked(alliance)
    require(actor, "promises.tell_of_late", alliance)

    late = queries.to_be_told_of_late(alliance.pk)
    for person, number in late:
        tell(
            to=person,
            alliance=alliance.pk,
            words="promises.late",
            facts={"number": number},
            about=alliance.ref,
            url=resolve_url(settings.LOGIN_REDIRECT_URL),
        )

    record(actor, "promises.tell_of_late", alliance, people=len(late))
    return alliance
