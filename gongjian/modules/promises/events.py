"""The facts that this module tells."""

from dataclasses import dataclass

from gongjian.modules.promises.models import Promise


@dataclass(frozen=True)
class PromiseKept:
    """What was owed has been done."""

    promise: Promise
