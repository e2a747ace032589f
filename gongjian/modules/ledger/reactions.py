"""What this module does when others tell a fact."""

from gongjian.foundation.events import reacts_to
from gongjian.modules.ledger import queries
from gongjian.modules.members.events import ErasureConsidered


@reacts_to(ErasureConsidered)
def keep_who_has_cash(fact: ErasureConsidered) -> None:
    """Nobody is erased in whose hands the books see money."""
    queries.check_no_cash_with(fact.profile.person_id, fact.profile.alliance_id)
