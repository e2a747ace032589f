"""Reading the books: balances, the chain, and what everybody may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from gongjian.foundation.access import may
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.remembered import remembered
from gongjian.modules.ledger.models import Fund, JournalEntry, JournalLine, Reversal
from gongjian.modules.ledger.queries.entry_list import EntryList
from gongjian.modules.members.queries import alliances_of, names_of, workplace_of
from gongjian.rulebook import ledger
from gongjian.rulebook.errors import RuleBroken

_INCOME = Q(account__startswith="4")
_ASSET = Q(account__startswith="1")


def lines_of(entry: JournalEntry) -> list[ledger.Line]:
    """The lines of a posted entry as the rulebook knows them."""
    return [
        ledger.Line(line.account, str(line.fund_id), line.amount, str(line.custodian_id or ""))
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


def held_in(fund: Fund) -> dict[tuple[str, str, str], int]:
    """What each asset account of a fund holds, in fen, by (account, fund, custodian)."""
    rows = JournalLine.objects.filter(_ASSET, alliance=fund.alliance_id, fund=fund)
    sums = rows.values_list("account", "fund", "custodian").annotate(held=Sum("amount"))
    return {(account, str(of), str(custodian or "")): held for account, of, custodian, held in sums}


def check_no_cash_with(person: UUID, alliance: UUID) -> None:
    """Refuse to let somebody go in whose hands the books see cash."""
    lines = JournalLine.objects.filter(alliance=alliance, account=ledger.CASH, custodian=person)
    if lines.aggregate(held=Sum("amount"))["held"]:
        raise RuleBroken("members.not_settled")


def last_entry(alliance: UUID) -> JournalEntry | None:
    """The end of the chain."""
    return JournalEntry.objects.filter(alliance=alliance).order_by("-number").first()


def next_voucher(alliance: UUID, year: int) -> str:
    """The voucher number that follows the last one of a year: gap-free per alliance and year."""
    of_year = JournalEntry.objects.filter(alliance=alliance, voucher__startswith=f"{year}-")
    last = of_year.order_by("-number").values_list("voucher", flat=True).first()
    return f"{year}-{int(last.partition('-')[2]) + 1 if last else 1:04d}"


def live_reversal(entry: JournalEntry) -> Reversal | None:
    """The request to reverse this entry that is waiting or was agreed to."""
    return entry.reversal_requests.exclude(state=Reversal.State.REFUSED).first()


def leaf_of(entry: JournalEntry, lines: Sequence[ledger.Line]) -> ledger.Leaf:
    """What an entry's seal covers."""
    return ledger.Leaf(
        number=entry.number,
        entry=str(entry.pk),
        voucher=entry.voucher,
        booked_on=entry.booked_on,
        kind=entry.kind,
        source=entry.source,
        reverses=str(entry.reverses_id or ""),
        memo_commitment=entry.memo_commitment,
        lines=lines,
    )


def first_broken(alliance: UUID) -> int | None:
    """The number of the first entry whose seal does not fit what it says, its memo or what came before; or None."""
    previous, expected = ledger.NO_SEAL, 1
    entries = JournalEntry.objects.filter(alliance=alliance).order_by("number")
    entries = entries.select_related("memo").prefetch_related("lines")
    for entry in entries.iterator(chunk_size=500):
        seal = _recomputed(previous, entry)
        if seal is None or entry.number != expected or entry.seal != seal.hex() or not _memo_fits(entry):
            return expected
        previous, expected = seal, expected + 1
    return None


def _recomputed(previous: bytes, entry: JournalEntry) -> bytes | None:
    """The seal that an entry should have; None where it says something that could never have been sealed."""
    lines = sorted(entry.lines.all(), key=lambda line: line.position)
    plain = [ledger.Line(one.account, str(one.fund_id), one.amount, str(one.custodian_id or "")) for one in lines]
    try:
        return ledger.seal(previous, ledger.leaf_bytes(leaf_of(entry, plain)))
    except RuleBroken:
        return None


def people_of(reversal: Reversal | None) -> dict[str, str]:
    """The names of whoever asked for a reversal and answered it."""
    if reversal is None:
        return {}
    people = {"asked_by": reversal.asked_by_id, "answered_by": reversal.answered_by_id}
    names = names_of(reversal.alliance_id, [person for person in people.values() if person])
    return {role: names.get(person, "") for role, person in people.items() if person}


