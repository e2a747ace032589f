"""What lies where, out of the sums that the database keeps beside the books."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Q, Sum

from gongjian.modules.ledger.models import MONEY, NOBODY, Balance, Fund, MonthlySum
from gongjian.rulebook import ledger
from gongjian.rulebook.errors import RuleBroken

_WHAT = {"3": "allocated", "4": "income", "5": "expense"}


def held_in(funds: Iterable[str]) -> dict[ledger.Place, int]:
    """What each place of these funds holds, debits positive: fen, or pieces of goods."""
    rows = Balance.objects.filter(fund__in=set(funds))
    return {
        ledger.Place(account, str(fund), _told(custodian), _told(goods)): amount
        for account, fund, custodian, goods, amount in rows.values_list(
            "account", "fund", "custodian", "goods", "amount"
        )
    }


def _told(key: UUID) -> str:
    return "" if key in {NOBODY, MONEY} else str(key)


def check_no_cash_with(person: UUID, alliance: UUID) -> None:
    """Refuse to let somebody go in whose hands the books see cash or goods."""
    held = Balance.objects.filter(alliance=alliance, account__startswith="1", custodian=person, amount__gt=0)
    if held.exists():
        raise RuleBroken("members.not_settled")


@dataclass(frozen=True)
class PublicFund:
    """A fund as anybody may see it; amounts in fen."""

    id: UUID
    name: str
    brought_forward: int
    income: int
    expense: int
    allocated: int

    @property
    def balance(self) -> int:
        """What is there now."""
        return self.brought_forward + self.income - self.expense + self.allocated


def public_funds(alliance: UUID, year: int) -> list[PublicFund]:
    """Each fund with what it brought into the year, took in, spent, was allotted, and has."""
    sums: dict[UUID, Counter[str]] = defaultdict(Counter)
    rows = MonthlySum.objects.filter(alliance=alliance, account__gte="3", goods=MONEY, month__lte=f"{year}-12")
    for fund, account, before, amount in rows.values_list("fund", "account").annotate(
        before=Q(month__lt=f"{year}-01"), amount=Sum(F("credit") - F("debit"))
    ):
        sums[fund]["brought_forward" if before else _WHAT[account[0]]] += amount
    return [
        PublicFund(
            fund.pk,
            fund.name,
            sums[fund.pk]["brought_forward"],
            sums[fund.pk]["income"],
            -sums[fund.pk]["expense"],
            sums[fund.pk]["allocated"],
        )
        for fund in Fund.objects.filter(alliance=alliance).order_by("code")
    ]


def public_fund_totals(funds: Sequence[UUID]) -> dict[UUID, int]:
    """What came into each fund, less what was taken back, in fen."""
    rows = Balance.objects.filter(account__startswith="4", goods=MONEY, fund__in=funds)
    totals = {fund: -total for fund, total in rows.values_list("fund").annotate(total=Sum("amount"))}
    return {fund: totals.get(fund, 0) for fund in funds}


def public_months(alliance: UUID) -> list[str]:
    """The months in which something was entered, the newest first."""
    months = MonthlySum.objects.filter(alliance=alliance).values_list("month", flat=True)
    return list(months.distinct().order_by("-month"))
