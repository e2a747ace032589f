"""What this module does when others tell a fact."""

from gongjian.foundation.events import reacts_to
from gongjian.modules.campaigns import actions, queries
from gongjian.modules.campaigns.queries import bills as of_bills
from gongjian.modules.ledger.events import EntryReversed, ReversalAsked
from gongjian.modules.members.events import ErasureConsidered


@reacts_to(ReversalAsked)
def keep_banked_boxes(fact: ReversalAsked) -> None:
    """The count of a box cannot be taken back while its cash lies in the bank."""
    queries.check_not_banked(fact.entry.pk)


@reacts_to(EntryReversed)
def reopen_its_box(fact: EntryReversed) -> None:
    """A box whose entry was reversed goes back one step."""
    for box in queries.boxes_of_entry(fact.entry.pk):
        actions.reopen_box(actor=fact.actor, box=box, entry=fact.entry.pk)


@reacts_to(EntryReversed)
def reopen_its_bill(fact: EntryReversed) -> None:
    """A bill whose entry was reversed waits to be checked again."""
    for bill in of_bills.bill_of_entry(fact.entry.pk):
        actions.reopen_bill(actor=fact.actor, bill=bill)


@reacts_to(ErasureConsidered)
def keep_who_organises(fact: ErasureConsidered) -> None:
    """Nobody is erased who is in charge of a collection that goes on."""
    queries.check_organises_nothing(fact.profile.person_id, fact.profile.alliance_id)