def _memo_fits(entry: JournalEntry) -> bool:
    """Whether the words are the ones that were sealed; an erased memo has no words and no salt, but is there."""
    memo = getattr(entry, "memo", None)
    if memo is None:
        return False
    salt = bytes(memo.salt)
    return ledger.memo_commitment(memo.words, salt) == entry.memo_commitment if salt else memo.words == ""


def entries_visible_to(actor: Person) -> QuerySet[JournalEntry]:
    """The entries of the alliances in which somebody takes part."""
    return JournalEntry.objects.filter(alliance__in=alliances_of(actor))


def reversals_visible_to(actor: Person) -> QuerySet[Reversal]:
    """The requests to reverse, of the alliances in which somebody takes part."""
    return Reversal.objects.filter(alliance__in=alliances_of(actor)).select_related("entry")


@remembered
def reversals_waiting_for_answer(actor: Person) -> list[Reversal]:
    """The requests that this person may agree to."""
    here = reversals_visible_to(actor).filter(alliance__in=workplace_of(actor))
    waiting = here.filter(state=Reversal.State.ASKED).order_by("asked_at")
    return [reversal for reversal in waiting if may(actor, "ledger.agree_reversal", reversal)]


def entry_rows(actor: Person) -> EntryList:
    """The entries of the alliance worked in, with the same figures as on the public page; newest first."""
    return EntryList(entries_visible_to(actor).filter(alliance__in=workplace_of(actor)))


def voucher_lines(entry: JournalEntry) -> list[dict[str, object]]:
    """The lines of an entry for reading: account, fund, custodian by name, debit and credit in fen."""
    lines = list(entry.lines.select_related("fund").order_by("position"))
    names = names_of(entry.alliance_id, [line.custodian_id for line in lines if line.custodian_id])
    return [
        {
            "account": line.account,
            "account_name": line.get_account_display(),
            "fund": line.fund.name,
            "custodian": names.get(line.custodian_id, "") if line.custodian_id else "",
            "debit": max(line.amount, 0),
            "credit": max(-line.amount, 0),
        }
        for line in lines
    ]


def amount_of(entry: JournalEntry) -> int:
    """What an entry moves: the sum of its debits, in fen."""
    return entry.lines.filter(amount__gt=0).aggregate(total=Sum("amount"))["total"] or 0


@dataclass(frozen=True)
class PublicFund:
    """A fund as anybody may see it; amounts in fen."""

    id: UUID
    name: str
    brought_forward: int
    income: int
    expense: int

    @property
    def balance(self) -> int:
        """What is there now."""
        return self.brought_forward + self.income - self.expense


def public_funds(alliance: UUID, year: int) -> list[PublicFund]:
    """Each fund with what it brought into the year, took in, spent and has, computed from the books."""
    before, within = Q(lines__entry__booked_on__year__lt=year), Q(lines__entry__booked_on__year=year)
    income, expense = Q(lines__account__startswith="4"), Q(lines__account__startswith="5")
    rows = Fund.objects.filter(alliance=alliance).annotate(
        brought=Coalesce(-Sum("lines__amount", filter=before & (income | expense)), 0),
        income=Coalesce(-Sum("lines__amount", filter=within & income), 0),
        expense=Coalesce(Sum("lines__amount", filter=within & expense), 0),
    )
    return [PublicFund(row.pk, row.name, row.brought, row.income, row.expense) for row in rows.order_by("code")]


def public_entries(alliance: UUID, fund: UUID | None = None) -> EntryList:
    """Every entry (of a fund) with its figures; newest first."""
    entries = JournalEntry.objects.filter(alliance=alliance)
    return EntryList(entries.filter(pk__in=JournalLine.objects.filter(fund=fund).values("entry")) if fund else entries)


@dataclass(frozen=True)
class PublicCheck:
    """What came of recomputing every seal: of how many entries, and the number of the first that does not fit."""

    entries: int
    first_broken: int | None
    newest_seal: str


def public_check(alliance: UUID) -> PublicCheck:
    """The books, recomputed at this moment."""
    last = last_entry(alliance)
    return PublicCheck(last.number if last else 0, first_broken(alliance), last.short_seal if last else "")


def public_fund_totals(funds: Sequence[UUID]) -> dict[UUID, int]:
    """What came into each fund, less what was taken back, in fen."""
    rows = JournalLine.objects.filter(_INCOME, fund__in=funds).values("fund").annotate(total=Sum("amount"))
    totals = {row["fund"]: -row["total"] for row in rows}
    return {fund: totals.get(fund, 0) for fund in funds}
