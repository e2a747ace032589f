"""The public pages' figures, put together from public_… queries; nothing is copied, all is computed from the books."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongjian.modules.campaigns.queries import PublicCampaign
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


def by_time(campaigns: Sequence[PublicCampaign], today: date) -> dict[str, list[PublicCampaign]]:
    """What is going on, what has ended, and what is history, each the newest first."""
    history = [each for each in campaigns if each.kind == "history"]
    ended = [each for each in campaigns if each not in history and each.ended_on and each.ended_on < today]
    going_on = [each for each in campaigns if each not in history and each not in ended]
    return {"going_on": going_on, "ended": ended, "history": history}
