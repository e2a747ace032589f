"""Everything about a book that can be recomputed, in one answer: `gongjian books verify`."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, Sum, When

from gongjian.modules.ledger.models import MONEY, NOBODY, Head, JournalLine, MonthlySum
from gongjian.modules.ledger.queries.checking import recomputed, wrong_sums
from gongjian.modules.ledger.queries.entries import last_entry
from gongjian.modules.ledger.queries.heads import Fault, as_told, faults, from_head, is_whole, last_head, witnessed


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
    told = {as_told(head) for head in own}
    # A head that was noted outside and is not in the database: then no head in it is trusted.
    doubt = everything or not set(witnessed(alliance)) <= told or not all(map(is_whole, own))
    begin = from_head(None if doubt else last_head(alliance))
    after = begin.number
    found = recomputed(alliance, begin)
    last = last_entry(alliance)
    entries = last.number if last else 0
    doubt = doubt or entries < after
    wrong = faults(alliance, witnessed(alliance)) if doubt else []
    sums = sum(1 for _place in (*wrong_sums(alliance), *_wrong_months(alliance)))
    return Verified(after, entries, len(own), found.first_broken, wrong[0] if wrong else None, sums)


def _wrong_months(alliance: UUID) -> Iterator[tuple[object, ...]]:
    """The places and months whose kept sums are others than those of the lines."""
    debit = Sum(Case(When(amount__gt=0, then=F("amount")), default=0))
    credit = Sum(Case(When(amount__lt=0, then=-F("amount")), default=0))
    place = ("fund", "account", "custodian", "goods", "entry__booked_on__year", "entry__booked_on__month")
    lines = JournalLine.objects.filter(alliance=alliance).values_list(*place)
    rebuilt = {
        (fund, account, held or NOBODY, goods or MONEY, f"{year}-{month:02d}"): (came, went)
        for fund, account, held, goods, year, month, came, went in lines.annotate(came=debit, went=credit)
    }
    rows = MonthlySum.objects.filter(alliance=alliance)
    kept = {
        (fund, account, held, goods, month): (came, went)
        for fund, account, held, goods, month, came, went in rows.values_list(
            "fund", "account", "custodian", "goods", "month", "debit", "credit"
        )
    }
    yield from (one for one in kept.keys() | rebuilt.keys() if kept.get(one, (0, 0)) != rebuilt.get(one, (0, 0)))
