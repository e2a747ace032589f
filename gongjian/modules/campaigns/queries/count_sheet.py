"""The count sheet of a box as one person may see it: columns of counters, rows of denominations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.clock import local_day
from gongjian.modules.campaigns.models import CashBox, CashCount
from gongjian.modules.members.queries import names_of
from gongjian.modules.members.queries.organisations import name_on
from gongjian.rulebook.cash import DENOMINATIONS, Round, Tally
from gongjian.rulebook.cash import CashCount as CountedCash

_COLUMN_NAMES = (_("甲"), _("乙"), _("丙"), _("丁"), _("戊"), _("己"))


@dataclass(frozen=True)
class Column:
    """One counter: who handed in is no secret, what was counted may be."""

    mark: str
    name: str
    organisation: str
    is_me: bool
    count: CountedCash | None


@dataclass(frozen=True)
class Row:
    """One denomination (fen) over the columns; `agree` is None while nothing can be compared."""

    denomination: int
    pieces: list[int | None]
    agree: bool | None
    difference: int
    amount: int | None


@dataclass(frozen=True)
class CountSheet:
    """A count sheet for one reader. Amounts in fen."""

    round: Round
    columns: list[Column]
    rows: list[Row]
    mine: CountedCash | None
    agreed: CountedCash | None
    handed_in: int

    @property
    def differing(self) -> list[Row]:
        """The denominations that have to be counted again, as far as the reader may know them."""
        return [row for row in self.rows if row.agree is False]

    @property
    def difference(self) -> int:
        """By how much the compared totals differ."""
        totals = [column.count.total for column in self.columns[:2] if column.count]
        return abs(totals[0] - totals[1]) if len(totals) == len("甲乙") else 0

    @property
    def status(self) -> str:
        """In one word, for the page: first, second, recount, third or agreed."""
        if self.agreed is not None:
            return "agreed"
        if self.round is Round.BLIND:
            return "second" if self.handed_in else "first"
        return "recount" if self.round is Round.RECOUNT else "third"


def _called_then(count: CashCount) -> str:
    """What the counter's organisation was called on the day of the count: a sheet of 2018 goes on saying 工商所."""
    told = getattr(count, "called_then", None)
    return told or name_on(count.organisation, count.alliance_id, local_day(count.submitted_at))


def count_sheet(
    actor: Person, box: CashBox, counts: Sequence[CashCount], visible: Sequence[CashCount], tally: Tally
) -> CountSheet:
    """Lay out the counts that the actor may see (`visible`) beside the fact of who has handed in (`counts`)."""
    people = list(dict.fromkeys(each.counter_id for each in counts))
    latest = {each.counter_id: each for each in counts}
    seen = {each.counter_id: each.counted for each in visible}
    names = names_of(box.alliance_id, people)
    columns = [
        Column(
            mark=str(_COLUMN_NAMES[min(place, len(_COLUMN_NAMES) - 1)]),
            name=names.get(person, ""),
            organisation=_called_then(latest[person]),
            is_me=person == actor.pk,
            count=seen.get(person),
        )
        for place, person in enumerate(people)
    ]
    comparable = sum(column.count is not None for column in columns) > 1
    differing = {each.denomination: each.pieces for each in tally.differences} if comparable else None
    return CountSheet(
        round=tally.round,
        columns=columns,
        rows=[_row(denomination, columns, tally.agreed, differing) for denomination in DENOMINATIONS],
        mine=_own(actor.pk, visible),
        agreed=tally.agreed,
        handed_in=len(counts),
    )


def _own(person: UUID, visible: Sequence[CashCount]) -> CountedCash | None:
    mine = [each.counted for each in visible if each.counter_id == person]
    return mine[-1] if mine else None


def _row(
    denomination: int, columns: Sequence[Column], agreed: CountedCash | None, differing: Mapping[int, int] | None
) -> Row:
    """`differing` tells by how many pieces the pair differs, where it does; None while nothing can be compared."""
    pieces = [column.count.pieces[denomination] if column.count else None for column in columns]
    if agreed is not None:
        return Row(denomination, pieces, agree=True, difference=0, amount=denomination * agreed.pieces[denomination])
    if differing is None:
        return Row(denomination, pieces, agree=None, difference=0, amount=None)
    if denomination in differing:
        return Row(denomination, pieces, agree=False, difference=differing[denomination], amount=None)
    return Row(denomination, pieces, agree=True, difference=0, amount=denomination * (pieces[0] or 0))
