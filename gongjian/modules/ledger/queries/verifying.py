"""Everything about a book that can be recomputed, in one answer: `gongjian books verify`."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from gongjian.modules.ledger.models import Head
from gongjian.modules.ledger.queries.checking import Recomputed, recomputing
from gongjian.modules.ledger.queries.entries import last_entry
from gongjian.modules.ledger.queries.hands import all_hands
from gongjian.modules.ledger.queries.heads import (
    Fault,
    as_told,
    faults_of,
    from_head,
    is_whole,
    last_head,
    witnessed,
)
from gongjian.modules.ledger.queries.rebuilding import Months, rebuilt_months, together, wrong_sums


@dataclass(frozen=True)
class Verified:
    """What was recomputed of a book, and the first place of each kind where something does not fit."""

    # Up to this entry an earlier head was trusted; everything after it was recomputed.
    after: int
    entries: int
    heads: int
    first_broken: int | None
    fault: Fault | None
    wrong_sums: int

    @property
    def is_right(self) -> bool:
        """Whether everything fits."""
        return self.first_broken is None and self.fault is None and not self.wrong_sums


def verified(alliance: UUID, *, everything: bool) -> Verified:
    """Recompute a book: from its last head, or from its first entry if that is asked for or heads are in doubt."""
    own = list(Head.objects.filter(alliance=alliance).order_by("day"))
    noted, told = witnessed(alliance), {as_told(head) for head in own}
    last = last_entry(alliance)
    entries = last.number if last else 0
    # A head that was noted outside and is not in the database: then no head in it is trusted.
    doubt = everything or not set(noted) <= told or not all(map(is_whole, own))
    begin = from_head(None if doubt else last_head(alliance))
    shorter = entries < begin.number
    hands = all_hands()
    stops = {head.size for head in (*noted, *told)}
    found = list(recomputing(alliance, from_head(None) if shorter else begin, stops=stops, hands=hands))
    wrong = faults_of(alliance, noted, found) if doubt or shorter else []
    sums = sum(1 for _place in wrong_sums(alliance, _months(alliance, found, hands)))
    return Verified(begin.number, entries, len(own), found[-1].first_broken, wrong[0] if wrong else None, sums)


def _months(alliance: UUID, found: Sequence[Recomputed], hands: int) -> Months:
    """What came and went in each month: known already where every line of the book was just read."""
    if found[0].number == 0 and found[-1].first_broken is None:
        return together(each.moved for each in found)
    return rebuilt_months(alliance, hands)
