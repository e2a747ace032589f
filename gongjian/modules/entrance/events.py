"""The facts that this module tells."""

from dataclasses import dataclass

from gongjian.modules.entrance.models import Slip


@dataclass(frozen=True)
class SlipUsed:
    """Somebody got in with a slip, for the first time or again."""

    slip: Slip
