"""Taking back a row that nothing was built on: only ever part of undoing something larger."""

from django.db import transaction
from django.db.models import ProtectedError

from gongjian.foundation.access import Actor, require
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.notices.outbox import recall
from gongjian.foundation.tenancy import locked
from gongjian.modules.members.models import Membership, Post, Profile, Side
from gongjian.rulebook.errors import RuleBroken

TakenBack = Side | Membership | Profile | Post


@deed("members.take_back")
def take_back(*, actor: Actor, row: TakenBack) -> TakenBack:
    """Take a row away again as if it had never been added; whatever points to it keeps it."""
    row = locked(row)
    require(actor, "members.take_back", row)

    record(actor, "members.take_back", row)
    recall(row.alliance_id, row.ref)
    try:
        with transaction.atomic():
            # Not row.delete(), which takes the id from a record that others still want to look up.
            type(row)._default_manager.filter(pk=row.pk).delete()
    except ProtectedError as error:
        raise RuleBroken("members.in_use") from error
    return row
