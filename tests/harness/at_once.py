"""Many processes that do something at the same moment, each on its own connection."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connections

from gongjian.foundation.access import NotPermitted
from gongjian.rulebook.errors import RuleBroken

_PATIENCE = 120


def at_once(*doings: Callable[[], Any]) -> list[str]:
    """Do all of it at once, one process each; for each what came of it: its text, or the code of the refusal."""
    connections.close_all()
    context = multiprocessing.get_context("fork")
    barrier, answers = context.Barrier(len(doings)), context.Queue()
    children = [
        context.Process(target=_do, args=(place, doing, barrier, answers)) for place, doing in enumerate(doings)
    ]
    for child in children:
        child.start()
    found = dict(answers.get(timeout=_PATIENCE) for _ in children)
    for child in children:
        child.join(_PATIENCE)
    return [found[place] for place in range(len(doings))]


def _do(place: int, doing: Callable[[], Any], barrier: Any, answers: Any) -> None:
    try:
        barrier.wait(_PATIENCE)
        answers.put((place, str(doing())))
    except RuleBroken as broken:
        answers.put((place, broken.code))
    except NotPermitted as refused:
        answers.put((place, f"not permitted: {refused.deed}"))
    except Exception as error:  # noqa: BLE001  told to the parent, which compares
        answers.put((place, f"{type(error).__name__}: {error}"))
    answers.close()
    answers.join_thread()
    # Without the parent's clean-up: it would close what the parent still uses.
    os._exit(0)


def counted(answers: Sequence[str]) -> dict[str, int]:
    """How often each answer came."""
    return {answer: list(answers).count(answer) for answer in sorted(set(answers))}
