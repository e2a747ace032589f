"""Reading entries and requests to reverse them."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet, Sum

from gongjian.foundation.accounts.models import Person
from gongjian.modules.ledger.models import Fund, JournalEntry, JournalLine, Reversal
from gongjian.modules.ledger.queries.entry_list import EntryList, PublicFilter
from gongjian.modules.members.queries import alliances_of, names_of, workplace_of
from gongjian.rulebook import ledger


def lines_of(entry: JournalEntry) -> list[ledger.Line]:
    """The lines of a posted entry as the rulebook knows them."""
    return [
        ledger.Line(
            line.account, str(line.fund_id), line.amount, str(line.custodian_id or ""), str(line.goods_id or "")
        )
        for line in entry.lines.order_by("position")
    ]


def entry_from(source: str) -> JournalEntry:
    """The newest entry that came out of a record."""
    return JournalEntry.objects.filter(source=source).order_by("-number")[0]


def custodian_of(entry: UUID | None) -> str:
    """The id of whoever holds the cash that an entry brought in."""
    return str(JournalLine.objects.filter(entry=entry, account=ledger.CASH).values_list("custodian", flat=True)[0])


def fund_of(entry: JournalEntry) -> Fund:
    """The fund that an entry is about."""
    return Fund.objects.get(pk=entry.lines.order_by("position").values("fund")[:1])


def last_entry(alliance: UUID) -> JournalEntry | None:
    """The end of the chain."""
    return JournalEntry.objects.filter(alliance=alliance).order_by("-number").first()


class Vouchers:
    """Voucher numbers of an alliance: gap-free within each year of booking."""

    def __init__(self, alliance: UUID) -> None:
        """Nothing is looked up before a number is asked for."""
        self._alliance = alliance
        self._last: dict[int, int] = {}

    def next(self, year: int) -> str:
        """The number that follows the last one of a year."""
        self._last[year] = self._last.get(year) or self._last_of(year)
        self._last[year] += 1
        return f"{year}-{self._last[year]:04d}"

    def _last_of(self, year: int) -> int:
        of_year = JournalEntry.objects.filter(alliance=self._alliance, voucher__startswith=f"{year}-")
        last = of_year.order_by("-number").values_list("voucher", flat=True).first()
        return int(last.partition("-")[2]) if last else 0


def first_reversed(alliance: UUID, entries: Sequence[UUID]) -> int | None:
    """The number of the first of these entries that is reversed already; none where there is none of them."""
    reversed_ones = JournalEntry.objects.filter(alliance=alliance, pk__in=entries, reversed_by__isnull=False)
    return reversed_ones.order_by("number").values_list("number", flat=True).first() if entries else None


def live_reversal(entry: JournalEntry) -> Reversal | None:
    """The request to reverse this entry that is waiting or was agreed to."""
    return entry.reversal_requests.exclude(state=Reversal.State.REFUSED).first()


def people_of(reversal: Reversal | None) -> dict[str, str]:
    """The names of whoever asked for a reversal and answered it."""
    if reversal is None:
        return {}
    people = {"asked_by": reversal.asked_by_id, "answered_by": reversal.answered_by_id}
    names = names_of(reversal.alliance_id, [person for person in people.values() if person])
    return {role: names.get(person, "") for role, person in people.items() if person}


def entries_visible_to(actor: Person) -> QuerySet[JournalEntry]:
    """The entries of the alliances in which somebody takes part."""
    return JournalEntry.objects.filter(alliance__in=alliances_of(actor))


def reversals_visible_to(actor: Person) -> QuerySet[Reversal]:
    """The requests to reverse, of the alliances in which somebody takes part."""
    return Reversal.objects.filter(alliance__in=alliances_of(actor)).select_related("entry")


def entry_rows(actor: Person) -> EntryList:
    """The entries of the alliance worked in, with the same figures as on the public page; newest first."""
    return EntryList(next(iter(workplace_of(actor)), None))


def voucher_lines(entry: JournalEntry) -> list[dict[str, object]]:
    """The lines of an entry for reading: account, fund, custodian by name, debit and credit in fen or in pieces."""
    lines = list(entry.lines.select_related("fund", "goods").order_by("position"))
    names = names_of(entry.alliance_id, [line.custodian_id for line in lines if line.custodian_id])
    return [
        {
            "account": line.account,
            "account_name": line.get_account_display(),
            "fund": line.fund.name,
            "custodian": names.get(line.custodian_id, "") if line.custodian_id else "",
            "debit": max(line.amount, 0),
            "credit": max(-line.amount, 0),
            "goods": line.goods.name if line.goods else "",
            "unit": line.goods.unit if line.goods else "",
        }
        for line in lines
    ]


def amount_of(entry: JournalEntry) -> int:
    """What money an entry moves: the sum of its debits, in fen; pieces of goods are not added to it."""
    return entry.lines.filter(amount__gt=0, goods=None).aggregate(total=Sum("amount"))["total"] or 0


def goods_of(entry: JournalEntry) -> list[str]:
    """What goods an entry moves, each as 被子 20 条."""
    lines = entry.lines.filter(amount__gt=0, goods__isnull=False).values_list("goods__name", "goods__unit")
    pieces = lines.annotate(pieces=Sum("amount")).order_by("goods__name")
    return [f"{name} {number} {unit}" for name, unit, number in pieces]


def public_entries(alliance: UUID, looked: PublicFilter | None = None) -> EntryList:
    """Every entry, or those looked for, with its figures; the newest first."""
    return EntryList(alliance, looked)
