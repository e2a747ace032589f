"""What the accounts came to, month by month, out of the sums kept beside the books."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum

from gongjian.foundation import clock
from gongjian.modules.ledger.models import MONEY, Account, Goods, MonthlySum
from gongjian.modules.ledger.queries.balances import public_months
from gongjian.modules.members.queries import names_of
from gongjian.rulebook import closing


@dataclass(frozen=True)
class Turnover:
    """A place or an account in a month: debits positive, in fen or in pieces."""

    name: str
    account: str
    opening: int
    debit: int
    credit: int
    unit: str = ""

    @property
    def ending(self) -> int:
        """What was there at the end of the month."""
        return self.opening + self.debit - self.credit


def months_of(alliance: UUID) -> list[str]:
    """The months in which something was entered, and the one it is; the newest first."""
    return sorted({*public_months(alliance), closing.month_of(clock.today())}, reverse=True)


def trial_balance(alliance: UUID, month: str) -> list[Turnover]:
    """Every account that was ever used, money only: what it began with, came to and ended with (科目余额表)."""
    rows = _sums(alliance, month, "account").filter(goods=MONEY).order_by("account")
    return [Turnover(str(Account(account).label), account, *told) for account, *told in rows]


def total_of(rows: Sequence[Turnover]) -> Turnover:
    """All accounts together: where the books are right, debits are credits, and beginning and end are nothing."""
    return Turnover(
        "", "", sum(row.opening for row in rows), sum(row.debit for row in rows), sum(row.credit for row in rows)
    )


def holdings(alliance: UUID, month: str) -> list[Turnover]:
    """What can be counted and compared at the end of a month: cash by custodian, bank, in transit, goods."""
    place = ("account", "custodian", "goods")
    rows = list(_sums(alliance, month, *place).filter(account__startswith="1").order_by(*place))
    people = names_of(alliance, [custodian for _account, custodian, *_ in rows])
    goods = {one.pk: one for one in Goods.objects.filter(alliance=alliance)}
    found = []
    for account, custodian, item, opening, debit, credit in rows:
        kind = goods.get(item)
        names = [kind.name if kind else str(Account(account).label), people.get(custodian, "")]
        found.append(
            Turnover(" · ".join(filter(None, names)), account, opening, debit, credit, kind.unit if kind else "")
        )
    return found


def _sums(alliance: UUID, month: str, *by: str) -> QuerySet[MonthlySum, tuple[Any, ...]]:
    """Grouped by these columns: what each began a month with, and what came and went in it."""
    within = Q(month=month)
    return (
        MonthlySum.objects.filter(alliance=alliance, month__lte=month)
        .values_list(*by)
        .annotate(
            opening=Sum(F("debit") - F("credit"), filter=~within, default=0),
            came=Sum("debit", filter=within, default=0),
            went=Sum("credit", filter=within, default=0),
        )
    )
