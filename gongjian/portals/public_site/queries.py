"""The public pages' figures, put together from public_… queries; nothing is copied, all is computed from the books."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongjian.modules.ledger.queries import PublicFund


@dataclass(frozen=True)
class Equation:
    """Brought forward + income − expense = balance, in fen."""

    brought_forward: int
    income: int
    expense: int

    @property
    def balance(self) -> int:
        """What is there now."""
        return self.brought_forward + self.income - self.expense


def equation_of(funds: Sequence[PublicFund]) -> Equation:
    """The one equation over all funds."""
    return Equation(
        brought_forward=sum(fund.brought_forward for fund in funds),
        income=sum(fund.income for fund in funds),
        expense=sum(fund.expense for fund in funds),
    )
