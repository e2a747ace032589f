"""The facts that this module tells."""

from dataclasses import dataclass

from gongjian.modules.campaigns.models import CashBox


@dataclass(frozen=True)
class DonationsReceived:
    """A box was counted by two people and its money entered in the books; `total` in fen."""

    box: CashBox
    total: int
