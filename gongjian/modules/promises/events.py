"""The facts that this module tells."""

from dataclasses import dataclass

from gongjian.modules.promises.models import Promise


@dataclass(frozen=True)
class PromiseKept:
    """What was owed has been done."""

    promise: Promise


@dataclass(frozen=True)
class PromiseNudged:
    """Somebody who waits has reminded whoever owes it."""

    promise: Promise
