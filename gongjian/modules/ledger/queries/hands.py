"""Many hands: reading parts of a long book at the same time, each in a process of its own."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import starmap
from multiprocessing import get_all_start_methods, get_context
from typing import Any, TypeVar

from django.db import connection, connections

Result = TypeVar("Result")
_NOT_WORTH_IT = 4  # parts: short books are read before a second process has begun


def all_hands() -> int:
    """As many as there are processors, for a command that has the machine to itself; one where others cannot see."""
    # What a transaction wrote, no other process sees, and one in memory has no other.
    if connection.in_atomic_block or "fork" not in get_all_start_methods():
        return 1
    return os.cpu_count() or 1


def in_order(work: Callable[..., Result], parts: Sequence[Iterable[Any]], hands: int) -> Iterator[Result]:
    """Do the work for each of these parts (its arguments), and answer in their order; never far ahead of the reader."""
    if hands == 1 or len(parts) < _NOT_WORTH_IT:
        yield from starmap(work, parts)
        return
    # Each process opens its own connection: one that two of them share would be confused.
    connections.close_all()
    with ProcessPoolExecutor(hands, mp_context=get_context("fork")) as pool:
        begun: deque[Future[Result]] = deque()
        for part in parts:
            begun.append(pool.submit(work, *part))
            if len(begun) > 2 * hands:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
