"""What this module does when others tell a fact."""

from gongjian.foundation.events import reacts_to
from gongjian.modules.feedback import queries
from gongjian.modules.members.events import ErasureConsidered


@reacts_to(ErasureConsidered)
def keep_who_waits_for_an_answer(fact: ErasureConsidered) -> None:
    """Nobody gets rid of a complaint by erasing who made it."""
    queries.check_answered_long_ago(fact.profile.person_id, fact.profile.alliance_id)
