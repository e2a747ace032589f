"""A fund as anybody may see it: what came, what went, where it lies, and month by month, out of the kept sums."""

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Sum

from gongjian.modules.ledger.models import MONEY, Balance, Fund, Goods, MonthlySum
from gongjian.rulebook import ledger

_WHAT = {"3": "allocated", "4": "income", "5": "expense"}


@dataclass(frozen=True)
class PublicMonth:
    """What a month brought a fund, cost it and allotted it, and what was its own at the end, in fen."""

    month: str
    income: int
    expense: int
    allocated: int
    balance: int


@dataclass(frozen=True)
class PublicFundPage:
    """A fund from its first entry on, in fen; goods in pieces. Nobody is named."""

    id: UUID
    name: str
    restricted: bool
    income: int
    expense: int
    allocated: int
    # Where it lies.
    cash: int
    bank: int
    in_transit: int
    # What is among it, and has to be handed on to a charity.
    owed: int
    goods: list[tuple[str, int, str]]
    # The newest first.
    months: list[PublicMonth]

    @property
    def balance(self) -> int:
        """What is the fund's own now."""
        return self.income - self.expense + self.allocated

    @property
    def lying(self) -> int:
        """What lies there, whoever it belongs to."""
        return self.cash + self.bank + self.in_transit

    def years(self) -> list[str]:
        """The years in which something was entered, the newest first."""
        return sorted({row.month[:4] for row in self.months}, reverse=True)


def public_fund(alliance: UUID, fund: UUID) -> PublicFundPage | None:
    """A fund by its id."""
    found = Fund.objects.filter(alliance=alliance, pk=fund).first()
    if found is None:
        return None
    balances = Balance.objects.filter(alliance=alliance, fund=fund, account__lt="3")
    held: Counter[str] = Counter()
    pieces: Counter[UUID] = Counter()
    for account, goods, amount in balances.values_list("account", "goods").annotate(total=Sum("amount")):
        if goods == MONEY:
            held[account] = amount
        elif account == ledger.GOODS:
            pieces[goods] = amount
    months = _months(alliance, fund)
    items = Goods.objects.filter(alliance=alliance).order_by("pk")
    return PublicFundPage(
        id=found.pk,
        name=found.name,
        restricted=found.restricted,
        income=sum(row.income for row in months),
        expense=sum(row.expense for row in months),
        allocated=sum(row.allocated for row in months),
        cash=held[ledger.CASH],
        bank=held[ledger.BANK],
        in_transit=held[ledger.IN_TRANSIT],
        owed=-held[ledger.OWED_TO_CHARITIES],
        goods=[(item.name, pieces[item.pk], item.unit) for item in items if pieces[item.pk]],
        months=months[::-1],
    )


def _months(alliance: UUID, fund: UUID) -> list[PublicMonth]:
    """The oldest first, each with what was there at its end."""
    sums: dict[str, Counter[str]] = {}
    rows = MonthlySum.objects.filter(alliance=alliance, fund=fund, goods=MONEY).order_by("month")
    for month, account, amount in rows.values_list("month", "account").annotate(amount=Sum(F("credit") - F("debit"))):
        sums.setdefault(month, Counter())[_WHAT.get(account[0], "")] += amount
    found, balance = [], 0
    for month, told in sums.items():
        balance += told["income"] + told["expense"] + told["allocated"]
        found.append(PublicMonth(month, told["income"], -told["expense"], told["allocated"], balance))
    return found
