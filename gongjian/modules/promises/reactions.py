"""What promises have to say when something happens among the members."""

from gongjian.foundation.events import reacts_to
from gongjian.modules.members.events import LeavingAsked
from gongjian.modules.promises.queries import check_owes_nothing


@reacts_to(LeavingAsked)
def object_while_something_is_owed(fact: LeavingAsked) -> None:
    """Whoever leaves has first kept, passed on or been let off what it promised: nothing vanishes with it."""
    check_owes_nothing(fact.membership.alliance_id, fact.membership.organisation_id)
