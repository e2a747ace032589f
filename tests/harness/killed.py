"""A process that is killed in the middle of its work: before any statement that it sends, and around its commit."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

_PATIENCE = 60


class _Fuse:
    """Burns down by one with every statement and at either side of a commit; then the process is gone (SIGKILL)."""

    def __init__(self, length: int) -> None:
        self.left = length

    def burn(self) -> None:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self.burn()
        return execute(*statement)


def survives(steps: int, doing: Callable[[], object]) -> bool:
    """Do it in a process that is killed at this step; whether it was done before that."""
    connections.close_all()
    child = multiprocessing.get_context("fork").Process(target=_do, args=(steps, doing))
    child.start()
    child.join(_PATIENCE)
    assert child.exitcode in {0, -signal.SIGKILL}
    return child.exitcode == 0


def _do(steps: int, doing: Callable[[], object]) -> None:
    fuse = _Fuse(steps)
    commit = connection._commit  # noqa: SLF001  Django tells nobody of a commit

    def burning_commit() -> None:
        fuse.burn()
        commit()
        fuse.burn()

    connection._commit = burning_commit  # noqa: SLF001  the same
    with connection.execute_wrapper(fuse):
        doing()
    # Without the parent's clean-up: it would close what the parent still uses.
    os._exit(0)
