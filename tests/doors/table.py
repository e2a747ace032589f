"""The table of every address as it is declared: tests/conventions/address_matrix.csv."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction

from tests import given
from tests.doors.walk import EVERYBODY, Door, Walk, every_door, quickly, visitors

TABLE = Path(__file__).resolve().parents[1] / "conventions/address_matrix.csv"
HEAD = ("method", "address", *EVERYBODY)


def declared() -> list[dict[str, str]]:
    """Every row of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def doors() -> dict[tuple[str, str], Door]:
    """Every door by its row."""
    return {door.row: door for door in every_door()}


@contextmanager
def a_street() -> Iterator[Walk]:
    """The street with everybody in it and in front of its doors; nothing of it stays."""
    with transaction.atomic():
        cast = given.cast()
        with quickly():
            yield Walk(cast, visitors(cast))
        transaction.set_rollback(True)


def write(walk: Walk) -> None:
    """Write the table anew from what is; what changes is to be read before it is kept."""
    rows = [(*row, *walk.row(door).values()) for row, door in doors().items()]
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEAD, *rows])
